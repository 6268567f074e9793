"""SQL and Python give the same answer to « is it free? », and the ledger acts on that same answer.

Drawn around the two nights of 2027 when the clock moves, with the three clocks of Québec, cut gyms, pools, holds
that have or have not expired, set-up and clean-up, periods that pass midnight.
"""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.base.refusals import Refusal
from maillon.kernel.recurrence import Weekly
from maillon.kernel.spans import Span
from maillon.sharing.availability.models import Block, Bookable, Cell, Commitment, Schedule, TimeZone
from maillon.sharing.availability.queries import free_slots, is_free, which_are_free, which_dates_are_free
from maillon.sharing.availability.services import make_bookable, take, write_schedule
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import make_asset

NOW = dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
NIGHTS = (dt.datetime(2027, 3, 14, tzinfo=dt.UTC), dt.datetime(2027, 11, 7, tzinfo=dt.UTC))
WEEKS = (
    Weekly.same(0, 1440),
    Weekly.same(8 * 60, 22 * 60),
    Weekly((((0, 150), (1200, 1440)),) * 7),  # a night place, shut at 2 h 30 and open from 20 h to midnight
)
POOL = 6


@dataclass(frozen=True)
class Wanted:
    """A period near a night when the clock moves, in quarters of an hour from one day before it."""

    night: int
    start: int
    length: int
    quantity: int = 1
    setup: int = 0
    cleanup: int = 0

    @property
    def starts_at(self) -> dt.datetime:
        return NIGHTS[self.night] + dt.timedelta(minutes=15 * self.start - 1440)

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=15 * self.length)

    @property
    def buffers(self) -> dict[str, dt.timedelta]:
        return {
            "setup": dt.timedelta(minutes=15 * self.setup),
            "cleanup": dt.timedelta(minutes=15 * self.cleanup),
        }


def wanted(longest: int) -> st.SearchStrategy[Wanted]:
    return st.builds(
        Wanted,
        night=st.integers(0, 1),
        start=st.integers(0, 288),
        length=st.integers(1, longest),
        quantity=st.sampled_from((1, 1, 1, 2, POOL, POOL + 1)),
        setup=st.sampled_from((0, 0, 1, 3)),
        cleanup=st.sampled_from((0, 0, 2)),
    )


def make_world() -> list[int]:
    """Return the numbers of assets of every shape, under every clock."""
    owner = make_organisation()
    assets: list[int] = []
    for zone in TimeZone.values:
        for position, week in enumerate(WEEKS):
            schedule = Schedule(organisation=owner, name=zone, time_zone=zone)
            write_schedule(schedule=schedule, weekly=week, now=NOW)
            if position == 0:
                assets += _cut(owner, schedule)
            pool, room = make_asset(owner, code="equipment", quantity=POOL), make_asset(owner)
            make_bookable(asset=pool, schedule=schedule, pooled=True, quantity=POOL)
            make_bookable(asset=room, schedule=schedule)
            assets += [pool.pk, room.pk]
    return assets


def _cut(owner: object, schedule: Schedule) -> list[int]:
    block = Block.objects.create(organisation=owner, name="Gymnase")
    cells = [Cell.objects.create(block=block, name=str(n)).pk for n in range(6)]
    parts = []
    for chosen in (cells, cells[:3], cells[3:], cells[:2], cells[2:4], cells[4:]):
        part = make_asset(owner)
        make_bookable(asset=part, schedule=schedule, block=block, cells=chosen)
        parts.append(part.pk)
    return parts


def occupy(assets: list[int], taken: list[tuple[int, Wanted, str]]) -> None:
    """Write what can be written of these commitments; an expired hold is written as it stood before."""
    for position, period, kind in taken:
        try:
            made = take(
                asset_id=assets[position % len(assets)],
                starts_at=period.starts_at,
                ends_at=period.ends_at,
                quantity=min(period.quantity, POOL),
                cause="reservation",
                state="firm" if kind == "firm" else "held",
                expires_at=None if kind == "firm" else NOW + dt.timedelta(days=300),
                now=NOW,
                **period.buffers,
            )
        except Refusal:
            continue
        if kind == "expired":
            Commitment.objects.filter(pk=made.pk).update(expires_at=NOW - dt.timedelta(hours=1))


