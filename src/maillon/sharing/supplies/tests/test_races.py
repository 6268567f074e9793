"""Thirty-two people take the last boxes at the same instant, on connections of their own."""

import threading
import uuid
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from maillon.base.constraints import refusals_for_constraints
from maillon.sharing.supplies.models import Movement, Stock
from maillon.testing.racing import CONNECTIONS, race

from .stage import Store, make_store

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]
HELD = 10


def total(store: Store) -> Decimal:
    return Movement.objects.filter(article=store.gloves).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def bare(store: Store) -> None:
    """Write a movement as a program without our care would: no look at what is left, no lock of ours."""
    with refusals_for_constraints(), transaction.atomic():
        Movement.objects.create(
            article=store.gloves,
            site=store.garage,
            kind="issued",
            amount=-1,
            at=timezone.now(),
            gesture=uuid.uuid4(),
        )


def test_ten_boxes_are_taken_ten_times() -> None:
    store = make_store(holding=str(HELD))
    outcomes = race([lambda: store.issue("1")] * CONNECTIONS).counts
    assert outcomes == {"ok": HELD, "not_enough": CONNECTIONS - HELD}
    assert total(store) == store.left() == 0


def test_even_without_our_locks_the_database_gives_ten() -> None:
    store = make_store(holding=str(HELD))
    outcomes = race([lambda: bare(store)] * CONNECTIONS).counts
    assert outcomes == {"ok": HELD, "not_enough_now": CONNECTIONS - HELD}
    assert total(store) == store.left() == 0


def test_without_the_promise_of_the_database_more_goes_out_than_there_is() -> None:
    """The negative control: looking, then writing, is not enough when all look at once."""
    store, seen = make_store(holding=str(HELD)), threading.Barrier(CONNECTIONS, timeout=60)
    keeping = "supplies_stock_never_below_zero"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE supplies_stock DROP CONSTRAINT {keeping}")
    try:

        def look_then_take() -> None:
            enough = store.left() >= 1
            seen.wait()
            if enough:
                bare(store)

        assert race([look_then_take] * CONNECTIONS).counts == {"ok": CONNECTIONS}
        assert total(store) == HELD - CONNECTIONS
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE supplies_stock, supplies_movement")
            cursor.execute(f"ALTER TABLE supplies_stock ADD CONSTRAINT {keeping} CHECK (quantity >= 0)")
    assert not Stock.objects.exists()


def test_a_button_pressed_many_times_takes_once() -> None:
    store, key = make_store(holding=str(HELD)), uuid.uuid4()
    assert race([lambda: store.issue("1", gesture=key)] * CONNECTIONS).told == ["ok"] * CONNECTIONS
    assert store.left() == HELD - 1


def test_a_mistake_is_put_right_once_whoever_sees_it() -> None:
    store = make_store()
    wrong = store.receive(str(HELD))
    outcomes = race([lambda: store.correct(wrong)] * 16).counts
    assert outcomes == {"ok": 1, "corrected_already": 15}
    assert store.left() == 0


def test_carrying_counting_and_taking_at_once_keep_the_sum() -> None:
    store = make_store(holding="40")
    runs = [
        verb
        for rank in range(8)
        for verb in (
            lambda: store.transfer("2"),
            lambda: store.issue("3"),
            lambda: store.receive("1"),
            lambda rank=rank: store.count(str(20 + rank)),
        )
    ]
    assert set(race(runs).told) <= {"ok", "not_enough"}
    for site in (store.garage, store.arena):
        there = Movement.objects.filter(article=store.gloves, site=site).aggregate(sum=Sum("amount"))["sum"]
        assert there == store.left(site=site) >= 0
