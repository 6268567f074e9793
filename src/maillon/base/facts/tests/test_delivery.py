"""Facts: told if and only if they are true, to each subscriber apart, with the values they carried."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import OperationalError, connection, transaction

from maillon.base.facts import Fact, delivery, handlers_of, record, subscribe

HEARD: list[Fact] = []


@dataclass(frozen=True, slots=True)
class BellRang(Fact):
    """A bell rang in a school."""

    school: int
    at: dt.datetime
    times: int = 1


def listen(fact: BellRang) -> None:
    HEARD.append(fact)


def stumble(fact: BellRang) -> None:
    raise LookupError("this listener cannot hear")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test its own subscribers."""
    monkeypatch.setattr(delivery, "_subscribers", delivery._subscribers.__class__(list))
    HEARD.clear()
    yield
    HEARD.clear()


def path(name: str) -> str:
    return f"{__name__}.{name}"


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_subscriber_hears_the_fact_with_its_values(run_jobs: Callable[[], int]) -> None:
    subscribe(BellRang, path("listen"))
    fact = BellRang(school=7, at=dt.datetime(2026, 11, 1, 5, 30, tzinfo=dt.UTC), times=3)
    with transaction.atomic():
        record(fact)
        assert not HEARD, "nobody is told before the job runs"
    assert run_jobs() == 1
    assert len(HEARD) == 1
    assert HEARD[0] == fact


@pytest.mark.django_db
def test_a_fact_that_was_rolled_back_is_never_told(run_jobs: Callable[[], int]) -> None:
    subscribe(BellRang, path("listen"))
    with transaction.atomic():
        record(BellRang(school=7, at=dt.datetime.now(dt.UTC)))
        transaction.set_rollback(True)
    assert waiting() == 0
    assert run_jobs() == 0
    assert not HEARD


@pytest.mark.django_db
def test_each_subscriber_has_a_job_of_its_own(run_jobs: Callable[[], int]) -> None:
    subscribe(BellRang, path("listen"))
    subscribe(BellRang, path("stumble"))
    subscribe(BellRang, path("listen"))  # said twice, heard once
    assert handlers_of(BellRang) == (path("listen"), path("stumble"))
    with transaction.atomic():
        record(BellRang(school=1, at=dt.datetime.now(dt.UTC)))
    with pytest.raises(LookupError):
        run_jobs()
    assert len(HEARD) == 1, "one listener's trouble is not another's"


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_of_a_transaction_is_refused() -> None:
    subscribe(BellRang, path("listen"))
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(BellRang(school=1, at=dt.datetime.now(dt.UTC)))


@transaction.atomic
def tell_over_a_lost_connection() -> None:
    other = connection.copy()
    with connection.cursor() as mine:
        mine.execute("SELECT pg_backend_pid()")
        pid = mine.fetchone()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", pid)
    other.close()
    record(BellRang(school=1, at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC)))


@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_while_telling_is_the_database_s_own_error() -> None:
    subscribe(BellRang, path("listen"))
    with pytest.raises(OperationalError):
        tell_over_a_lost_connection()
    connection.close()