TAKEN = st.lists(
    st.tuples(st.integers(0, 35), wanted(longest=30), st.sampled_from(("firm", "held", "expired"))),
    max_size=12,
)


@pytest.mark.django_db
def test_python_and_sql_agree_on_what_is_free() -> None:
    assets = make_world()

    @settings(max_examples=60, deadline=None)
    @given(taken=TAKEN, asked=st.lists(wanted(longest=120), min_size=1, max_size=4))
    def check(taken: list[tuple[int, Wanted, str]], asked: list[Wanted]) -> None:
        with transaction.atomic():
            occupy(assets, taken)
            for period in asked:
                limits = (period.starts_at, period.ends_at)
                more = {"quantity": period.quantity, "now": NOW, **period.buffers}
                in_sql = which_are_free(assets, *limits, **more)
                span = Span(*limits)
                slots = free_slots(assets, *limits, at_least=span.length, **more)
                assert in_sql == {number for number in assets if slots[number].covers(span)}
                assert is_free(assets[period.start % len(assets)], *limits, **more) == (
                    assets[period.start % len(assets)] in in_sql
                )
            transaction.set_rollback(True)

    check()


@pytest.mark.django_db
def test_many_dates_in_one_statement_have_the_same_answer_as_one_by_one() -> None:
    assets = make_world()

    @settings(max_examples=40, deadline=None)
    @given(
        taken=TAKEN,
        asked=st.lists(wanted(longest=60), min_size=1, max_size=6),
        like=wanted(longest=1),
        number=st.integers(0, 35),
    )
    def check(taken: list[tuple[int, Wanted, str]], asked: list[Wanted], like: Wanted, number: int) -> None:
        with transaction.atomic():
            occupy(assets, taken)
            asset = assets[number % len(assets)]
            more = {"quantity": like.quantity, "now": NOW, **like.buffers}
            periods = [(one.starts_at, one.ends_at) for one in asked]
            states = which_dates_are_free(asset, periods, **more)
            assert [one.free for one in states] == [is_free(asset, *period, **more) for period in periods]
            for state, (start, end) in zip(states, periods, strict=True):
                if state.cause:
                    assert not state.untaken
                    assert Commitment.objects.filter(
                        asset_id=state.asset_id,
                        busy_until__gt=start - like.buffers["setup"],
                        busy_from__lt=end + like.buffers["cleanup"],
                    ).exists()
            transaction.set_rollback(True)

    check()


@pytest.mark.django_db
def test_two_hundred_dates_cost_one_statement(django_assert_num_queries) -> None:
    asset = make_world()[0]
    day = dt.timedelta(days=1)
    periods = [(NOW + n * day, NOW + n * day + dt.timedelta(hours=2)) for n in range(200)]
    with django_assert_num_queries(1):
        states = which_dates_are_free(asset, periods, now=NOW)
    christmas = states[32]
    assert (christmas.open, christmas.untaken, christmas.cause) == (False, True, "")
    assert sum(one.free for one in states) > 190
    with django_assert_num_queries(0):
        assert which_dates_are_free(asset, [], now=NOW) == []


@pytest.mark.django_db
def test_the_ledger_accepts_exactly_what_was_said_to_be_free() -> None:
    assets = make_world()
    always_open = set(
        Bookable.objects.filter(schedule__weekly=WEEKS[0].to_json(), schedule__closed_on_holidays=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )

    @settings(max_examples=40, deadline=None)
    @given(taken=TAKEN, period=wanted(longest=40))
    def check(taken: list[tuple[int, Wanted, str]], period: Wanted) -> None:
        with transaction.atomic():
            occupy(assets, taken)
            said = which_are_free(
                always_open,
                period.starts_at,
                period.ends_at,
                quantity=period.quantity,
                now=NOW,
                **period.buffers,
            )
            for number in sorted(always_open):
                assert _accepts(number, period) == (number in said)
            transaction.set_rollback(True)

    check()


def _accepts(number: int, period: Wanted) -> bool:
    with transaction.atomic():
        try:
            take(
                asset_id=number,
                starts_at=period.starts_at,
                ends_at=period.ends_at,
                quantity=period.quantity,
                cause="reservation",
                state="firm",
                now=NOW,
                **period.buffers,
            )
        except Refusal:
            return False
        finally:
            transaction.set_rollback(True)
        return True
