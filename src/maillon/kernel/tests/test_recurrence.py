"""Weekly hours through the nights when the clock moves."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.kernel.recurrence import (
    ALWAYS,
    CLOSED,
    Weekly,
    at_wall,
    checked_minutes,
    day_span,
    hours_on,
    opening_between,
    opening_on,
)
from maillon.kernel.spans import Span, Spans

TORONTO = ZoneInfo("America/Toronto")
HALIFAX = ZoneInfo("America/Halifax")
BLANC_SABLON = ZoneInfo("America/Blanc-Sablon")
ZONES = [TORONTO, HALIFAX, BLANC_SABLON]
FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)

days = st.dates(FIRST, LAST) | st.sampled_from([SPRING, AUTUMN])
zones = st.sampled_from(ZONES)


def sunday(year, month, n):
    """The nth Sunday of a month: since 2007 the clock moves on the 2nd of March and the 1st of November."""
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (n - 1))


@pytest.mark.parametrize("tz", ZONES, ids=str)
def test_every_day_from_2024_to_2030_lasts_what_the_law_says(tz):
    short = {sunday(y, 3, 2) for y in range(2024, 2031)} if tz is not BLANC_SABLON else set()
    long = {sunday(y, 11, 1) for y in range(2024, 2031)} if tz is not BLANC_SABLON else set()
    total = timedelta()
    day, previous_end = FIRST, None
    while day <= LAST:
        open_all_day = opening_on(day, ALWAYS, {}, tz)
        expected = 1380 if day in short else 1500 if day in long else 1440
        assert open_all_day.total() == timedelta(minutes=expected), day
        (part,) = open_all_day
        assert previous_end in (None, part.start), day
        previous_end = part.end
        total += open_all_day.total()
        day += timedelta(days=1)
    assert opening_between(FIRST, LAST, ALWAYS, {}, tz).total() == total
    assert total == timedelta(days=(LAST - FIRST).days + 1)


@pytest.mark.parametrize("tz", ZONES, ids=str)
def test_a_working_day_lasts_eight_hours_whatever_the_date(tz):
    day = FIRST
    while day <= LAST:
        assert hours_on(day, [(510, 990)], tz).total() == timedelta(hours=8), day
        day += timedelta(days=1)


def test_an_hour_that_does_not_exist_is_the_moment_of_the_jump():
    jump = datetime(2026, 3, 8, 7, tzinfo=UTC)
    for minute in (120, 121, 150, 179, 180):
        assert at_wall(SPRING, minute, TORONTO) == jump
    assert at_wall(SPRING, 119, TORONTO) == jump - timedelta(minutes=1)
    assert at_wall(SPRING, 181, TORONTO) == jump + timedelta(minutes=1)
    assert hours_on(SPRING, [(120, 180)], TORONTO) == Spans()
    assert hours_on(SPRING, [(60, 240)], TORONTO).total() == timedelta(hours=2)


def test_an_hour_that_happens_twice_is_the_first():
    assert at_wall(AUTUMN, 90, TORONTO) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert hours_on(AUTUMN, [(60, 120)], TORONTO).total() == timedelta(hours=2)
    assert hours_on(AUTUMN, [(0, 90)], TORONTO).total() == timedelta(minutes=90)


def test_the_islands_are_an_hour_ahead_and_blanc_sablon_never_moves_its_clock():
    summer, winter = date(2026, 7, 2), date(2026, 1, 7)
    assert at_wall(summer, 0, HALIFAX) == datetime(2026, 7, 2, 3, tzinfo=UTC)
    assert at_wall(winter, 0, HALIFAX) == datetime(2026, 1, 7, 4, tzinfo=UTC)
    assert at_wall(summer, 0, BLANC_SABLON) == at_wall(summer, 60, HALIFAX)
    assert at_wall(winter, 0, BLANC_SABLON) == at_wall(winter, 0, HALIFAX)


@settings(deadline=None)
@given(days, zones, st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True).map(sorted))
def test_hours_that_share_out_the_wall_share_out_the_true_day(day, tz, cuts):
    marks = sorted({0, *cuts, 1440})
    instants = [at_wall(day, mark, tz) for mark in marks]
    assert instants == sorted(instants)
    pieces = [hours_on(day, [pair], tz) for pair in pairwise(marks)]
    together = Spans(part for piece in pieces for part in piece)
    assert together == Spans([day_span(day, tz)])
    assert sum((piece.total() for piece in pieces), timedelta()) == together.total()


@given(days, zones, st.integers(0, 1439))
def test_an_hour_that_exists_reads_the_same_on_the_wall(day, tz, minute):
    wall = at_wall(day, minute, tz).astimezone(tz)
    shown = wall.hour * 60 + wall.minute
    assert wall.date() == day
    assert shown == minute or (tz is not BLANC_SABLON and 120 <= minute < 180 and shown == 180)


def test_exceptions_win_over_holidays_and_holidays_over_the_week():
    weekly = Weekly.same(480, 1020, range(5))
    monday, tuesday, saturday = date(2026, 6, 22), date(2026, 6, 23), date(2026, 6, 27)
    exceptions = {monday: [], saturday: [(600, 720)]}
    assert opening_on(monday, weekly, exceptions, TORONTO) == Spans()
    assert opening_on(tuesday, weekly, exceptions, TORONTO).total() == timedelta(hours=9)
    assert opening_on(tuesday, weekly, exceptions, TORONTO, closed={tuesday}) == Spans()
    assert opening_on(saturday, weekly, exceptions, TORONTO, closed={saturday}).total() == timedelta(hours=2)
    assert opening_on(saturday, weekly, {}, TORONTO) == Spans()
    assert opening_on(saturday, CLOSED, {}, TORONTO) == Spans()


def test_hours_of_an_evening_and_the_night_after_are_joined_at_midnight():
    weekly = Weekly((((1200, 1440),), ((0, 120),), (), (), (), (), ()))
    monday = date(2026, 6, 22)
    both = opening_between(monday, monday + timedelta(days=1), weekly, {}, TORONTO)
    assert both.parts == (
        Span(at_wall(monday, 1200, TORONTO), at_wall(monday + timedelta(days=1), 120, TORONTO)),
    )


@pytest.mark.parametrize(
    "bad", [[(600, 600)], [(700, 600)], [(-1, 60)], [(0, 1441)], [(0.5, 60)], [(True, 60)]]
)
def test_impossible_hours_are_refused(bad):
    with pytest.raises(ValueError, match=r"hours must|whole numbers"):
        checked_minutes(bad)


def test_a_week_has_seven_days_and_survives_json():
    with pytest.raises(ValueError, match="seven"):
        Weekly(((),))
    weekly = Weekly.from_json([[[540, 600], [600, 720]], [], [], [], [], [[0, 1440]], []])
    assert weekly.days[0] == ((540, 720),)
    assert Weekly.from_json(weekly.to_json()) == weekly
