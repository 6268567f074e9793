"""Large lists: the same verbs, done by a job, batch by batch; each batch is one transaction.

A work can be stopped between two batches and resumed; when its worker dies, another takes it up at the last batch
written. ``cursor`` is read and written under the lock of the organisation, so no batch is ever done twice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO, cast

from django.db import connection, transaction
from django.utils import translation
from procrastinate.contrib.django import app

from maillon.base.bulk import analyse
from maillon.base.imports import Table, open_table
from maillon.base.refusals import Reason, Refusal
from maillon.sharing.inventory.imports.errors import SENTENCES, UnderWay
from maillon.sharing.inventory.imports.selections import Selection
from maillon.sharing.inventory.imports.services import deciding, undoing
from maillon.sharing.inventory.imports.services.deciding import Outcome
from maillon.sharing.inventory.imports.services.mapping import settle, survey
from maillon.sharing.inventory.imports.services.reading import (
    SAVED,
    Batch,
    Reading,
    lock,
)
from maillon.sharing.inventory.models import ImportRun, ImportWork, Suggestion

State, Verb, Stage = ImportWork.State, ImportWork.Verb, ImportRun.Stage
LARGE = 2_000  # lines or suggestions; beyond, a job does it
TABLES = ("inventory_asset", "inventory_site", "inventory_suggestion")
Clock = Callable[[], datetime]


def accept(*, run: ImportRun, selection: Selection, by_id: int | None, now: datetime) -> Outcome | ImportWork:
    """Carry out what is pending in the selection: at once when it is little, else by a job.

    The file, whose columns cannot be corrected any more, is forgotten.
    """
    with transaction.atomic():
        drop_file(run)
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
            return entrust(run, verb, selection=selection, by_id=by_id, total=total, now=now)
    at_once = undoing.undo if verb is Verb.UNDO else deciding.accept
    return at_once(run=run, selection=selection, by_id=by_id, now=now)


def entrust(
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
    """Give up a work that was stopped: what it did stays; a file half read is forgotten with what it proposed.

    So is a file whose columns wait for a person.
    """
    lock(run.organisation_id)
    if run.stage == Stage.MAPPING:
        drop_file(run)
        run.delete()
        return
    work = run.works.filter(state=State.STOPPED).first()
    if work is None:
        raise UnderWay
    if work.verb == Verb.READ:
        drop_file(run)
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
    """Read the kept file, or only count what it holds when a person has to look at its columns."""
    run = work.run
    try:
        with run.file.open("rb") as file, open_table(cast("BinaryIO", file)) as table:
            whole, ask = settle(run, table)
            if ask and run.preload_id is None:
                survey(run, whole)
                _ask_a_person(work, clock())
            else:
                _carry_lines(work, whole, clock)
    except Refusal as refusal:
        _refuse(work, refusal, clock())


def _ask_a_person(work: ImportWork, now: datetime) -> None:
    """End a reading at its columns: what the file holds is counted, nothing is proposed yet."""
    with _batch(work) as wanted:
        if wanted:
            work.run.stage = Stage.MAPPING
            work.run.save(update_fields=["stage", *SAVED])
            work.seen = work.run.rows_read
            work.save(update_fields=["seen"])
            _end(work, now)


def _carry_lines(work: ImportWork, table: Table, clock: Clock) -> None:
    """Read the lines; findings already written by an earlier attempt are passed over."""
    position, goes_on = 0, True
    reading = Reading(work.run, table)
    while goes_on:
        batch = reading.next_batch()
        with _batch(work) as wanted:
            if not wanted:
                return
            if batch is None:
                reading.finish()
                work.run.save(update_fields=["stage", *SAVED])
                _end(work, clock())
                return
            fresh, first = batch.after(work.cursor - position), not work.cursor
            position += len(batch.findings)
            if fresh.findings:
                goes_on = _write(work, reading, fresh, position, clock)
        if first:
            analyse(*TABLES)


def _write(work: ImportWork, reading: Reading, batch: Batch, position: int, clock: Clock) -> bool:
    reading.write(batch)
    work.run.save(update_fields=SAVED)
    return _step(work, clock, cursor=position, seen=batch.rows_read - work.seen)


def drop_file(run: ImportRun) -> None:
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
    drop_file(work.run)
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
