"""What an organisation's own rules say against a period. Pure: values in, every reason out.

Each rule leaves one circle alone (*inside*) and speaks to all the others (*outside*); the owner is always inside::

    protected   hours that only the owner uses; never released
    reserved    hours kept for a circle, released some days before
    share       a part of the open hours of each week kept for a circle, released some days before
    quota       so many hours, bookings, days ahead; or hours between two bookings
    priority    the order of the publics: nothing is refused by it

Days and hours are those of the clock of the place; a rule without hours holds for whole days.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from maillon.kernel.objections import Objection
from maillon.kernel.recurrence import DAY_MINUTES, at_wall
from maillon.kernel.spans import Span, Spans, peak

ONE_DAY = dt.timedelta(days=1)
NO_TIME = dt.timedelta()
INSTANT = dt.timedelta(microseconds=1)
Moments = Span[dt.datetime]


class Kind(StrEnum):
    """What a rule does."""

    PROTECTED = "protected"
    RESERVED = "reserved"
    SHARE = "share"
    QUOTA = "quota"
    PRIORITY = "priority"


class Measure(StrEnum):
    """What a quota counts."""

    HOURS_WEEK = "hours_week"
    HOURS_MONTH = "hours_month"
    HOURS_SEASON = "hours_season"
    TO_COME = "to_come"
    AT_ONCE = "at_once"
    DAYS_AHEAD = "days_ahead"
    HOURS_BETWEEN = "hours_between"


KEEPING = frozenset({Kind.PROTECTED, Kind.RESERVED})
COUNTING = frozenset({Kind.SHARE, Kind.QUOTA})
IN_HOURS = frozenset({Measure.HOURS_WEEK, Measure.HOURS_MONTH, Measure.HOURS_SEASON})


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule: in force from ``starts_on`` until the day before ``ends_on``, if there is one.

    ``number`` names the rule, ``circle`` those whom it leaves alone (the owner apart, who always is).
    """

    number: int
    kind: str
    starts_on: dt.date
    ends_on: dt.date | None = None
    weekdays: frozenset[int] = frozenset(range(7))
    from_minute: int = 0
    until_minute: int = DAY_MINUTES
    circle: str = "owner"
    release_days: int | None = None
    percent: int = 0
    measure: str = ""
    limit: int = 0
    per_person: bool = False

    def holds_on(self, day: dt.date) -> bool:
        """Return whether the rule is in force on this day, and speaks of this day of the week."""
        begun = self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
        return begun and day.weekday() in self.weekdays

    def hours_on(self, day: dt.date, tz: ZoneInfo) -> Spans[dt.datetime]:
        """Return the hours of that day of which the rule speaks."""
        if not self.holds_on(day):
            return Spans()
        return Spans([(at_wall(day, self.from_minute, tz), at_wall(day, self.until_minute, tz))])

    def part_of(self, period: Moments, tz: ZoneInfo) -> Spans[dt.datetime]:
        """Return the part of a period of which the rule speaks."""
        hours = (part for day in days_of(period, tz) for part in self.hours_on(day, tz))
        return Spans(hours) & Spans([period])

    def released_at(self, day: dt.date, tz: ZoneInfo) -> dt.datetime | None:
        """Return when the hours of that day are released to all; None when they never are."""
        if self.release_days is None or self.kind == Kind.PROTECTED:
            return None
        return at_wall(day - self.release_days * ONE_DAY, 0, tz)


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking that counts: its period, and how many things it takes out of so many (1 of 1 for a place)."""

    period: Moments
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """A period asked for, how many, the clock of the place, and the circles of the asker towards it."""

    period: Moments
    tz: ZoneInfo
    circles: frozenset[str]
    owner: bool = False
    quantity: int = 1

    def inside(self, circle: str) -> bool:
        """Return whether the asker is inside this circle, as the owner drew it."""
        return self.owner or (circle != "owner" and circle in self.circles)


@dataclass(frozen=True, slots=True)
class Usage:
    """What is known of the bookings already there.

    ``mine`` are, by rule, the asker's own live bookings of all that the rule covers; ``others`` those of everyone
    outside the rule's circle on the asset itself; ``opening`` the open hours of the asset in the weeks touched,
    ``pool`` how many there are.
    """

    mine: Mapping[int, Sequence[Booked]] = field(default_factory=dict)
    others: Mapping[int, Sequence[Booked]] = field(default_factory=dict)
    opening: Spans[dt.datetime] = field(default_factory=Spans)
    pool: int = 1


NOTHING = Usage()


def days_of(period: Moments, tz: ZoneInfo) -> Iterator[dt.date]:
    """Yield the days that a period touches, by the clock of the place."""
    day, last = period.start.astimezone(tz).date(), (period.end - INSTANT).astimezone(tz).date()
    while day <= last:
        yield day
        day += ONE_DAY


def speaking(rules: Iterable[Rule], wanted: Wanted) -> list[Rule]:
    """Return the rules that speak to this asker about this period."""
    return [
        rule
        for rule in rules
        if rule.kind != Kind.PRIORITY
        and not wanted.inside(rule.circle)
        and rule.part_of(wanted.period, wanted.tz)
    ]


def objections(
    wanted: Wanted, *, rules: Iterable[Rule], usage: Usage = NOTHING, now: dt.datetime
) -> list[Objection]:
    """Say everything that the rules hold against this period, in their order; an empty list: nothing.

    Each objection names its rule (``rule``), the use already made and the limit (``used``, ``wanted``, ``limit``)
    and when the hours are released (``released_at``), where these exist.
    """
    found: list[Objection] = []
    for rule in speaking(rules, wanted):
        if rule.kind in KEEPING:
            found += _kept(rule, wanted, now)
        elif rule.kind == Kind.SHARE:
            found += _shared(rule, wanted, usage, now)
        else:
            found += _limited(rule, wanted, usage.mine.get(rule.number, ()), now)
    return found


def held_hours(rule: Rule, days: Iterable[dt.date], tz: ZoneInfo, now: dt.datetime) -> Spans[dt.datetime]:
    """Return the hours of these days that the rule still keeps at ``now``."""
    return Spans(
        part
        for day in days
        if (released := rule.released_at(day, tz)) is None or now < released
        for part in rule.hours_on(day, tz)
    )


def _about(rule: Rule, code: str, **values: Any) -> Objection:
    return Objection(code, "starts_at", {"rule": rule.number, **values})


def _kept(rule: Rule, wanted: Wanted, now: dt.datetime) -> list[Objection]:
    met = [
        day
        for day in days_of(wanted.period, wanted.tz)
        if held_hours(rule, [day], wanted.tz, now).overlaps(wanted.period)
    ]
    if not met:
        return []
    if rule.kind == Kind.PROTECTED:
        return [_about(rule, "house_protected")]
    released = rule.released_at(met[-1], wanted.tz)
    code = "house_reserved" if released is None else "house_reserved_until"
    return [_about(rule, code, circle=rule.circle, released_at=released)]


def week_of(day: dt.date, tz: ZoneInfo) -> Moments:
    """Return the week of that day, from Monday to Monday by the clock of the place."""
    monday = day - day.weekday() * ONE_DAY
    return Span(at_wall(monday, 0, tz), at_wall(monday + 7 * ONE_DAY, 0, tz))


def month_of(day: dt.date, tz: ZoneInfo) -> Moments:
    """Return the month of that day, by the clock of the place."""
    first = day.replace(day=1)
    return Span(at_wall(first, 0, tz), at_wall((first + 31 * ONE_DAY).replace(day=1), 0, tz))


def stretches(rule: Rule, period: Moments, tz: ZoneInfo) -> list[Moments]:
    """Return the weeks, the months or the season of the rule that a period touches, in order."""
    if rule.kind == Kind.SHARE or rule.measure == Measure.HOURS_WEEK:
        return sorted({week_of(day, tz) for day in days_of(period, tz)})
    if rule.measure == Measure.HOURS_MONTH:
        return sorted({month_of(day, tz) for day in days_of(period, tz)})
    if rule.measure == Measure.HOURS_SEASON and rule.ends_on is not None:
        return [Span(at_wall(rule.starts_on, 0, tz), at_wall(rule.ends_on, 0, tz))]
    return []


def _spent(rule: Rule, bookings: Iterable[Booked], within: Moments, tz: ZoneInfo) -> dt.timedelta:
    """Return the time that these bookings take of the rule's hours inside a stretch, times their quantity."""
    whole = Spans([within])
    return sum(
        ((rule.part_of(one.period, tz) & whole).total() * one.quantity for one in bookings), start=NO_TIME
    )


