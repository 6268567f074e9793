"""Large lists: the same verbs, done by a job, batch by batch; each batch is one transaction.

A work can be stopped between two batches and resumed; when its worker dies, another takes it up at the last batch
written. ``cursor`` is read and written under the lock of the organisation, so no batch is ever done twice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.core.files.base import File
from django.db import connection, transaction
from django.utils import translation
from procrastinate.contrib.django import app

from maillon.base.bulk import analyse
from maillon.base.imports import open_table
from maillon.base.refusals import Reason, Refusal
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.imports.errors import SENTENCES, UnderWay
from maillon.sharing.inventory.imports.selections import Selection
from maillon.sharing.inventory.imports.services import deciding, undoing
from maillon.sharing.inventory.imports.services.deciding import Outcome
from maillon.sharing.inventory.imports.services.reading import Batch, Reading, lock, new_run, read_file
from maillon.sharing.inventory.models import ImportRun, ImportWork, Suggestion

State, Verb, Stage = ImportWork.State, ImportWork.Verb, ImportRun.Stage
LARGE = 2_000  # lines or suggestions; beyond, a job does it
LARGE_FILE = 1024 * 1024  # bytes; beyond, the lines are not even counted first
TABLES = ("inventory_asset", "inventory_site", "inventory_suggestion")
Clock = Callable[[], datetime]


def receive(
    *,
    organisation: Organisation,
    by_id: int | None,
    file: BinaryIO,
    file_name: str,
    now: datetime,
    list_name: str = "",
) -> ImportRun:
    """Read a small file at once; keep a large one and entrust its reading to a job.

    Raises Unreadable or UnusableList for a small one; a large one tells it on its own page.
    """
    told: dict[str, Any] = {
        "organisation": organisation,
        "by_id": by_id,
        "file": file,
        "file_name": file_name,
    }
    if not _is_large(file):
        return read_file(**told, now=now, list_name=list_name)
    with transaction.atomic():
        run = new_run(organisation, by_id, file, file_name, list_name, now)
        run.stage = Stage.READING
        file.seek(0)
        run.file.save(f"{run.digest}.liste", File(file), save=False)
        run.save(update_fields=["stage", "file"])
        _entrust(run, Verb.READ, by_id=by_id, total=_lines_in(file), now=now)
    return run


def _is_large(file: BinaryIO) -> bool:
    if file.seek(0, 2) > LARGE_FILE:
        return True
    with open_table(file) as table:
        return any(number > LARGE for number, _row in enumerate(table.rows, start=1))


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


def accept(*, run: ImportRun, selection: Selection, by_id: int | None, now: datetime) -> Outcome | ImportWork:
    """Carry out what is pending in the selection: at once when it is little, else by a job."""
    return _now_or_later(Verb.ACCEPT, run=run, selection=selection, by_id=by_id, now=now)


def undo(*, run: ImportRun, selection: Selection, by_id: int | None, now: datetime) -> Outcome | ImportWork:
    """Take back what was accepted in the selection: at once when it is little, else by a job."""
    return _now_or_later(Verb.UNDO, run=run, selection=selection, by_id=by_id, now=now)


def _now_or_later(
    verb: "ImportWork.Verb", *, run: ImportRun, selection: Selection, by_id: int | None, now: datetime
) -> Outcome | ImportWork:
    states = undoing.UNDOABLE if verb is Verb.UNDO else (Suggestion.State.PENDING,)
    chosen = selection.of(run).filter(state__in=states).exclude(kind=Suggestion.Kind.REJECTED_LINE)
    if (total := chosen.count()) > LARGE:
        with transaction.atomic():
            return _entrust(run, verb, selection=selection, by_id=by_id, total=total, now=now)
    at_once = undoing.undo if verb is Verb.UNDO else deciding.accept
    return at_once(run=run, selection=selection, by_id=by_id, now=now)


def _entrust(
    run: ImportRun,
    verb: "ImportWork.Verb",
    *,
    by_id: int | None,
    total: int,
    now: datetime,
    selection: Selection | None = None,
) -> ImportWork:
    """Write the work down and defer its job, together. Raises UnderWay when one is there already."""
    lock(run.organisation_id)
    deciding.ask_idle(run)
    work = ImportWork.objects.create(
        run=run,
        verb=verb,
        by_id=by_id,
        total=total,
        created_at=now,
        selection=selection.to_json() if selection else {},
    )
    _defer(work)
    return work


def _defer(work: ImportWork) -> None:
    app.configure_task("carry_import", lock=f"import {work.run.organisation_id}").defer(work_id=work.pk)


@transaction.atomic
def stop(*, run: ImportRun, now: datetime) -> None:
    """Have the work stop after its present batch. Nothing happens when none is under way."""
    lock(run.organisation_id)
    run.works.filter(state=State.RUNNING).update(stop_asked=True)
    run.works.filter(state=State.WAITING).update(state=State.STOPPED, ended_at=now)
    _tell(run)


@transaction.atomic
def resume(*, run: ImportRun) -> None:
    """Go on with a work that was stopped. Raises UnderWay when none is."""
    lock(run.organisation_id)
    work = run.works.filter(state=State.STOPPED).first()
    if work is None:
        raise UnderWay
    work.state, work.stop_asked, work.ended_at, work.reasons = State.WAITING, False, None, []
    work.save(update_fields=["state", "stop_asked", "ended_at", "reasons"])
    _defer(work)
    _tell(run)


@transaction.atomic
def abandon(*, run: ImportRun, now: datetime) -> None:
    """Give up a work that was stopped: what it did stays; a file half read is forgotten with what it proposed."""
    lock(run.organisation_id)
    work = run.works.filter(state=State.STOPPED).first()
    if work is None:
        raise UnderWay
    if work.verb == Verb.READ:
        _drop_file(run)
        run.delete()
    else:
        work.state, work.ended_at = State.DONE, now
        work.save(update_fields=["state", "ended_at"])


def carry(*, work_id: int, clock: Clock) -> None:
    """Do a work from where it is until its end, until it is asked to stop, or until this process dies.

    Nothing is done of a work that was stopped, ended or abandoned meanwhile.
    """
    work = ImportWork.objects.select_related("run__organisation", "by").filter(pk=work_id).first()
    if work is None or not work.under_way:
        return
    try:
        with translation.override(work.by.language if work.by else translation.get_language()):
            if work.verb == Verb.READ:
                _carry_reading(work, clock)
            else:
                _carry_decision(work, clock)
    except Exception:
        _interrupt(work, clock())
        raise


@contextmanager
def _batch(work: ImportWork) -> Iterator[bool]:
    """Open the transaction of one batch, the work read anew; false when it is not to be done any more."""
    with transaction.atomic():
        lock(work.run.organisation_id)
        work.refresh_from_db(fields=["state", "stop_asked", "cursor", "seen", "left", "ended_at"])
        yield work.state in (State.WAITING, State.RUNNING)
        _tell(work.run)


def _step(work: ImportWork, clock: Clock, *, cursor: int, seen: int, left: int = 0) -> bool:
    """Write how far the work is, within its batch; false when it stops here."""
    work.cursor, work.seen, work.left = cursor, work.seen + seen, work.left + left
    work.state = State.STOPPED if work.stop_asked else State.RUNNING
    work.ended_at = clock() if work.stop_asked else None
    work.save(update_fields=["cursor", "seen", "left", "state", "ended_at"])
    return not work.stop_asked


def _end(work: ImportWork, now: datetime) -> None:
    work.state, work.ended_at = State.DONE, now
    work.save(update_fields=["state", "ended_at"])


def _carry_decision(work: ImportWork, clock: Clock) -> None:
    """Accept or undo, batch by batch."""
    run, selection = work.run, Selection.from_json(work.selection)
    undoes = work.verb == Verb.UNDO
    following = undoing.to_undo if undoes else deciding.to_accept
    carry_out = undoing.undo_batch if undoes else deciding.accept_batch
    goes_on = True
    while goes_on:
        with _batch(work) as wanted:
            if not wanted:
                return
            batch = following(run, selection, work.cursor)
            if not batch:
                _end(work, clock())
                return
            outcome = carry_out(run, batch, by_id=work.by_id, now=clock())
            first = not work.cursor
            goes_on = _step(work, clock, cursor=batch[-1].pk, seen=len(batch), left=outcome.left)
        if first:
            analyse(*TABLES)


def _carry_reading(work: ImportWork, clock: Clock) -> None:
    """Read the kept file; findings already written by an earlier attempt are passed over."""
    run, position, goes_on = work.run, 0, True
    try:
        with run.file.open("rb") as file, open_table(cast("BinaryIO", file)) as table:
            reading = Reading(run, table)
            while goes_on:
                batch = reading.next_batch()
                with _batch(work) as wanted:
                    if not wanted:
                        return
                    if batch is None:
                        _end_reading(work, clock())
                        return
                    fresh, first = batch.after(work.cursor - position), not work.cursor
                    position += len(batch.findings)
                    if fresh.findings:
                        goes_on = _write(work, reading, fresh, position, clock)
                if first:
                    analyse(*TABLES)
    except Refusal as refusal:
        _refuse(work, refusal, clock())


def _write(work: ImportWork, reading: Reading, batch: Batch, position: int, clock: Clock) -> bool:
    reading.write(batch)
    work.run.save(update_fields=["format", "remarks", "rows_read", "unchanged"])
    return _step(work, clock, cursor=position, seen=batch.rows_read - work.seen)


def _end_reading(work: ImportWork, now: datetime) -> None:
    work.run.stage = Stage.READ
    work.run.save(update_fields=["stage"])
    _drop_file(work.run)
    _end(work, now)


def _drop_file(run: ImportRun) -> None:
    """Forget the file itself, once this is written for good."""
    storage, name = run.file.storage, run.file.name
    if name:
        run.file = ""
        ImportRun.objects.filter(pk=run.pk).update(file="")
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def _refuse(work: ImportWork, refusal: Refusal, now: datetime) -> None:
    """The file cannot be used: nothing of it stays but the reasons."""
    lock(work.run.organisation_id)
    work.run.suggestions.all().delete()
    work.run.stage = Stage.REFUSED
    work.run.save(update_fields=["stage"])
    _drop_file(work.run)
    work.state, work.ended_at = State.REFUSED, now
    work.reasons = [asdict(reason) for reason in refusal.reasons]
    work.save(update_fields=["state", "ended_at", "reasons"])
    _tell(work.run)


@transaction.atomic
def _interrupt(work: ImportWork, now: datetime) -> None:
    """Something unforeseen: the last batch was taken back, the work stands where it was and can be resumed."""
    lock(work.run.organisation_id)
    why = asdict(Reason("interrupted", str(SENTENCES["interrupted"])))
    ImportWork.objects.filter(pk=work.pk, state__in=ImportWork.OPEN).update(
        state=State.STOPPED, ended_at=now, reasons=[why]
    )
    _tell(work.run)


def _tell(run: ImportRun) -> None:
    """Wake the pages that show this run, if there are any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT live_tell(%s)", [topic(run)])


def topic(run: ImportRun) -> str:
    """Return what a page listens to in order to follow a run."""
    return f"import:{run.pk}"
