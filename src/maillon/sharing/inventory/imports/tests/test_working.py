"""Large lists: entrusted to a job, batch by batch, stopped, resumed, killed in the middle; the result is the same."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage

from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.imports import services
from maillon.sharing.inventory.imports.errors import UnderWay
from maillon.sharing.inventory.imports.services import EVERYTHING, Outcome, Selection, receiving, working
from maillon.sharing.inventory.models import Asset, ImportRun, ImportWork, Site, Suggestion
from maillon.testing.builders.community import make_organisation
from maillon.testing.jobs import run_waiting_jobs

NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)
HEADINGS = "nom;catégorie;identifiant;adresse\n"

pytestmark = pytest.mark.django_db


class KilledError(BaseException):
    """What happens to a process that receives a signal: nothing catches it."""


@pytest.fixture
def owner() -> Organisation:
    return make_organisation(name="Ville d’Essai")


@pytest.fixture(autouse=True)
def _small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large is more than three lines, and a batch is two."""
    monkeypatch.setattr(working, "LARGE", 3)
    for module in ("reading", "deciding", "undoing"):
        monkeypatch.setattr(f"maillon.sharing.inventory.imports.services.{module}.BATCH", 2)


def rows(count: int) -> str:
    return HEADINGS + "".join(f"Gymnase {n};Gymnase;G-{n};{n // 2}, rue A\n" for n in range(count))


def receive(owner: Organisation, text: str, name: str = "liste.csv") -> ImportRun:
    file = io.BytesIO(text.encode())
    return receiving.receive(organisation=owner, by_id=None, file=file, file_name=name, now=NOW)


def decide(verb: Callable[..., Outcome | ImportWork], run: ImportRun) -> Outcome | ImportWork:
    return verb(run=run, selection=EVERYTHING, by_id=None, now=NOW)


def accepted(owner: Organisation, count: int = 7) -> ImportRun:
    run = receive(owner, rows(count))
    run_waiting_jobs()
    decide(working.accept, run)
    run_waiting_jobs()
    run.refresh_from_db()
    return run


def dies_after(monkeypatch: pytest.MonkeyPatch, work: ImportWork, batches: int) -> None:
    """Carry the work out until the worker dies, just before the batch that follows so many is committed."""
    real, calls = working._step, []

    def dying(*args: Any, **kwargs: Any) -> bool:
        calls.append(1)
        goes_on = real(*args, **kwargs)
        if len(calls) > batches:
            raise KilledError
        return goes_on

    with monkeypatch.context() as patch:
        patch.setattr(working, "_step", dying)
        with pytest.raises(KilledError):
            working.carry(work_id=work.pk, clock=lambda: NOW)


def test_a_small_list_is_read_at_once(owner: Organisation) -> None:
    run = receive(owner, rows(3))
    assert (run.stage, run.suggestions.count()) == ("read", 3)
    assert not ImportWork.objects.exists()
    assert decide(working.accept, run) == Outcome(3, 0)


def test_a_large_list_is_read_accepted_and_undone_by_jobs(owner: Organisation) -> None:
    run = receive(owner, rows(7))
    assert (run.stage, run.suggestions.count(), run.works.get().total) == ("reading", 0, 7)
    run_waiting_jobs()
    run.refresh_from_db()
    assert (run.stage, run.rows_read, run.suggestions.count(), run.format) == ("read", 7, 7, "csv")
    work = decide(working.accept, run)
    assert not run.file
    assert isinstance(work, ImportWork)
    assert not Asset.objects.exists()
    run_waiting_jobs()
    work.refresh_from_db()
    assert (work.state, work.seen, work.left, Asset.objects.count()) == ("done", 7, 0, 7)
    decide(working.undo, run)
    run_waiting_jobs()
    assert not Asset.objects.exists()
    assert not Site.objects.exists()


