"""A file becomes suggestions: at once for a small one, batch by batch for a large one."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO

from django.db import transaction

from maillon.base.imports import Table, open_table
from maillon.base.refusals import explain
from maillon.community.organisations.models import Organisation
from maillon.kernel.words import slug
from maillon.sharing.inventory.imports.errors import SENTENCES, UnusableList
from maillon.sharing.inventory.imports.lines import BadLine, Line
from maillon.sharing.inventory.imports.rules import Finding, Kind, Known, compare
from maillon.sharing.inventory.imports.services.mapping import Categories, plan_of, settle
from maillon.sharing.inventory.imports.vocabulary import column_objections
from maillon.sharing.inventory.models import Asset, ImportRun, Suggestion

Progress = Callable[[int], None]
BATCH = 2_000
SAVED = ("format", "remarks", "rows_read", "unchanged", "columns", "default_class", "categories")
DATES_AND_COPIES = re.compile(r"\b(?:copie|copy|de|of|final|v\d+|\d+)\b")


def silent(_done: int) -> None:
    """Show no progress."""


@transaction.atomic
def read_file(
    *,
    organisation: Organisation,
    by_id: int | None,
    file: BinaryIO,
    file_name: str,
    now: datetime,
    list_name: str = "",
    progress: Progress = silent,
) -> ImportRun:
    """Read a file (open, seekable, binary) and write what it proposes; assets themselves do not change.

    ``list_name`` says which list the file is a copy of; without it, the file's name does. ``progress`` hears
    how many lines were read. Nobody is asked about the columns: what is remembered or proposed is taken. Raises
    Unreadable or UnusableList with reasons; nothing is then written.
    """
    lock(organisation.pk)
    run = new_run(organisation, by_id, file, file_name, list_name, now)
    with open_table(file) as table:
        whole, _ask = settle(run, table)
        read_whole(run, whole, progress)
    return run


def read_whole(run: ImportRun, table: Table, progress: Progress = silent) -> None:
    """Write at once everything that a table proposes, the columns of its run being set."""
    reading = Reading(run, table)
    while batch := reading.next_batch():
        reading.write(batch)
        progress(run.rows_read)
    reading.finish()
    run.save(update_fields=[*SAVED, "stage"])


def new_run(
    organisation: Organisation,
    by_id: int | None,
    file: BinaryIO,
    file_name: str,
    list_name: str,
    now: datetime,
) -> ImportRun:
    """Write that a file was received; what it holds is not known yet."""
    return ImportRun.objects.create(
        organisation=organisation,
        by_id=by_id,
        file_name=PurePath(file_name).name[:200],
        digest=_digest(file),
        source=list_of(list_name or file_name),
        created_at=now,
    )


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def lock(organisation_id: int) -> None:
    """Wait until this transaction alone imports for the organisation."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def list_of(name: str) -> str:
    """Return the short name of a list: « Copie de Gymnases 2026-11 (2).xlsx » is a copy of ``gymnases``."""
    stem = slug(PurePath(name).stem, max_length=60)
    kept = slug(DATES_AND_COPIES.sub(" ", stem.replace("-", " ")), max_length=40)
    return (kept or stem)[:40] or "liste"


@dataclass(frozen=True, slots=True)
class Batch:
    """Some findings in a row, and how many lines of the file were read up to the last of them."""

    findings: Sequence[Finding]
    rows_read: int

    def after(self, number: int) -> "Batch":
        """Return what follows the first findings, as many as ``number`` (none when it is negative)."""
        return Batch(self.findings[max(number, 0) :], self.rows_read)


class Reading:
    """The findings of an open table, batch by batch, always in the same order for the same file."""

    def __init__(self, run: ImportRun, table: Table) -> None:
        self.run = run
        run.format, run.remarks = table.format, table.remarks
        self._rows = 0
        self._plan = plan_of(run)
        self._categories = Categories(self._plan)
        self._aside = _set_aside(run)
        self._findings = compare(self._lines(table), list(_known(run.organisation)), source=run.source)

    def _lines(self, table: Table) -> Iterator[Line | BadLine]:
        plan = self._plan
        if objections := column_objections(plan.columns, table.headings):
            raise UnusableList(explain(objections, SENTENCES))
        for row in table.rows:
            self._rows += 1
            line = plan.read(row)
            self._categories.count(row, line)
            yield line

    def finish(self) -> None:
        """Note, in memory, what is known only at the end: the categories, and that the file is read."""
        self.run.categories, self.run.stage = self._categories.to_json(), ImportRun.Stage.READ

    def next_batch(self) -> Batch | None:
        """Read on; nothing when the file is read whole. Raises Unreadable or UnusableList."""
        findings = list(islice(self._findings, BATCH))
        return Batch(findings, self._rows) if findings else None

    def write(self, batch: Batch) -> None:
        """Write the suggestions; what says nothing new, or was set aside before, is only counted.

        The run's counts change in memory: the caller saves them with what says how far it is.
        """
        told = [finding for finding in batch.findings if not self._is_known(finding)]
        Suggestion.objects.bulk_create(_suggestion(self.run, finding) for finding in told)
        self.run.rows_read = batch.rows_read
        self.run.unchanged += len(batch.findings) - len(told)

    def _is_known(self, finding: Finding) -> bool:
        return finding.kind is Kind.UNCHANGED or (
            finding.key != "" and self._aside.get((finding.kind, finding.key)) == finding.values
        )


def _known(organisation: Organisation) -> Iterator[Known]:
    fields = ("name", "identifier", "description", "accessibility", "capacity", "quantity", "lon", "lat")
    rows = (
        Asset.objects.filter(organisation=organisation)
        .order_by("pk")
        .values_list(
            "pk",
            "source_key",
            "state",
            "merged_into_id",
            "asset_class__code",
            "site__address",
            "details",
            *fields,
        )
    )
    for pk, key, state, merged_into, code, address, details, *values in rows.iterator(chunk_size=5_000):
        said = dict(zip(fields, values, strict=True)) | {"class_code": code, "address": address}
        said |= {f"details.{name}": answer for name, answer in details.items()}
        yield Known(pk, key, state == Asset.State.ARCHIVED, said, merged_into is not None)


def _set_aside(run: ImportRun) -> dict[tuple[str, str], Any]:
    """Return what a person set aside in earlier readings of this list: it is not proposed again."""
    rows = (
        Suggestion.objects.filter(
            run__organisation_id=run.organisation_id,
            run__source=run.source,
            state=Suggestion.State.DISMISSED,
        )
        .order_by("pk")
        .values_list("kind", "source_key", "proposed")
    )
    return {(kind, key): proposed for kind, key, proposed in rows.iterator(chunk_size=5_000)}


def _suggestion(run: ImportRun, finding: Finding) -> Suggestion:
    return Suggestion(
        run=run,
        line=finding.line,
        kind=finding.kind.value,
        source_key=finding.key,
        asset_id=finding.asset_id,
        proposed=finding.values,
        before=finding.before,
        reasons=[asdict(objection) for objection in finding.objections],
    )
