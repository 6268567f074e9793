"""The hours of a schedule, held against the plainest reading of its law, by the three clocks of Québec."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.recurrence import ALWAYS, CLOSED, Weekly
from maillon.kernel.seasons import Season
from maillon.sharing.availability.rules import Hours, holidays

ZONES = ("America/Toronto", "America/Halifax", "America/Blanc-Sablon")
SPRING, AUTUMN = dt.date(2027, 3, 14), dt.date(2027, 11, 7)  # the nights when clocks move
WEEKS = (ALWAYS, CLOSED, Weekly.same(60, 180), Weekly.same(480, 1320, range(5)), Weekly.same(0, 90))
NEAR = st.sampled_from([d + dt.timedelta(days=n) for d in (SPRING, AUTUMN) for n in range(-9, 10)])
MINUTE = dt.timedelta(minutes=1)


@st.composite
def hours(draw) -> Hours:
    def season(number: int) -> Season:
        first, last = sorted((draw(NEAR), draw(NEAR)))
        return Season(
            str(number), f"P{number}", draw(st.sampled_from(WEEKS)), first, last, draw(st.booleans())
        )

    return Hours(
        draw(st.sampled_from(ZONES)),
        draw(st.sampled_from(WEEKS)),
        draw(st.dictionaries(NEAR, st.sampled_from(([], [[0, 1440]], [[90, 150]])), max_size=3)),
        draw(st.booleans()),
        tuple(season(number) for number in range(draw(st.integers(0, 3)))),
    )


def naively_open(told: Hours, moment: dt.datetime) -> bool:
    """Read the law at one moment: the wall shows a day and a minute; who decides of that day?"""
    wall = moment.astimezone(ZoneInfo(told.time_zone))
    day, minute = wall.date(), wall.hour * 60 + wall.minute
    if day in told.exceptions:
        pairs = told.exceptions[day]
    elif told.closed_on_holidays and day in holidays(day, day):
        pairs = []
    else:
        weekly = told.weekly
        for season in told.seasons:
            if season.covers(day):
                weekly = season.weekly
        pairs = weekly.days[day.weekday()]
    return any(start <= minute < end for start, end in pairs)


@given(told=hours(), day=NEAR)
def test_a_place_is_open_at_each_minute_as_the_law_reads(told: Hours, day: dt.date) -> None:
    opened = told.opening(day, day)
    zone = ZoneInfo(told.time_zone)
    moment = dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)
    while moment.astimezone(zone).date() == day:
        wall = moment.astimezone(zone)
        if not _lived_twice(wall):  # of an hour lived twice, only the first counts as a bound
            assert opened.contains(moment) == naively_open(told, moment), wall
        moment += 15 * MINUTE


def _lived_twice(wall: dt.datetime) -> bool:
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


@pytest.mark.parametrize("zone", ZONES)
def test_a_season_that_is_always_open_leaves_no_hole_on_the_nights_when_clocks_move(zone: str) -> None:
    season = Season("a", "Toujours", ALWAYS, SPRING, AUTUMN)
    told = Hours(zone, CLOSED, {}, closed_on_holidays=False, seasons=(season,))
    (span,) = told.opening(SPRING - dt.timedelta(days=3), AUTUMN + dt.timedelta(days=3))
    assert span.start.astimezone(ZoneInfo(zone)).date() == SPRING
    assert span.end.astimezone(ZoneInfo(zone)).date() == AUTUMN + dt.timedelta(days=1)


def test_a_particular_day_is_the_last_word_then_the_holiday_then_the_season() -> None:
    canada = dt.date(2027, 7, 1)
    summer = Season("e", "Été", ALWAYS, dt.date(2027, 6, 15), dt.date(2027, 9, 1), every_year=True)
    told = Hours(
        "America/Toronto", CLOSED, {canada: [[600, 720]]}, closed_on_holidays=True, seasons=(summer,)
    )
    deciders = [one.decider for one in told.told(dt.date(2027, 6, 23), dt.date(2027, 7, 1))]
    assert deciders == ["season", "holiday", *["season"] * 6, "particular"]