def test_the_file_is_kept_until_something_of_it_is_accepted(
    owner: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    for count in (7, 2):
        run = receive(owner, rows(count), f"liste-{'ab'[count % 2]}.csv")
        run_waiting_jobs()
        run.refresh_from_db()
        name = run.file.name
        assert default_storage.exists(name)
        with django_capture_on_commit_callbacks(execute=True):
            decide(working.accept, run)
        assert not default_storage.exists(name)


def test_a_file_that_nobody_decides_on_is_kept_for_a_month(
    owner: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    run = receive(owner, rows(2))
    for days, kept in ((29, True), (31, False)):
        with django_capture_on_commit_callbacks(execute=True):
            receiving.forget_old_files(now=NOW + dt.timedelta(days=days))
        assert default_storage.exists(run.file.name) is kept
    assert run.suggestions.count() == 2


def test_what_is_found_is_the_same_batch_by_batch_as_at_once(owner: Organisation) -> None:
    text = rows(6) + "Gymnase 0;Gymnase;G-0;\nChose;;X;\n"
    other = make_organisation(name="Ville de Comparaison")
    at_once = services.read_file(
        organisation=other, by_id=None, file=io.BytesIO(text.encode()), file_name="liste.csv", now=NOW
    )
    run = receive(owner, text)
    run_waiting_jobs()
    fields = ("line", "kind", "source_key", "proposed", "reasons")
    assert list(run.suggestions.values_list(*fields)) == list(at_once.suggestions.values_list(*fields))


def test_a_work_asked_to_stop_stops_after_its_batch_and_goes_on_where_it_was(
    owner: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = receive(owner, rows(7))
    run_waiting_jobs()
    work = decide(working.accept, run)
    assert isinstance(work, ImportWork)
    dies_after(monkeypatch, work, 1)
    working.stop(run=run, now=NOW)
    working.carry(work_id=work.pk, clock=lambda: NOW)
    work.refresh_from_db()
    assert (work.state, work.seen, Asset.objects.count()) == ("stopped", 4, 4)
    working.resume(run=run)
    run_waiting_jobs()
    work.refresh_from_db()
    assert (work.state, work.seen, Asset.objects.count()) == ("done", 7, 7)


def test_stopping_before_the_job_begins_and_resuming(owner: Organisation) -> None:
    run = receive(owner, rows(7))
    working.stop(run=run, now=NOW)
    run_waiting_jobs()
    assert (run.works.get().state, run.suggestions.count()) == ("stopped", 0)
    working.resume(run=run)
    run_waiting_jobs()
    assert (run.works.get().state, run.suggestions.count()) == ("done", 7)
    with pytest.raises(UnderWay):
        working.resume(run=run)


@pytest.mark.parametrize("batches", [0, 1, 2])
def test_a_reading_whose_worker_died_is_taken_up_and_writes_each_line_once(
    owner: Organisation, monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    text = rows(6) + "Gymnase 0;Gymnase;G-0;\nChose;;X;\n"
    run = receive(owner, text)
    work = run.works.get()
    dies_after(monkeypatch, work, batches)
    assert run.suggestions.count() == 2 * batches
    working.carry(work_id=work.pk, clock=lambda: NOW)
    run.refresh_from_db()
    assert (run.stage, run.rows_read) == ("read", 8)
    assert list(run.suggestions.order_by("line").values_list("line", flat=True)) == list(range(2, 10))


@pytest.mark.parametrize("batches", [0, 1, 3])
def test_an_acceptance_and_an_undoing_whose_worker_died_are_taken_up(
    owner: Organisation, monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    run = receive(owner, rows(7))
    run_waiting_jobs()
    for verb, after in ((working.accept, 7), (working.undo, 0)):
        work = decide(verb, run)
        assert isinstance(work, ImportWork)
        dies_after(monkeypatch, work, batches)
        assert Asset.objects.count() == (2 * batches if after else 7 - 2 * batches)
        working.carry(work_id=work.pk, clock=lambda: NOW)
        work.refresh_from_db()
        assert (work.state, work.seen, Asset.objects.count()) == ("done", 7, after)
        working.carry(work_id=work.pk, clock=lambda: NOW)  # a job given twice does nothing more
        work.refresh_from_db()
        assert (work.seen, Asset.objects.count()) == (7, after)


def test_an_incident_stops_the_work_and_it_can_be_resumed(
    owner: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = receive(owner, rows(7))
    work = run.works.get()

    def full(*_args: Any, **_more: Any) -> bool:
        raise OSError("disk")

    with monkeypatch.context() as patch:
        patch.setattr(working, "_step", full)
        with pytest.raises(OSError, match="disk"):
            working.carry(work_id=work.pk, clock=lambda: NOW)
    work.refresh_from_db()
    assert (work.state, work.reasons[0]["code"], run.suggestions.count()) == ("stopped", "interrupted", 0)
    working.resume(run=run)
    run_waiting_jobs()
    assert run.suggestions.count() == 7


def test_a_large_file_found_unusable_late_leaves_nothing_but_the_reason(owner: Organisation) -> None:
    run = receive(owner, rows(100) + 'Dernier;"' + "x" * 200_000)
    run_waiting_jobs()
    run.refresh_from_db()
    work = run.works.get()
    assert (run.stage, run.suggestions.count(), work.state) == ("refused", 0, "refused")
    assert work.reasons[0]["code"] == "malformed_text"
    assert not run.file


def test_nothing_is_decided_while_a_work_is_under_way(owner: Organisation) -> None:
    run = receive(owner, rows(7))
    run_waiting_jobs()
    decide(working.accept, run)
    one = Selection(ids=frozenset({run.suggestions.order_by("pk")[0].pk}))
    for verb in (working.accept, services.dismiss):
        with pytest.raises(UnderWay):
            verb(run=run, selection=one, by_id=None, now=NOW)
    with pytest.raises(UnderWay):
        decide(working.accept, run)


def test_an_abandoned_reading_is_forgotten_and_an_abandoned_acceptance_keeps_what_it_did(
    owner: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = receive(owner, rows(7), "autre.csv")
    with pytest.raises(UnderWay):
        working.abandon(run=reading, now=NOW)
    working.stop(run=reading, now=NOW)
    working.abandon(run=reading, now=NOW)
    assert not ImportRun.objects.exists()
    run_waiting_jobs()
    run = receive(owner, rows(7))
    run_waiting_jobs()
    work = decide(working.accept, run)
    assert isinstance(work, ImportWork)
    dies_after(monkeypatch, work, 1)
    ImportWork.objects.filter(pk=work.pk).update(state="stopped")
    working.abandon(run=run, now=NOW)
    assert Asset.objects.count() == 2
    assert run.suggestions.filter(state=Suggestion.State.PENDING).count() == 5
    decide(working.accept, run)
    run_waiting_jobs()
    assert Asset.objects.count() == 7


def test_changed_and_gone_things_are_carried_out_in_bulk_and_given_back(owner: Organisation) -> None:
    accepted(owner)
    run = receive(owner, rows(5).replace("Gymnase 1;", "Gymnase un;").replace("Gymnase 2;", "Gymnase deux;"))
    run_waiting_jobs()
    decide(working.accept, run)
    run_waiting_jobs()
    assert Asset.objects.filter(name__in=["Gymnase un", "Gymnase deux"]).count() == 2
    assert Asset.objects.filter(state=Asset.State.ARCHIVED).count() == 2
    decide(working.undo, run)
    run_waiting_jobs()
    assert Asset.objects.filter(state=Asset.State.ACTIVE, name__regex=r"^Gymnase \d$").count() == 7
