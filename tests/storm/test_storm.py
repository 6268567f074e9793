"""Thousands of operations, 32 connections, connections cut all the while: no promise breaks.

The suite draws 4,000 of them; ``MAILLON_STORM=10000 pytest -m faults tests/storm`` draws ten thousand.
"""

import logging
import os
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection

from maillon.base.refusals import Refusal
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.models import Reservation
from maillon.testing.racing import CONNECTIONS

from .judge import broken_promises
from .operations import Operation, Person
from .place import Place, make_place

pytestmark = [
    pytest.mark.faults,
    pytest.mark.concurrency,
    pytest.mark.xdist_group("storm"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]
log = logging.getLogger(__name__)
OPERATIONS = int(os.environ.get("MAILLON_STORM", "4000"))
OPERATIONS_BETWEEN_CUTS = 20
done: list[str] = []  # the name of each operation brought to its end, by anyone


def test_no_promise_breaks_in_the_storm() -> None:
    place, told = make_place(), Counter[str]()
    with cutting_connections() as cuts:
        acknowledged, faults = act(place, told)
    assert not faults, faults[:5]
    assert broken_promises() == []
    kept = set(Reservation.objects.order_by("pk").values_list("reference", flat=True))
    assert set(acknowledged) <= kept, "what was acknowledged is there"
    assert sum(told.values()) == OPERATIONS // CONNECTIONS * CONNECTIONS
    # The storm was one: every kind of operation succeeded at times, and connections were truly cut.
    assert {name for name, kind in (key.split(": ") for key in told) if kind == "ok"} >= KINDS, told
    assert cuts[0] > 0
    log.info("%d connections cut; %s", cuts[0], dict(told.most_common()))  # seen with --log-cli-level=INFO


KINDS = {
    "ask",
    "ask_together",
    "ask_series",
    "wait",
    "clarify",
    "answer_question",
    "approve",
    "refuse",
    "cancel",
}
KINDS |= {"close", "close_and_give_back", "reopen", "resize", "divide", "lapse"}


def test_the_judge_sees_what_breaks() -> None:
    """The negative control: rows written around every promise are found."""
    place, told = make_place(), Counter[str]()
    someone = Person(place, random.Random(5))
    for _ in range(60):
        once(*someone.next_operation(), told)
    assert broken_promises() == []
    first = Commitment.objects.filter(cause="reservation", pooled=False).exclude(state="ended").first()
    assert first is not None
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE reservations_reservation SET state = 'lapsed' WHERE commitment_id = %s", [first.pk]
        )
        cursor.execute("SET session_replication_role = DEFAULT")
    assert any("stands for lapsed" in said for said in broken_promises())


def act(place: Place, told: Counter[str]) -> tuple[list[str], list[str]]:
    """Have 32 people act at once, each on a connection of their own.

    Return the references that they were given, and what no one may see.
    """
    faults: list[str] = []
    seen: list[str] = []
    lock = threading.Lock()

    def one(rank: int) -> None:
        person, mine = Person(place, random.Random(rank)), Counter[str]()
        try:
            for _ in range(OPERATIONS // CONNECTIONS):
                once(*person.next_operation(), mine)
        except Exception as error:  # whatever it is, the test must see it
            faults.append(repr(error))
        finally:
            connection.close()
            with lock:
                told.update(mine)
                seen.extend(person.seen)

    people = [threading.Thread(target=one, args=(rank,)) for rank in range(CONNECTIONS)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return seen, faults


def once(name: str, operation: Operation, told: Counter[str]) -> None:
    """Do one operation to its end: again when its connection was cut, as a client would."""
    while True:
        try:
            operation()
            told[f"{name}: ok"] += 1
        except Refusal as refusal:
            told[f"{name}: {refusal.reasons[0].code}"] += 1
        except (OperationalError, InterfaceError) as error:
            if not was_cut(error):
                raise
            connection.close()
            continue
        done.append(name)
        return


def was_cut(error: Exception) -> bool:
    """Return whether the connection is gone, rather than the statement wrong or two writers crossed."""
    code = getattr(error.__cause__, "sqlstate", None)
    return isinstance(error, InterfaceError) or code is None or code.startswith(("57P", "08"))


@contextmanager
def cutting_connections() -> Iterator[list[int]]:
    """Cut one connection at random, again and again; the list holds how many were."""
    over, cuts = threading.Event(), [0]
    done.clear()
    connection.ensure_connection()
    mine = connection.connection.info
    dsn = mine.dsn

    def cut() -> None:
        dice = random.Random(7)
        with psycopg.connect(dsn, autocommit=True, password=mine.password or None) as other:
            while not over.wait(0.02):
                if len(done) < OPERATIONS_BETWEEN_CUTS * (cuts[0] + 1):
                    continue
                pids = [
                    pid
                    for (pid,) in other.execute(
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                        " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND pid <> %s ORDER BY pid",
                        [mine.backend_pid],
                    )
                ]
                if pids:
                    other.execute("SELECT pg_terminate_backend(%s)", [dice.choice(pids)])
                    cuts[0] += 1

    thread = threading.Thread(target=cut)
    thread.start()
    try:
        yield cuts
    finally:
        over.set()
        thread.join()