def _shared(rule: Rule, wanted: Wanted, usage: Usage, now: dt.datetime) -> list[Objection]:
    first = next(days_of(wanted.period, wanted.tz))
    released = rule.released_at(first, wanted.tz)
    if released is not None and released <= now:
        return []
    for week in stretches(rule, wanted.period, wanted.tz):
        opened = rule.part_of(week, wanted.tz) & usage.opening
        room = opened.total() * usage.pool * (100 - rule.percent) / 100
        used = _spent(rule, usage.others.get(rule.number, ()), week, wanted.tz)
        asked = _spent(rule, [Booked(wanted.period, wanted.quantity)], week, wanted.tz)
        if used + asked > room:
            code = "house_share" if released is None else "house_share_until"
            left = max(room - used, NO_TIME)
            values = {"used": used, "wanted": asked, "limit": room, "left": left, "released_at": released}
            return [_about(rule, code, circle=rule.circle, percent=rule.percent, **values)]
    return []


def _limited(rule: Rule, wanted: Wanted, mine: Sequence[Booked], now: dt.datetime) -> list[Objection]:
    if rule.measure in IN_HOURS:
        return _too_many_hours(rule, wanted, mine)
    if rule.measure == Measure.DAYS_AHEAD:
        last = now.astimezone(wanted.tz).date() + rule.limit * ONE_DAY
        beyond = wanted.period.start.astimezone(wanted.tz).date() > last
        return [_about(rule, "house_days_ahead", limit=rule.limit, last=last)] if beyond else []
    told = [one for one in mine if rule.part_of(one.period, wanted.tz)]
    if rule.measure == Measure.HOURS_BETWEEN:
        return _too_close(rule, wanted, told)
    if rule.measure == Measure.TO_COME:
        used = sum(one.period.end > now for one in told)
    else:
        used = peak((met, 1) for one in told if (met := one.period.intersect(wanted.period)) is not None)
    over = used + 1 > rule.limit
    return [_about(rule, f"house_{rule.measure}", used=used, limit=rule.limit)] if over else []


