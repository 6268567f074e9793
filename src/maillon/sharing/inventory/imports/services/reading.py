"""A file becomes suggestions."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
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
from maillon.sharing.inventory.imports.lines import BadLine, Line, read_line
from maillon.sharing.inventory.imports.rules import Finding, Kind, Known, compare
from maillon.sharing.inventory.imports.vocabulary import column_objections, match_columns
from maillon.sharing.inventory.models import Asset, ImportRun, Suggestion

Progress = Callable[[int], None]
BATCH = 2_000
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
    how many lines were read. Raises Unreadable or UnusableList with reasons; nothing is then written.
    """
    lock(organisation.pk)
    digest = _digest(file)
    with open_table(file) as table:
        run = ImportRun.objects.create(
            organisation=organisation,
            by_id=by_id,
            file_name=PurePath(file_name).name[:200],
            digest=digest,
            format=table.format,
            source=list_of(list_name or file_name),
            remarks=table.remarks,
            created_at=now,
        )
        findings = compare(_lines(table, run, progress), list(_known(organisation)), source=run.source)
        _write(run, findings)
    run.save(update_fields=["rows_read", "unchanged"])
    return run


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


def _lines(table: Table, run: ImportRun, progress: Progress) -> Iterator[Line | BadLine]:
    columns = match_columns(table.headings)
    if objections := column_objections(columns, table.headings):
        raise UnusableList(explain(objections, SENTENCES))
    for done, row in enumerate(table.rows, start=1):
        run.rows_read = done
        if done % 200 == 0:
            progress(done)
        yield read_line(row, columns)
    progress(run.rows_read)


def _known(organisation: Organisation) -> Iterator[Known]:
    fields = ("name", "identifier", "description", "accessibility", "capacity", "quantity", "lon", "lat")
    rows = (
        Asset.objects.filter(organisation=organisation)
        .order_by("pk")
        .values_list("pk", "source_key", "state", "merged_into_id", "asset_class__code", *fields)
    )
    for pk, key, state, merged_into, code, *values in rows.iterator(chunk_size=5_000):
        said = dict(zip(fields, values, strict=True)) | {"class_code": code}
        yield Known(pk, key, state == Asset.State.ARCHIVED, said, merged_into is not None)


def _write(run: ImportRun, findings: Iterable[Finding]) -> None:
    """Write the suggestions in batches; what says nothing new, or was set aside before, is only counted."""
    aside = _set_aside(run)
    counted = (finding for finding in findings if not _is_known(run, finding, aside))
    while batch := list(islice(counted, BATCH)):
        Suggestion.objects.bulk_create([_suggestion(run, finding) for finding in batch])


def _is_known(run: ImportRun, finding: Finding, aside: dict[tuple[str, str], Any]) -> bool:
    known = finding.kind is Kind.UNCHANGED or (
        finding.key != "" and aside.get((finding.kind, finding.key)) == finding.values
    )
    run.unchanged += known
    return known


def _set_aside(run: ImportRun) -> dict[tuple[str, str], Any]:
    """Return what a person set aside in earlier readings of this list: it is not proposed again."""
    rows = Suggestion.objects.filter(
        run__organisation_id=run.organisation_id, run__source=run.source, state=Suggestion.State.DISMISSED
    ).order_by("pk")
    return {
        (kind, key): proposed for kind, key, proposed in rows.values_list("kind", "source_key", "proposed")
    }


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
