"""Thirty-two people want the same thing at the same instant, on thirty-two connections.

The rows are read back and judged by :func:`maillon.kernel.capacity.violations`, which knows nothing of the
database; the last tests remove the promise and show that the judge then sees what went wrong.
"""

import datetime as dt
import random
import threading
from collections.abc import Callable
from functools import partial

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from maillon.base.constraints import refusals_for_constraints
from maillon.base.retries import retried
from maillon.kernel.capacity import CellsTakenTwice, PoolOverdrawn, Taking, Violation, violations
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import Block, Bookable, Cell, Commitment
from maillon.sharing.availability.services import (
    firm_up,
    lock_assets,
    make_bookable,
    recut,
    release,
    resize_pool,
    take,
)
from maillon.sharing.inventory.models import Asset
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import at, block_of, make_asset, make_schedule, make_shared_place
from maillon.testing.racing import CONNECTIONS, race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]
ROUNDS = 5


def broken() -> list[Violation]:
    """Judge all that stands in the ledger, as it was read back."""
    takings = [
        Taking(
            key=row.pk,
            block=row.block_id,
            busy=Span(row.busy_from, row.busy_until),
            cells=Spans((cell, cell + 1) for cell in row.cells),
            quantity=row.quantity,
        )
        for row in Commitment.objects.exclude(state="ended").order_by("pk")
    ]
    return violations(takings, dict(Block.objects.order_by("pk").values_list("pk", "quantity")))


def booking(asset: Asset, start: float, end: float, **values: object) -> Callable[[], Commitment]:
    wanted = {"cause": "reservation", "state": "firm", "now": timezone.now()} | values
    return partial(take, asset_id=asset.pk, starts_at=at(start), ends_at=at(end), **wanted)


def held(asset: Asset, start: float, end: float, *, seconds: float) -> Commitment:
    made = booking(asset, start, end, state="held", expires_at=timezone.now() + dt.timedelta(hours=1))()
    Commitment.objects.filter(pk=made.pk).update(expires_at=timezone.now() + dt.timedelta(seconds=seconds))
    return made


def cut_gym() -> tuple[dict[str, Asset], list[int]]:
    """Return a gym, its halves and its thirds, and the six cells that they share."""
    owner = make_organisation()
    schedule = make_schedule(owner)
    block = Block.objects.create(organisation=owner, name="Gymnase")
    cells = [Cell.objects.create(block=block, name=f"Cellule {n}").pk for n in range(6)]
    bounds = {
        "gym": (0, 6),
        "left": (0, 3),
        "right": (3, 6),
        "first": (0, 2),
        "middle": (2, 4),
        "last": (4, 6),
    }
    parts = {name: make_asset(owner, name=name) for name in bounds}
    for name, (first, last) in bounds.items():
        make_bookable(asset=parts[name], schedule=schedule, block=block, cells=cells[first:last])
    return parts, cells


def test_one_slot_has_one_winner() -> None:
    place = make_shared_place()
    for hour in range(8, 8 + 2 * ROUNDS, 2):
        # All of them hold the half hour after the hour, whatever their beginning and their end.
        runs = [
            booking(place, hour + (rank % 3) / 6, hour + 0.5 + (rank % 5) / 4) for rank in range(CONNECTIONS)
        ]
        outcomes = race(runs)
        assert outcomes.counts == {"ok": 1, "slot_just_taken": CONNECTIONS - 1}
    assert broken() == []


def test_writers_who_go_around_the_services_meet_the_constraint_alone() -> None:
    place = make_shared_place()
    bookable = Bookable.objects.get(asset=place)

    # Without the services' lock, writers that cross may be ended by the database: the promise holds all the same.
    @transaction.atomic
    def write(hour: int) -> None:
        with refusals_for_constraints():
            Commitment.objects.create(
                asset=place,
                block_id=bookable.block_id,
                cells=bookable.cells,
                cause="reservation",
                state="firm",
                starts_at=at(hour),
                ends_at=at(hour + 1),
                busy_from=at(hour),
                busy_until=at(hour + 1),
            )

    for hour in range(8, 8 + ROUNDS):
        outcomes = race([partial(write, hour)] * 8)
        assert outcomes.counts["ok"] == 1
        assert all(told in ("ok", "slot_just_taken") or "deadlock" in told for told in outcomes.told)
    assert broken() == []


