"""What fits, what may follow, and what it costs."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.money import Money
from maillon.kernel.spans import Span, Spans
from maillon.sharing.reservations.errors import SENTENCES
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.rules import (
    FROM,
    OTHER,
    Action,
    AssetFacts,
    Wish,
    action_objections,
    fits,
    is_late,
    next_steps,
    price,
    refusal_objections,
    usual_day,
    wish_objections,
)

NOON = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
GYM = AssetFacts(capacity=60, quantity=1)


def hours(start: float, end: float) -> Span[dt.datetime]:
    """A period told in hours around noon."""
    return Span(NOON + start * HOUR, NOON + end * HOUR)


OPEN = Spans([hours(0, 4), hours(6, 10)])


@pytest.mark.parametrize(
    ("period", "people", "quantity", "asset", "expected"),
    [
        (hours(0, 4), 60, 1, GYM, []),
        (hours(1, 2), None, 1, GYM, []),
        (hours(1, 2), 61, 1, GYM, ["too_many_people"]),
        (hours(1, 2), 5000, 1, AssetFacts(capacity=None, quantity=1), []),
        (hours(3, 5), 10, 1, GYM, ["closed"]),
        (hours(4, 6), 10, 1, GYM, ["closed"]),
        (hours(3, 7), 10, 1, GYM, ["closed"]),  # open at both ends, closed between
        (hours(1, 2), 10, 2, GYM, ["too_many_things"]),
        (hours(1, 2), 10, 12, AssetFacts(capacity=None, quantity=12), []),
        (
            hours(-1, 1),
            61,
            2,
            AssetFacts(60, 1),
            ["closed", "too_many_people", "too_many_things"],
        ),
    ],
)
def test_every_reason_why_it_does_not_fit(period, people, quantity, asset, expected) -> None:
    found = fits(period, opening=OPEN, asset=asset, attendees=people, quantity=quantity)
    assert [objection.code for objection in found] == expected


@given(
    parts=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6),
    start=st.integers(0, 80),
    length=st.integers(1, 30),
)
def test_it_fits_exactly_when_each_minute_is_open(parts, start, length) -> None:
    minute = dt.timedelta(minutes=1)
    opening = Spans((NOON + a * minute, NOON + (a + n) * minute) for a, n in parts)
    period = Span(NOON + start * minute, NOON + (start + length) * minute)
    each_minute = all(any(a <= m < a + n for a, n in parts) for m in range(start, start + length))
    assert (not fits(period, opening=opening, asset=GYM, attendees=None, quantity=1)) == each_minute


@pytest.mark.parametrize(
    ("state", "hours_from_start", "expected"),
    [
        ("pending", -24, {Action.APPROVE, Action.CLARIFY, Action.REFUSE, Action.CANCEL}),
        ("clarifying", -24, {Action.APPROVE, Action.REFUSE, Action.CANCEL}),
        ("clarifying", 1, {Action.REFUSE, Action.CANCEL}),
        ("pending", 1, {Action.REFUSE, Action.CANCEL}),
        ("pending", 2, {Action.REFUSE}),
        ("approved", -24, {Action.CANCEL}),
        ("approved", 1, {Action.CANCEL}),
        ("approved", 2, set()),
        ("lapsed", -1, {Action.APPROVE}),
        ("lapsed", 0, set()),
        ("refused", -24, set()),
        ("cancelled", -24, set()),
    ],
)
def test_what_may_follow(state, hours_from_start, expected) -> None:
    now = NOON + hours_from_start * HOUR
    assert next_steps(state, starts_at=NOON, ends_at=NOON + 2 * HOUR, now=now) == expected


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("state", Reservation.State.values)
@pytest.mark.parametrize("hour", [-5, 0, 1, 2])
def test_each_impossible_step_says_why(action, state, hour) -> None:
    found = action_objections(action, state, starts_at=NOON, ends_at=NOON + 2 * HOUR, now=NOON + hour * HOUR)
    assert {objection.code for objection in found} <= set(SENTENCES)
    if state not in FROM[action]:
        assert [objection.code for objection in found] == [f"already_{state}"]


@pytest.mark.parametrize(
    ("motive", "reason", "other_asset", "other", "expected"),
    [
        ("staff", "", None, None, []),
        ("", "parce que", None, None, ["motive_missing"]),
        ("humeur", "", None, None, ["motive_missing"]),
        (OTHER, "  ", None, None, ["reason_missing"]),
        (OTHER, "le plancher est verni ce jour-là", None, None, []),
        ("taken", "", 2, None, []),
        ("taken", "", None, hours(6, 8), []),
        ("taken", "", 1, None, ["same_alternative"]),
        ("taken", "", None, hours(0, 2), ["same_alternative"]),
        ("taken", "", 1, hours(0, 2), ["same_alternative"]),
        ("taken", "", 2, hours(0, 2), []),
    ],
)
def test_a_refusal_says_why_and_offers_something_else(motive, reason, other_asset, other, expected) -> None:
    found = refusal_objections(
        motive,
        reason,
        motives=frozenset(RefusalMotive.values),
        asset_id=1,
        asked=hours(0, 2),
        other_asset_id=other_asset,
        other=other,
    )
    assert [objection.code for objection in found] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"purpose": " "}, ["purpose_missing"]),
        ({"purpose": "x" * 201}, ["purpose_too_long"]),
        ({"message": "a\x00b"}, ["unreadable_text"]),
        ({"attendees": 0}, ["number_out_of_reach"]),
        ({"attendees": 10**12, "quantity": -1}, ["number_out_of_reach", "number_out_of_reach"]),
    ],
)
def test_what_makes_no_sense_is_said(changes, expected) -> None:
    wish = Wish(1, NOON, NOON + HOUR, **{"purpose": "Danse", "attendees": 12} | changes)
    found = wish_objections(wish)
    assert [objection.code for objection in found] == expected
    assert {objection.code for objection in found} <= set(SENTENCES)


def test_a_cancellation_within_the_notice_is_late() -> None:
    notice = 24 * HOUR
    assert not is_late(NOON, notice=notice, now=NOON - 24 * HOUR)
    assert is_late(NOON, notice=notice, now=NOON - 23 * HOUR)


@pytest.mark.parametrize(
    ("length", "per_hour", "expected"),
    [
        (2, None, "0"),
        (2, "12", "24.00"),
        (1.5, "12.50", "18.75"),
        (0.25, "0.50", "0.12"),
        (0.75, "0.50", "0.38"),
    ],
)
def test_the_price_is_exact_to_the_cent(length, per_hour, expected) -> None:
    amount = None if per_hour is None else Money(per_hour)
    assert price(hours(0, length), amount) == Money(expected)


@given(cents=st.integers(1, 100_000), minutes=st.lists(st.integers(1, 500), min_size=2, max_size=4))
def test_cutting_a_period_changes_the_price_by_rounding_only(cents, minutes) -> None:
    per_hour = Money.from_cents(cents)
    whole = price(Span(NOON, NOON + dt.timedelta(minutes=sum(minutes))), per_hour)
    parts = sum(
        (price(Span(NOON, NOON + dt.timedelta(minutes=m)), per_hour).amount for m in minutes), Decimal(0)
    )
    assert abs(whole.amount - parts) <= Decimal("0.005") * (len(minutes) + 1)


def test_an_hour_lost_with_the_clock_is_not_charged() -> None:
    """From 1 h to 4 h on the March night lasts two hours."""
    toronto = ZoneInfo("America/Toronto")
    night = Span(
        dt.datetime(2026, 3, 8, 1, tzinfo=toronto),
        dt.datetime(2026, 3, 8, 4, tzinfo=toronto),
    )
    assert price(night, Money("10")) == Money("20")


@pytest.mark.parametrize("ahead", range(7))
def test_the_day_proposed_is_an_evening_of_the_week(ahead: int) -> None:
    today = dt.date(2026, 11, 28) + dt.timedelta(days=ahead)
    assert usual_day(today).weekday() <= 3
    assert dt.timedelta(days=7) <= usual_day(today) - today <= dt.timedelta(days=10)
