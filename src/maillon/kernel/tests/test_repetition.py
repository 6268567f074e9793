"""A rule told by the clock on the wall, through both nights when the clock moves, in the three zones of Québec."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.repetition import MOST, Repetition

ZONES = [ZoneInfo(name) for name in ("America/Toronto", "America/Halifax", "America/Blanc-Sablon")]
SPRING, AUTUMN = date(2027, 3, 14), date(2026, 11, 1)
TUESDAY, THURSDAY, SUNDAY = 1, 3, 6
zones = st.sampled_from(ZONES)


@st.composite
def rules(draw: st.DrawFn) -> Repetition:
    first = draw(st.dates(date(2026, 1, 1), date(2028, 1, 1)) | st.sampled_from([SPRING, AUTUMN]))
    starts = draw(st.integers(0, 1439))
    bounded = draw(st.booleans())
    return Repetition(
        weekdays=tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))),
        starts=starts,
        ends=draw(st.integers(starts + 1, 1440)),
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 250))) if bounded else None,
        count=None if bounded else draw(st.integers(1, MOST)),
        every=draw(st.integers(1, 4)),
        left_out=frozenset(draw(st.sets(st.dates(first, first + timedelta(days=60)), max_size=5))),
        skip_holidays=draw(st.booleans()),
    )


def wall(moment: datetime, tz: ZoneInfo) -> datetime:
    return moment.astimezone(tz).replace(tzinfo=None)


def on_the_wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def exists(moment: datetime, tz: ZoneInfo) -> bool:
    return moment.replace(tzinfo=tz).astimezone(UTC).astimezone(tz).replace(tzinfo=None) == moment


@given(rule=rules(), tz=zones)
def test_every_date_shows_its_hours_on_the_wall(rule: Repetition, tz: ZoneInfo) -> None:
    for one in rule.occurrences(tz):
        for moment, minute in ((one.starts_at, rule.starts), (one.ends_at, rule.ends)):
            told = on_the_wall(one.day, minute)
            if exists(told, tz):
                assert wall(moment, tz) == told
            else:
                assert told < wall(moment, tz) <= told + timedelta(hours=1)
        assert one.starts_at <= one.ends_at


@given(rule=rules())
def test_its_days_are_those_it_names_and_no_other(rule: Repetition) -> None:
    days = rule.days()
    monday = rule.first - timedelta(days=rule.first.weekday())
    assert days == sorted(set(days))
    for day in days:
        assert day.weekday() in rule.weekdays
        assert day >= rule.first
        assert rule.last is None or day <= rule.last
        assert day not in rule.left_out
        assert (day - monday).days // 7 % rule.every == 0
    if rule.count is not None:
        assert len(days) <= rule.count
        assert len(days) >= rule.count - len(rule.left_out)


@given(rule=rules(), holiday=st.dates(date(2026, 1, 1), date(2028, 6, 1)))
def test_holidays_go_only_when_they_are_skipped(rule: Repetition, holiday: date) -> None:
    kept = rule.days({holiday})
    assert (holiday in kept) == (holiday in rule.days() and not rule.skip_holidays)
    assert set(rule.days()) - set(kept) <= {holiday}


@given(rule=rules())
def test_it_is_written_and_read_back_unchanged(rule: Repetition) -> None:
    assert Repetition.from_json(rule.to_json()) == rule


@pytest.mark.parametrize("tz", ZONES, ids=str)
@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=str)
def test_eighteen_hours_stays_eighteen_hours_through_the_night_when_the_clock_moves(tz, night) -> None:
    rule = Repetition(
        (TUESDAY, SUNDAY), 18 * 60, 20 * 60, night - timedelta(days=10), night + timedelta(days=10)
    )
    dates = rule.occurrences(tz)
    assert len(dates) == 6
    assert {wall(one.starts_at, tz).time() for one in dates} == {time(18)}
    assert {one.ends_at - one.starts_at for one in dates} == {timedelta(hours=2)}
    gaps = {b.starts_at - a.starts_at - (b.day - a.day) for a, b in pairwise(dates)}
    moves = tz.key != "America/Blanc-Sablon"
    assert gaps == ({timedelta(), timedelta(hours=1 if night == AUTUMN else -1)} if moves else {timedelta()})


def test_an_hour_that_does_not_exist_takes_no_time() -> None:
    rule = Repetition((SUNDAY,), 2 * 60, 3 * 60, SPRING, count=2)
    lost, kept = rule.occurrences(ZONES[0])
    assert lost.starts_at == lost.ends_at
    assert kept.ends_at - kept.starts_at == timedelta(hours=1)


def test_every_two_weeks_counts_from_the_week_of_the_first_day() -> None:
    rule = Repetition((TUESDAY, THURSDAY), 1080, 1200, date(2026, 9, 10), count=4, every=2)
    assert rule.days() == [date(2026, 9, 10), date(2026, 9, 22), date(2026, 9, 24), date(2026, 10, 6)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"weekdays": ()}, "weekday_missing"),
        ({"weekdays": (7,)}, "weekday_missing"),
        ({"ends": 1080}, "ends_before_start"),
        ({"first": date(1999, 9, 8), "last": date(1999, 9, 30)}, "out_of_calendar"),
        ({"every": 0}, "every_out_of_reach"),
        ({"last": None}, "until_or_count"),
        ({"count": 3}, "until_or_count"),
        ({"last": date(2026, 9, 1)}, "last_before_first"),
        ({"last": date(2029, 9, 1)}, "too_long_a_series"),
        ({"weekdays": (0, 1, 2, 3, 4, 5, 6)}, "too_long_a_series"),
        ({"last": None, "count": MOST + 1}, "count_out_of_reach"),
        ({"last": None, "count": 0}, "count_out_of_reach"),
        ({"weekdays": (0,), "last": date(2026, 9, 9)}, "no_date"),
    ],
)
def test_what_makes_no_sense_is_said(change, code) -> None:
    values = {
        "weekdays": (TUESDAY,),
        "starts": 1080,
        "ends": 1200,
        "first": date(2026, 9, 8),
        "last": date(2027, 6, 15),
    }
    assert Repetition(**values).objections() == []
    assert [one.code for one in Repetition(**values | change).objections()] == [code]