def _too_many_hours(rule: Rule, wanted: Wanted, mine: Sequence[Booked]) -> list[Objection]:
    limit = dt.timedelta(hours=rule.limit)
    for stretch in stretches(rule, wanted.period, wanted.tz):
        used = sum(
            ((rule.part_of(one.period, wanted.tz) & Spans([stretch])).total() for one in mine), start=NO_TIME
        )
        asked = (rule.part_of(wanted.period, wanted.tz) & Spans([stretch])).total()
        if asked and used + asked > limit:
            since = stretch.start.astimezone(wanted.tz).date()
            return [_about(rule, f"house_{rule.measure}", used=used, wanted=asked, limit=limit, since=since)]
    return []


def _too_close(rule: Rule, wanted: Wanted, mine: Sequence[Booked]) -> list[Objection]:
    """Two bookings that meet are one presence; two that do not leave the hours between them."""
    apart = dt.timedelta(hours=rule.limit)
    near = wanted.period.pad(apart, apart)
    for one in sorted(mine, key=lambda booked: booked.period):
        if near.overlaps(one.period) and not wanted.period.overlaps(one.period):
            return [_about(rule, "house_hours_between", limit=apart, other=one.period)]
    return []


def open_to_all(
    weekly: Sequence[Sequence[Sequence[int]]], rules: Iterable[Rule], on: dt.date
) -> tuple[int, int]:
    """Return (open minutes of an ordinary week, those that no rule in force that week keeps for some).

    ``weekly`` is seven lists of (from, to) local minutes, Monday first; ``on`` a day of the week looked at.
    """
    keeping = [rule for rule in rules if rule.kind in KEEPING]
    whole = left = 0
    monday = on - on.weekday() * ONE_DAY
    for offset, hours in enumerate(weekly):
        opened: Spans[int] = Spans((pair[0], pair[1]) for pair in hours)
        kept: Spans[int] = Spans(
            (rule.from_minute, rule.until_minute)
            for rule in keeping
            if rule.holds_on(monday + offset * ONE_DAY)
        )
        whole += opened.total(0)
        left += (opened - kept).total(0)
    return whole, left


def version_objections(rule: Rule, *, today: dt.date) -> list[Objection]:
    """Say what is missing from a rule before it is adopted: hours in order, a day to come, a circle, a number."""
    found = []
    if rule.starts_on < today:
        found.append(Objection("starts_in_the_past", "starts_on"))
    if rule.ends_on is not None and rule.ends_on <= rule.starts_on:
        found.append(Objection("ends_before_it_starts", "ends_on"))
    if not rule.weekdays:
        found.append(Objection("no_day", "weekdays"))
    if not 0 <= rule.from_minute < rule.until_minute <= DAY_MINUTES:
        found.append(Objection("hours_in_disorder", "until_minute"))
    if rule.kind in {Kind.RESERVED, Kind.SHARE} and rule.circle == "everyone":
        found.append(Objection("kept_for_everyone", "circle"))
    if rule.kind == Kind.SHARE and not 1 <= rule.percent <= 99:
        found.append(Objection("percent_out_of_reach", "percent"))
    if rule.kind == Kind.QUOTA:
        found += _quota_objections(rule)
    return found


def _quota_objections(rule: Rule) -> list[Objection]:
    found = []
    if rule.measure not in set(Measure):
        found.append(Objection("measure_missing", "measure"))
    if not 1 <= rule.limit <= 10_000:
        found.append(Objection("limit_out_of_reach", "limit"))
    if rule.measure == Measure.HOURS_SEASON and rule.ends_on is None:
        found.append(Objection("season_without_end", "ends_on"))
    return found


def publics_objections(publics: Sequence[str], *, known: Iterable[str]) -> list[Objection]:
    """Say what is wrong with an order of publics: each known, each once, two at least."""
    distinct = set(publics)
    if len(publics) < 2 or len(distinct) < len(publics) or not distinct <= set(known):
        return [Objection("publics_in_disorder", "publics")]
    return []
