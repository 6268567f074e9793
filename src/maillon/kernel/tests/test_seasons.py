"""Seasons lie over the ordinary week, the later ones deciding: held against a table written day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.recurrence import ALWAYS, CLOSED, Weekly
from maillon.kernel.seasons import Season, deciding, overlapping, week_on

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(3 * 365 + 1)]  # to the end of 2028, a leap year
KINDS = ("class", "holiday", "break", "")
MORNING, EVENING = Weekly.same(480, 720), Weekly.same(1080, 1320)
ORDINARY = Weekly.same(540, 1020, range(5))


@st.composite
def seasons(draw) -> Season:
    kinds = draw(st.frozensets(st.sampled_from(KINDS[:3]), max_size=2))
    bounded = draw(st.booleans()) or not kinds
    first, last = (draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))) if bounded else (None, None)
    every_year = bounded and draw(st.booleans())
    if bounded and not every_year and last < first:
        first, last = last, first
    week = draw(st.sampled_from((MORNING, EVENING, CLOSED, ALWAYS)))
    return Season(draw(st.uuids()).hex, "Une période", week, first, last, every_year, kinds)


def days_of(season: Season) -> set[date]:
    """Return the days between the bounds, found by walking from each beginning to the next end."""
    if season.first is None:
        return set(DAYS)
    if not season.every_year:
        return {day for day in DAYS if season.first <= day <= season.last}
    found, inside = set(), False
    for number in range(-366, len(DAYS)):
        day = FIRST + timedelta(days=number)
        if (day.month, day.day) == (season.first.month, season.first.day) or (
            _leap(season.first) and not _has_29(day.year) and (day.month, day.day) == (3, 1)
        ):
            inside = True
        if inside:
            found.add(day)
        ends = (day.month, day.day) == (season.last.month, season.last.day)
        if ends or (_leap(season.last) and not _has_29(day.year) and (day.month, day.day) == (2, 28)):
            inside = False
    return found & set(DAYS)


def _leap(day: date) -> bool:
    return (day.month, day.day) == (2, 29)


def _has_29(year: int) -> bool:
    return year % 4 == 0


@given(layers=st.lists(seasons(), max_size=5), kinds=st.lists(st.sampled_from(KINDS), min_size=7, max_size=7))
def test_the_last_season_that_covers_a_day_decides(layers: list[Season], kinds: list[str]) -> None:
    table = dict.fromkeys(DAYS, ORDINARY)
    kind_of = {day: kinds[day.weekday()] for day in DAYS}
    for season in layers:
        for day in days_of(season):
            if not season.kinds or kind_of[day] in season.kinds:
                table[day] = season.weekly
    assert {day: week_on(day, ORDINARY, layers, kind_of[day]) for day in DAYS} == table


@given(season=seasons())
def test_a_season_is_written_and_read_back_unchanged(season: Season) -> None:
    assert Season.from_json(season.to_json()) == season


@given(layers=st.lists(seasons(), min_size=2, max_size=4))
def test_overlaps_are_told_exactly_when_two_seasons_share_a_day(layers: list[Season]) -> None:
    window = DAYS[100:500]
    told = {(one.loser.key, one.winner.key): one for one in overlapping(layers, window)}
    for rank, one in enumerate(layers):
        for two in layers[rank + 1 :]:
            shared = [day for day in window if one.covers(day) and two.covers(day)]
            found = told.get((one.key, two.key))
            assert (found is not None) == bool(shared)
            if found is not None:
                assert found.first == shared[0]
                assert set(shared) >= {found.first, found.last}


def test_the_ice_passes_the_new_year() -> None:
    ice = Season("g", "Glace", EVENING, date(2026, 11, 1), date(2026, 3, 31), every_year=True)
    assert [ice.covers(day) for day in (date(2027, 1, 15), date(2027, 3, 31), date(2027, 4, 1))] == [
        True,
        True,
        False,
    ]
    assert deciding(date(2027, 7, 1), [ice]) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": date(2026, 6, 1)},
        {"first": date(2026, 6, 2), "last": date(2026, 6, 1)},
        {},
        {"kinds": frozenset({"class"}), "every_year": True},
    ],
)
def test_a_season_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="season"):
        Season("a", "Été", CLOSED, **wrong)
