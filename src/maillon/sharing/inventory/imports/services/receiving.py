"""A file is received, small or large, and read again when a person says what its columns give."""

from datetime import datetime, timedelta
from typing import BinaryIO, cast

from django.core.files.base import File
from django.db import transaction

from maillon.base.imports import open_table
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.imports.errors import ReadAlready
from maillon.sharing.inventory.imports.services import working
from maillon.sharing.inventory.imports.services.deciding import ask_idle
from maillon.sharing.inventory.imports.services.mapping import Given, give, settle, survey
from maillon.sharing.inventory.imports.services.reading import SAVED, lock, new_run, read_whole
from maillon.sharing.inventory.models import ImportRun, ImportWork, Preload, Suggestion

Verb, Stage = ImportWork.Verb, ImportRun.Stage
LARGE_FILE = 1024 * 1024  # bytes; beyond, the lines are not even counted first
KEPT = timedelta(days=30)  # how long a file of which nothing is accepted can be read again


def receive(
    *,
    organisation: Organisation,
    by_id: int | None,
    file: BinaryIO,
    file_name: str,
    now: datetime,
    list_name: str = "",
    given: Given | None = None,
    preload: Preload | None = None,
) -> ImportRun:
    """Read a small file at once, entrust a large one to a job; keep the file, so that it can be read again.

    When its columns are not sure, nor remembered, nor ``given``, the run waits for a person to look at them
    (stage « mapping »); for open data that is ``preload``-ed, what is proposed is taken. Raises Unreadable,
    UnusableList or MappingRefused; a large file may tell it on its page.
    """
    large = is_large(file)
    with transaction.atomic():
        lock(organisation.pk)
        run = new_run(organisation, by_id, file, file_name, list_name, now)
        run.preload = preload
        if given is not None:
            _settle_as(run, file, given, now)
        if large:
            run.stage = Stage.READING
            working.entrust(run, Verb.READ, by_id=by_id, total=_lines_in(file), now=now)
        else:
            _read_or_ask(run, file)
        file.seek(0)
        run.file.save(f"{run.digest}.liste", File(file), save=False)
        run.save(update_fields=["stage", "file", "preload", *SAVED])
    return run


def _settle_as(run: ImportRun, file: BinaryIO, given: Given, now: datetime) -> None:
    """Set the columns of a run as they are given, once the file has shown its headings."""
    with open_table(file) as table:
        settle(run, table)
        give(run, given, pointed=table.format == "geojson", now=now)


def _read_or_ask(run: ImportRun, file: BinaryIO) -> None:
    """Read a small file whole, or only count what it holds when a person has to look at its columns."""
    with open_table(file) as table:
        whole, ask = settle(run, table)
        if ask and run.preload_id is None:
            survey(run, whole)
            run.stage = Stage.MAPPING
        else:
            read_whole(run, whole)


@transaction.atomic
def read_again(*, run: ImportRun, given: Given, by_id: int | None, now: datetime) -> None:
    """Read the file of a run again, its columns and categories as a person said; both are remembered.

    What it proposed before goes. Raises UnderWay while a work is there, ReadAlready once something was decided or
    the file is gone, MappingRefused with a reason at each heading.
    """
    lock(run.organisation_id)
    ask_idle(run)
    if run.suggestions.exclude(state=Suggestion.State.PENDING).exists():
        raise ReadAlready("decided_already")
    if not run.file.name or not run.file.storage.exists(run.file.name):
        raise ReadAlready("file_forgotten")
    give(run, given, pointed=run.format == "geojson", now=now)
    run.suggestions.all().delete()
    run.rows_read = run.unchanged = 0
    with run.file.open("rb") as kept:
        file = cast("BinaryIO", kept)
        if is_large(file):
            run.stage = Stage.READING
            working.entrust(run, Verb.READ, by_id=by_id, total=_lines_in(file), now=now)
        else:
            _read_or_ask(run, file)
    run.save(update_fields=["stage", *SAVED])


def is_large(file: BinaryIO) -> bool:
    """Return whether a file is for a job."""
    if file.seek(0, 2) > LARGE_FILE:
        return True
    with open_table(file) as table:
        return any(number > working.LARGE for number, _row in enumerate(table.rows, start=1))


def _lines_in(file: BinaryIO) -> int:
    """Return about how many lines the file has, when it is a text; 0 when that cannot be known beforehand."""
    file.seek(0)
    if file.read(4).lstrip(b"\xef\xbb\xbf")[:1] in (b"P", b"{", b"["):
        return 0
    file.seek(0)
    ends, last = 0, b"\n"
    while chunk := file.read(1 << 20):
        ends, last = ends + chunk.count(b"\n"), chunk[-1:]
    return max(ends - (last == b"\n"), 0)  # the headings apart


def forget_old_files(*, now: datetime) -> None:
    """Forget the files of which nothing was accepted within a month; what they propose stays."""
    for run in ImportRun.objects.filter(created_at__lt=now - KEPT).exclude(file="").order_by("pk"):
        with transaction.atomic():
            lock(run.organisation_id)
            if not run.works.filter(state__in=ImportWork.OPEN).exists():
                working.drop_file(run)
