"""Open data of a territory becomes unclaimed records: one run for each owner, where claiming is accepting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from django.db import transaction
from django.db.models import QuerySet

from maillon.base.imports import Row, Table, csv_lines, open_table
from maillon.base.refusals import Invalid, NotAllowed, explain
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.kernel.objections import Objection
from maillon.kernel.words import fold
from maillon.sharing.inventory.imports.errors import SENTENCES
from maillon.sharing.inventory.imports.services.receiving import receive
from maillon.sharing.inventory.imports.services.working import drop_file
from maillon.sharing.inventory.models import ImportRun, ImportWork, Preload, Suggestion
from maillon.sharing.inventory.permissions import ask_to_preload

STRANGERS = 100  # unknown owners that are named
POINT = ("longitude", "latitude")


@dataclass(frozen=True, slots=True)
class OpenData:
    """What is brought: who publishes it, under which licence, where it is found."""

    provider: str
    licence: str
    address: str = ""


def bodies_of(hat: Hat) -> "QuerySet[Organisation]":
    """Return the organisations to which the hat may bring open data: those of its territory; a steward, all."""
    if hat.has(Role.STEWARD):
        return Organisation.objects.order_by("sort_key", "pk")
    return Organisation.objects.filter(mrc_id=hat.mrc_code).exclude(mrc_id=None).order_by("sort_key", "pk")


@transaction.atomic
def preload(
    *,
    by: Hat,
    file: BinaryIO,
    file_name: str,
    told: OpenData,
    now: datetime,
    owner: Organisation | None = None,
    owner_heading: str = "",
    list_name: str = "",
) -> Preload:
    """Bring open data to its owners: to ``owner``, or to those that the column ``owner_heading`` names.

    Nothing enters any inventory: each owner receives records to claim. What an earlier file of the same list left
    unclaimed gives way. Raises NotAllowed, Invalid with the reasons, Unreadable or UnusableList.
    """
    body_id = ask_to_preload(by)
    if owner is not None and not bodies_of(by).filter(pk=owner.pk).exists():
        raise NotAllowed(SENTENCES["foreign_owner"])
    if owner is None and not owner_heading:
        raise _invalid("owner_or_column", "owner")
    made = Preload.objects.create(
        by_organisation_id=body_id,
        file_name=file_name[:200],
        provider=told.provider,
        licence=told.licence,
        address=told.address,
        created_at=now,
    )
    if owner is not None:
        parts = [(owner, file)]
    else:
        parts, made.strangers = _parts(by, file, owner_heading)
        made.save(update_fields=["strangers"])
    for body, part in parts:
        run = receive(
            organisation=body,
            by_id=by.person_id,
            file=part,
            file_name=file_name,
            list_name=list_name,
            now=now,
            preload=made,
        )
        _give_way(run)
    return made


def _invalid(code: str, field: str, **values: object) -> Invalid:
    return Invalid(explain([Objection(code, field, values)], SENTENCES))


def _parts(
    by: Hat, file: BinaryIO, heading: str
) -> tuple[list[tuple[Organisation, BinaryIO]], list[list[object]]]:
    """Cut a file by owner; return the part of each, and the owners that the territory does not know."""
    with open_table(file) as table:
        named = next((one for one in table.headings if fold(one) == fold(heading)), None)
        if named is None:
            headings = ", ".join(table.headings[:12])
            raise _invalid("no_owner_column", "owner_heading", headings=headings)
        rows: dict[str, list[Row]] = {}
        for row in table.rows:
            rows.setdefault("" if row.problems else row.values.get(named, ""), []).append(row)
        bodies = _by_name(bodies_of(by))
        found: dict[int, tuple[Organisation, list[Row]]] = {}
        strangers: list[list[object]] = []
        for name, theirs in rows.items():
            body = bodies.get(fold(name)) if name else None
            if body is None:
                strangers.append([name[:160], len(theirs)])
            else:
                found.setdefault(body.pk, (body, []))[1].extend(theirs)
        if not found:
            names = ", ".join(sorted(name for name in rows if name)[:8])
            raise _invalid("no_owner_known", "owner_heading", names=names)
        parts = [(body, _file_of(table, named, theirs)) for body, theirs in found.values()]
    return parts, sorted(strangers, key=lambda one: -int(str(one[1])))[:STRANGERS]


def _by_name(bodies: Iterable[Organisation]) -> Mapping[str, Organisation]:
    """Return the organisations by name and by short name; a name that two share is nobody's."""
    found: dict[str, Organisation | None] = {}
    for body in bodies:
        for name in {fold(body.name), fold(body.short_name)} - {""}:
            found[name] = None if name in found else body
    return {name: body for name, body in found.items() if body is not None}


def _file_of(table: Table, owner_heading: str, rows: Sequence[Row]) -> BinaryIO:
    """Write the rows of one owner as a file of its own, points included."""
    headings = [one for one in table.headings if one != owner_heading]
    pointed = any(row.point for row in rows)
    written = (
        [*(row.values.get(one, "") for one in headings), *((row.point or ("", "")) if pointed else ())]
        for row in rows
    )
    return BytesIO(b"".join(csv_lines([*headings, *(POINT if pointed else ())], written)))


def _give_way(run: ImportRun) -> None:
    """Take back what earlier files of the same list left unclaimed with this owner."""
    earlier = ImportRun.objects.filter(
        organisation_id=run.organisation_id, source=run.source, preload__isnull=False
    ).exclude(pk=run.pk)
    _withdraw(earlier)


@transaction.atomic
def withdraw(*, preload: Preload, by: Hat) -> int:
    """Take back the records that nobody claimed nor turned down; return how many. What was claimed stays."""
    if preload.by_organisation_id != ask_to_preload(by) and not by.has(Role.STEWARD):
        raise NotAllowed(SENTENCES["foreign_owner"])
    return _withdraw(preload.runs.all())


def _withdraw(runs: "QuerySet[ImportRun]") -> int:
    idle = runs.exclude(works__state__in=ImportWork.OPEN)
    left = Suggestion.objects.filter(run__in=idle, state=Suggestion.State.PENDING)
    count = left.exclude(kind=Suggestion.Kind.REJECTED_LINE).count()
    left.delete()
    for run in idle.filter(suggestions=None):
        drop_file(run)
        run.delete()
    return count
