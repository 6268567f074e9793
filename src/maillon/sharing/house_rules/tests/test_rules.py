"""The evaluator against the slowest reading of each sentence, minute by minute, by three clocks, over both changes."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.kernel.recurrence import at_wall
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import TimeZone
from maillon.sharing.house_rules.rules import (
    Booked,
    Kind,
    Measure,
    Rule,
    Usage,
    Wanted,
    objections,
    open_to_all,
    version_objections,
)

TORONTO = ZoneInfo("America/Toronto")
MINUTE, QUARTER, DAY = dt.timedelta(minutes=1), dt.timedelta(minutes=15), dt.timedelta(days=1)
# Around the night when the clocks go back (1 November 2026), and the one when they go forward (14 March 2027).
CHANGES = (dt.date(2026, 10, 28), dt.date(2027, 3, 10))
CIRCLES = frozenset({"members", "everyone"})


def moment(day: dt.date, hour: float, tz: ZoneInfo = TORONTO) -> dt.datetime:
    return at_wall(day, round(hour * 60), tz)


@st.composite
def rules(draw: st.DrawFn, **fixed: object) -> Rule:
    start = draw(st.sampled_from(CHANGES)) + draw(st.integers(0, 6)) * DAY
    first = draw(st.integers(0, 92)) * 15
    values: dict[str, object] = {
        "number": 1,
        "kind": Kind.PROTECTED,
        "starts_on": start - draw(st.integers(-3, 8)) * DAY,
        "ends_on": draw(st.none() | st.integers(1, 9).map(lambda n: start + n * DAY)),
        "weekdays": draw(st.frozensets(st.integers(0, 6), min_size=1)),
        "from_minute": first,
        "until_minute": min(1440, first + draw(st.integers(1, 40)) * 15),
    }
    return Rule(**(values | fixed))  # type: ignore[arg-type]


@st.composite
def periods(draw: st.DrawFn) -> Span[dt.datetime]:
    day = draw(st.sampled_from(CHANGES)) + draw(st.integers(0, 8)) * DAY
    start = dt.datetime.combine(day, dt.time(4), tzinfo=dt.UTC) + draw(st.integers(0, 95)) * QUARTER
    return Span(start, start + draw(st.integers(1, 60)) * QUARTER)


clocks = st.sampled_from([ZoneInfo(zone) for zone in TimeZone.values])


def speaks_at(rule: Rule, instant: dt.datetime, tz: ZoneInfo) -> bool:
    """Return whether the rule speaks of this minute: the day and the clock on the wall, nothing else.

    The second of two like hours in November comes after the hours were over, as everywhere in the house: what is told
    by the clock ends the first time that the clock says it.
    """
    wall = instant.astimezone(tz)
    begun = rule.starts_on <= wall.date() and (rule.ends_on is None or wall.date() < rule.ends_on)
    if not begun or wall.weekday() not in rule.weekdays:
        return False
    return at_wall(wall.date(), rule.from_minute, tz) <= instant < at_wall(wall.date(), rule.until_minute, tz)


def minutes(period: Span[dt.datetime]) -> list[dt.datetime]:
    count = int(period.length / MINUTE)
    return [period.start + number * MINUTE for number in range(0, count, 5)]


@given(rules(), periods(), clocks)
@settings(deadline=None, max_examples=150)
def test_protected_hours_are_refused_minute_by_minute(rule: Rule, period: Span, tz: ZoneInfo) -> None:
    wanted = Wanted(period, tz, CIRCLES)
    met = any(speaks_at(rule, instant, tz) for instant in minutes(period))
    found = objections(wanted, rules=[rule], now=period.start - 30 * DAY)
    assert bool(found) == met
    assert objections(Wanted(period, tz, CIRCLES, owner=True), rules=[rule], now=period.start) == []


@given(rules(kind=Kind.RESERVED, circle="verified", release_days=3), periods(), clocks, st.integers(0, 200))
@settings(deadline=None, max_examples=150)
def test_reserved_hours_are_refused_until_released(
    rule: Rule, period: Span, tz: ZoneInfo, hours_before: int
) -> None:
    now = period.start - dt.timedelta(hours=hours_before)
    kept = [
        instant
        for instant in minutes(period)
        if speaks_at(rule, instant, tz) and now < at_wall(instant.astimezone(tz).date() - 3 * DAY, 0, tz)
    ]
    found = objections(Wanted(period, tz, CIRCLES), rules=[rule], now=now)
    assert bool(found) == bool(kept)
    if found:
        last = kept[-1].astimezone(tz).date()
        assert found[0].values["released_at"] == at_wall(last - 3 * DAY, 0, tz)
        assert found[0].values["circle"] == "verified"
    assert objections(Wanted(period, tz, CIRCLES | {"verified"}), rules=[rule], now=now) == []


@given(
    rules(kind=Kind.QUOTA, measure=Measure.HOURS_WEEK, limit=6),
    periods(),
    st.lists(periods(), max_size=4),
    clocks,
)
@settings(deadline=None, max_examples=120)
def test_hours_of_the_week_are_counted_minute_by_minute(
    rule: Rule, period: Span, mine: list[Span], tz: ZoneInfo
) -> None:
    def week(instant: dt.datetime) -> tuple[int, int]:
        return instant.astimezone(tz).date().isocalendar()[:2]

    def spent(span: Span, of: tuple[int, int]) -> int:
        return sum(5 for one in minutes(span) if week(one) == of and speaks_at(rule, one, tz))

    weeks = {week(one) for one in minutes(period) if speaks_at(rule, one, tz)}
    over = any(spent(period, one) + sum(spent(span, one) for span in mine) > 360 for one in weeks)
    usage = Usage(mine={1: [Booked(span) for span in mine]})
    found = objections(Wanted(period, tz, CIRCLES), rules=[rule], usage=usage, now=period.start)
    assert bool(found) == over
    if found:
        assert found[0].values["used"] + found[0].values["wanted"] > dt.timedelta(hours=6)


def quota(measure: str, limit: int, **more: object) -> Rule:
    return Rule(7, Kind.QUOTA, dt.date(2026, 1, 1), measure=measure, limit=limit, **more)  # type: ignore[arg-type]


TUESDAY = dt.date(2026, 12, 1)
EVENING = Span(moment(TUESDAY, 18), moment(TUESDAY, 20))
NOW = moment(TUESDAY - 10 * DAY, 9)


def refused(rule: Rule, *mine: Span[dt.datetime]) -> list[dict[str, object]]:
    usage = Usage(mine={rule.number: [Booked(one) for one in mine]})
    found = objections(Wanted(EVENING, TORONTO, CIRCLES), rules=[rule], usage=usage, now=NOW)
    return [one.values for one in found]


def test_a_refusal_tells_the_use_and_the_limit() -> None:
    monday = Span(moment(TUESDAY - DAY, 12), moment(TUESDAY - DAY, 18))
    (values,) = refused(quota(Measure.HOURS_WEEK, 7), monday)
    assert values["rule"] == 7
    assert (values["used"], values["wanted"], values["limit"]) == tuple(
        dt.timedelta(hours=hours) for hours in (6, 2, 7)
    )
    assert refused(quota(Measure.HOURS_WEEK, 8), monday) == []
    assert refused(quota(Measure.HOURS_MONTH, 7), monday) == []  # Monday was in November
    season = quota(Measure.HOURS_SEASON, 7, ends_on=dt.date(2027, 1, 1))
    assert refused(season, monday)[0]["used"] == dt.timedelta(hours=6)


def test_bookings_are_counted_to_come_at_once_ahead_and_apart() -> None:
    past = Span(NOW - 2 * DAY, NOW - DAY)
    same, near = (
        Span(moment(TUESDAY, 19), moment(TUESDAY, 21)),
        Span(moment(TUESDAY, 21), moment(TUESDAY, 22)),
    )
    assert refused(quota(Measure.TO_COME, 1), past) == []
    assert refused(quota(Measure.TO_COME, 1), near)[0]["used"] == 1
    assert refused(quota(Measure.AT_ONCE, 1), near) == []
    assert refused(quota(Measure.AT_ONCE, 1), same)[0]["used"] == 1
    assert refused(quota(Measure.DAYS_AHEAD, 10)) == []
    assert refused(quota(Measure.DAYS_AHEAD, 9))[0]["last"] == TUESDAY - DAY
    assert refused(quota(Measure.HOURS_BETWEEN, 1), near) == []
    assert refused(quota(Measure.HOURS_BETWEEN, 2), near)[0]["other"] == near
    assert refused(quota(Measure.HOURS_BETWEEN, 2), same) == []  # one presence


def test_a_share_leaves_the_rest_to_the_others_until_it_is_released() -> None:
    rule = Rule(3, Kind.SHARE, dt.date(2026, 1, 1), circle="verified", percent=50, release_days=5)
    monday = TUESDAY - DAY
    opened = Spans((moment(monday + n * DAY, 8), moment(monday + n * DAY, 9)) for n in range(6))  # six hours
    taken = [
        Booked(Span(moment(monday, 8), moment(monday, 9))),
        Booked(Span(moment(monday, 7), moment(monday, 8))),
    ]
    hour = Span(moment(TUESDAY, 8), moment(TUESDAY, 9))

    def ask(others: list[Booked], now: dt.datetime, period: Span = hour, **more: object) -> list:
        usage = Usage(others={3: others}, opening=opened)
        wanted = Wanted(period, TORONTO, CIRCLES, **more)  # type: ignore[arg-type]
        return objections(wanted, rules=[rule], usage=usage, now=now)

    assert ask(taken, NOW) == []  # two hours and one more: half of six
    (found,) = ask([*taken, taken[0]], NOW)
    assert found.values["left"] == dt.timedelta(0)
    assert found.values["released_at"] == moment(TUESDAY - 5 * DAY, 0)
    assert ask([*taken, taken[0]], moment(TUESDAY - 5 * DAY, 0)) == []
    assert ask([], NOW, period=Span(hour.start, hour.start + dt.timedelta(hours=4)))


def test_what_stays_open_to_all_is_what_no_rule_keeps() -> None:
    weekly = [[[480, 1320]]] * 5 + [[], []]  # five days of 14 hours
    day = Rule(1, Kind.PROTECTED, TUESDAY, weekdays=frozenset(range(5)), from_minute=480, until_minute=960)
    evening = Rule(2, Kind.RESERVED, TUESDAY, weekdays=frozenset({1}), from_minute=900, until_minute=1260)
    over = Rule(3, Kind.PROTECTED, TUESDAY, TUESDAY)
    cap = quota(Measure.HOURS_WEEK, 1)
    on = TUESDAY + 7 * DAY
    assert open_to_all(weekly, [day, evening, over, cap], on) == (5 * 840, 5 * 360 - 300)


def test_a_rule_is_checked_before_it_is_adopted() -> None:
    def codes(rule: Rule) -> set[str]:
        return {one.code for one in version_objections(rule, today=TUESDAY)}

    good = Rule(0, Kind.RESERVED, TUESDAY, circle="verified")
    assert codes(good) == set()
    assert codes(Rule(0, Kind.RESERVED, TUESDAY - DAY, TUESDAY - DAY, circle="everyone")) == {
        "starts_in_the_past",
        "ends_before_it_starts",
        "kept_for_everyone",
    }
    assert codes(
        Rule(0, Kind.PROTECTED, TUESDAY, weekdays=frozenset(), from_minute=600, until_minute=600)
    ) == {
        "no_day",
        "hours_in_disorder",
    }
    assert codes(Rule(0, Kind.SHARE, TUESDAY, circle="verified")) == {"percent_out_of_reach"}
    assert codes(Rule(0, Kind.QUOTA, TUESDAY)) == {"measure_missing", "limit_out_of_reach"}
    assert codes(quota(Measure.HOURS_SEASON, 5)) >= {"season_without_end"}