def test_a_hold_about_to_expire_goes_to_its_approval_or_to_one_other() -> None:
    place = make_shared_place()
    winners = set()
    for rank, seconds in enumerate((60, 0.02, 0.005, 0.05, -1)):
        hold = held(place, 8 + rank, 9 + rank, seconds=seconds)
        approve = [partial(firm_up, commitment_id=hold.pk, now=timezone.now())] * (CONNECTIONS // 2)
        others = [booking(place, 8 + rank, 9 + rank) for _ in range(CONNECTIONS // 2)]
        outcomes = race([run for pair in zip(approve, others, strict=True) for run in pair])
        approved, taken = outcomes.told[::2], outcomes.told[1::2]
        if "ok" in approved:  # to approve twice is to approve once, so several may be told « ok »
            assert set(taken) == {"slot_just_taken"}
            assert set(approved) <= {"ok", "hold_expired"}
            winners.add("approval")
        else:
            assert (taken.count("ok"), set(approved)) == (1, {"hold_expired"})
            winners.add("other")
        standing = Commitment.objects.filter(asset=place, starts_at=at(8 + rank)).exclude(state="ended")
        assert [row.state for row in standing.order_by("pk")] == ["firm"]
    assert winners == {"approval", "other"}
    assert broken() == []


def test_an_expired_hold_is_taken_over_by_exactly_one() -> None:
    place = make_shared_place()
    for hour in range(8, 8 + ROUNDS):
        hold = held(place, hour, hour + 1, seconds=-5)
        outcomes = race([booking(place, hour, hour + 1) for _ in range(CONNECTIONS)])
        assert outcomes.counts == {"ok": 1, "slot_just_taken": CONNECTIONS - 1}
        assert Commitment.objects.get(pk=hold.pk).state == "ended"
    assert broken() == []


def test_a_gym_its_halves_and_its_thirds_never_meet() -> None:
    parts, _cells = cut_gym()
    names = sorted(parts)
    for hour in range(8, 8 + ROUNDS):
        runs = [booking(parts[names[rank % 6]], hour, hour + 1) for rank in range(CONNECTIONS)]
        outcomes = race(runs)
        assert set(outcomes.told) == {"ok", "slot_just_taken"}
        won = sorted(names[rank % 6] for rank, told in enumerate(outcomes.told) if told == "ok")
        # What is left free after the race fits none of the parts: nobody was refused for nothing.
        assert won in (
            ["gym"],
            ["left", "right"],
            ["last", "left"],
            ["first", "right"],
            ["first", "last", "middle"],
        )
    assert broken() == []


def test_bookings_of_every_part_at_every_hour_never_meet() -> None:
    parts, _cells = cut_gym()
    dice = random.Random(20261123)

    def several(seed: int) -> int:
        mine, won = random.Random(seed), 0
        for _ in range(8):
            start = mine.randrange(16, 40) / 2
            try:
                booking(parts[mine.choice(sorted(parts))], start, start + mine.choice((0.5, 1, 2)))()
                won += 1
            except Exception as refused:
                if "slot_just_taken" not in getattr(refused, "code", ""):
                    raise
        return won

    outcomes = race([partial(several, dice.random()) for _ in range(CONNECTIONS)])
    assert outcomes.counts == {"ok": CONNECTIONS}
    assert Commitment.objects.count() == sum(outcomes.values) > 0
    assert broken() == []


def test_a_pool_of_forty_gives_forty_and_refuses_nobody_for_nothing() -> None:
    chairs = make_shared_place(pool_of=40, code="equipment")
    for hour in range(8, 8 + ROUNDS):
        quantities = [1 + rank % 5 for rank in range(CONNECTIONS)]  # 92 chairs wanted in all
        outcomes = race([booking(chairs, hour, hour + 1, quantity=wanted) for wanted in quantities])
        assert set(outcomes.told) == {"ok", "not_enough_left"}
        given = sum(q for q, told in zip(quantities, outcomes.told, strict=True) if told == "ok")
        refused = [q for q, told in zip(quantities, outcomes.told, strict=True) if told != "ok"]
        assert given <= 40 < given + min(refused)
    assert broken() == []


def test_a_pool_shrinks_between_insertions_never_under_them() -> None:
    chairs = make_shared_place(pool_of=40, code="equipment")
    block_id = block_of(chairs)
    for hour in range(8, 8 + ROUNDS):
        Block.objects.filter(pk=block_id).update(quantity=40)
        takers = [booking(chairs, hour, hour + 1, quantity=1 + rank % 3) for rank in range(CONNECTIONS - 8)]
        shrinkers = [
            partial(resize_pool, block_id=block_id, quantity=14 + 2 * rank, now=timezone.now())
            for rank in range(8)
        ]
        runs = takers + shrinkers
        random.Random(hour).shuffle(runs)
        outcomes = race(runs)
        assert set(outcomes.told) <= {"ok", "not_enough_left", "pool_too_small"}
        assert broken() == []


def test_recutting_a_gym_under_bookings_keeps_both_right() -> None:
    parts, cells = cut_gym()
    block_id = block_of(parts["gym"])
    first, middle = parts["first"].pk, parts["middle"].pk
    layouts = [
        {first: cells[:2], middle: cells[2:4]},
        {first: cells[:3], middle: cells[3:4]},
        {first: cells[:1], middle: cells[1:4]},
    ]
    for hour in range(8, 8 + ROUNDS):
        bookers = [
            booking(parts[("first", "middle", "gym")[rank % 3]], hour + rank / 48, hour + 1)
            for rank in range(CONNECTIONS - 12)
        ]
        cutters = [
            partial(recut, block_id=block_id, layout=layouts[rank % 3], now=timezone.now())
            for rank in range(12)
        ]
        runs = bookers + cutters
        random.Random(hour).shuffle(runs)
        assert set(race(runs).told) <= {"ok", "slot_just_taken"}
        assert broken() == []
    for row in Commitment.objects.order_by("pk"):
        assert row.cells == Bookable.objects.get(asset_id=row.asset_id).cells


def test_two_transactions_that_wait_for_each_other_both_end_well() -> None:
    here, there = make_shared_place(), make_shared_place()
    meeting = threading.Barrier(2, timeout=30)
    attempts: list[float] = []

    @retried
    @transaction.atomic
    def both(first: Asset, second: Asset, hour: float, first_time: list[bool]) -> None:
        attempts.append(hour)
        booking(first, hour, hour + 1)()
        if first_time:
            first_time.clear()
            meeting.wait()  # each holds one block and is about to want the other's
        booking(second, hour, hour + 1)()

    outcomes = race([partial(both, here, there, 20, [True]), partial(both, there, here, 21, [True])])
    assert outcomes.counts == {"ok": 2}
    assert Commitment.objects.count() == 4
    assert len(attempts) > 2  # they did cross, and it reached nobody


def test_transactions_that_lock_first_never_wait_for_each_other() -> None:
    here, there = make_shared_place(), make_shared_place()

    @transaction.atomic  # and nothing tries again
    def both(first: Asset, second: Asset, hour: float) -> None:
        lock_assets([first.pk, second.pk])
        booking(first, hour, hour + 0.25)()
        booking(second, hour, hour + 0.25)()

    runs = [
        partial(both, *((here, there) if rank % 2 else (there, here)), 8 + rank / 4)
        for rank in range(CONNECTIONS)
    ]
    assert race(runs).counts == {"ok": CONNECTIONS}
    assert broken() == []


def test_a_pool_refuses_to_be_drawn_from_with_an_old_view_of_the_world() -> None:
    chairs = make_shared_place(pool_of=40, code="equipment")

    def write() -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            booking(chairs, 10, 12, quantity=1)()

    (told,) = race([write]).told
    assert "READ COMMITTED" in told


def test_a_page_that_watches_a_block_is_told_of_each_change_and_of_no_other() -> None:
    watched, other = make_shared_place(), make_shared_place()
    topic = f"block:{block_of(watched)}"
    parameters = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}
    with psycopg.connect(**parameters, autocommit=True) as page:
        page.execute("LISTEN maillon_live")
        page.execute("SELECT pg_advisory_lock_shared(5301, live_bucket(%s))", [topic])
        booking(other, 10, 12)()
        made = booking(watched, 10, 12)()
        release(commitment_id=made.pk, now=timezone.now())
        told = [notice.payload for notice in page.notifies(timeout=30, stop_after=2)]
    assert told == [topic, topic]


def unprotected(assets: list[Asset], hours: tuple[float, float], quantity: int) -> list[Callable[[], None]]:
    """Return writers who look, wait until all have looked, and write: what a program without the promise does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE availability_commitment DROP CONSTRAINT availability_commitment_no_overlap;"
            "ALTER TABLE availability_commitment DISABLE TRIGGER USER"
        )
    all_have_looked = threading.Barrier(CONNECTIONS, timeout=60)

    def write(rank: int) -> None:
        bookable = Bookable.objects.get(asset=assets[rank % len(assets)])
        taken = Commitment.objects.filter(block_id=bookable.block_id, busy_from__lt=at(hours[1])).count()
        all_have_looked.wait()
        if not taken:
            Commitment.objects.create(
                asset_id=bookable.asset_id,
                block_id=bookable.block_id,
                cells=bookable.cells,
                pooled=bookable.pooled,
                quantity=quantity,
                cause="reservation",
                state="firm",
                starts_at=at(hours[0]),
                ends_at=at(hours[1]),
                busy_from=at(hours[0]),
                busy_until=at(hours[1]),
            )

    return [partial(write, rank) for rank in range(CONNECTIONS)]


def test_without_the_constraint_the_judge_sees_the_gym_taken_twice() -> None:
    parts, _cells = cut_gym()
    chosen = [parts["left"], parts["middle"]]  # crossing layouts: they share one cell
    outcomes = race(unprotected(chosen, (10, 12), quantity=1))
    assert outcomes.counts == {"ok": CONNECTIONS}
    found = broken()
    assert len(found) == CONNECTIONS * (CONNECTIONS - 1) // 2
    assert all(isinstance(violation, CellsTakenTwice) for violation in found)


def test_without_the_trigger_the_judge_sees_the_pool_overdrawn() -> None:
    chairs = make_shared_place(pool_of=40, code="equipment")
    assert race(unprotected([chairs], (10, 12), quantity=2)).counts == {"ok": CONNECTIONS}
    (found,) = broken()
    assert isinstance(found, PoolOverdrawn)
    assert (found.taken, found.capacity) == (2 * CONNECTIONS, 40)
