"""Writing kits, and asking for some."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Invalid, NotFound, Reason
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.availability.services import lock_assets
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.kits.errors import SENTENCES, CompositionChanged, KitRefused, explained
from maillon.sharing.kits.models import Kit, KitChoice, KitLine
from maillon.sharing.kits.queries import Moment, assets_for_kits, lines_of, moment_of, one_kit
from maillon.sharing.kits.rules import kit_objections
from maillon.sharing.reservations.models import Bundle
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class LineWish:
    """A line as its owner writes it: how many, of what, or else of what."""

    quantity: int
    asset_ids: tuple[int, ...]
    optional: bool = False


@transaction.atomic
def write_kit(*, kit: Kit, lines: Sequence[LineWish], hat: Hat) -> Kit:
    """Write a kit, new or changed, with all of its lines. What was asked for before is not touched.

    Raises Invalid with every reason: an asset of another organisation, a substitute of another class.
    """
    kit.organisation_id = ask_to_keep(hat, kit.organisation_id or hat.organisation_id)
    _ask_sensible(kit.organisation_id, lines)
    with refusals_for_constraints():
        kit.save()
    KitLine.objects.filter(kit=kit).delete()
    for position, line in enumerate(lines):
        written = KitLine.objects.create(
            kit=kit, position=position, quantity=line.quantity, optional=line.optional
        )
        KitChoice.objects.bulk_create(
            KitChoice(line=written, asset_id=number, rank=rank) for rank, number in enumerate(line.asset_ids)
        )
    return kit


def _ask_sensible(owner_id: int, lines: Sequence[LineWish]) -> None:
    found = kit_objections([(line.quantity, line.asset_ids) for line in lines])
    if lines and all(line.optional for line in lines):
        found.append(Objection("all_optional", "lines"))
    known = {asset.pk: asset for asset in assets_for_kits(owner_id)}
    for line in lines:
        if not set(line.asset_ids) <= set(known):
            found.append(Objection("foreign_choice", "lines"))
            continue
        first = known[line.asset_ids[0]] if line.asset_ids else None
        found += [
            Objection("other_class", "lines", {"name": known[number].name})
            for number in line.asset_ids[1:]
            if first is not None and known[number].asset_class_id != first.asset_class_id
        ]
    if found:
        raise Invalid(explained(found))


@retried
@transaction.atomic
def request_kits(
    *,
    kit_id: int,
    count: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    purpose: str,
    message: str = "",
    seen: str | None = None,
    hat: Hat,
    uid: uuid.UUID | None = None,
    now: dt.datetime,
) -> Bundle:
    """Ask for so many kits: one bundle of all that they are made of, substitutes named, all or nothing.

    ``seen`` is the composition that was shown (its key); CompositionChanged when it would now be another one.
    Raises KitRefused with what is missing, and what the bundle refuses.
    """
    kit = one_kit(kit_id, hat)
    if kit is None:
        raise NotFound(Reason("kit_unknown", str(SENTENCES["kit_unknown"])))
    if kit.retired:
        raise KitRefused(explained([Objection("kit_retired")]))
    if not 1 <= count <= MOST_AT_ONCE:
        raise Invalid(explained([Objection("kit_count", "count", {"most": MOST_AT_ONCE})]))
    if uid is not None:
        known = Bundle.objects.filter(uid=uid, person_id=hat.wearer_id).first() if hat.signed_in else None
        if known is not None:
            return known
    lock_assets({number for line in lines_of(kit) for number in line.choices})
    moment = moment_of(kit, starts_at, ends_at, count, hat=hat, now=now)
    if against := reasons_against(moment):
        raise KitRefused(against)
    if seen is not None and seen != moment.key:
        raise CompositionChanged
    return request_bundle(
        hat=hat,
        name=f"{kit.name} × {count}" if count > 1 else kit.name,
        wishes=_wishes(moment, Wish(0, starts_at, ends_at, purpose, message=message)),
        uid=uid,
        now=now,
    )


def reasons_against(moment: Moment) -> list[Reason]:
    """Return why the kits wanted cannot be made: how many can, and which things lack."""
    if moment.composition.complete:
        return []
    first = (
        Objection("kits_left", "count", {"left": moment.most})
        if moment.most
        else Objection("none_left", "count")
    )
    missing = moment.absent_in_words(moment.composition.missing)
    return [
        *explained([first, *(Objection("line_missing", None, {"name": name}) for name in missing)]),
    ]


def _wishes(moment: Moment, wish: Wish) -> list[BundleWish]:
    """Return one wish per asset, what several lines take of it together."""
    many: dict[int, int] = {}
    instead: dict[int, str] = {}
    for pick in moment.composition.picks:
        many[pick.asset] = many.get(pick.asset, 0) + pick.quantity
        if pick.substitute:
            instead[pick.asset] = moment.names[moment.firsts[pick.line]]
    return [
        BundleWish(
            Wish(
                asset_id=number,
                starts_at=wish.starts_at,
                ends_at=wish.ends_at,
                purpose=wish.purpose,
                quantity=quantity,
                message=wish.message,
            ),
            instead.get(number, ""),
        )
        for number, quantity in many.items()
    ]
