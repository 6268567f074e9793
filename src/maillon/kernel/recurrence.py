"""Opening hours that repeat each week, told by the clock on the wall, turned into true stretches of time.

« Du lundi au vendredi, de 8 h 30 à 16 h 30 » is a :class:`Weekly`; « fermé le 24 décembre à midi » is an
exception; :func:`opening_on` says, in UTC, when the place is open on a given day in its own time zone.

What happens on the two nights when the clock moves (most of Québec; not Blanc-Sablon, which keeps Atlantic
Standard Time all year):

* **an hour that does not exist** (2 h 30, on the March night) becomes the moment when the clock jumped.
  Opening hours from 2 h to 3 h therefore last no time that night, and 1 h to 4 h lasts two hours. RFC 5545
  would slide 2 h 30 to 3 h 30; then hours could start after their end, so it is not followed here;
* **an hour that happens twice** (1 h 30, on the November night) is the first of the two (as RFC 5545 says).
  Closing at 1 h 30 closes once; hours from 1 h to 2 h last two hours that night.

One bound gives one instant, and later bounds give later (or equal) instants: hours that share out the day on
the wall share out the true day, of 23, 24 or 25 hours, without a hole or an overlap.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from maillon.kernel.spans import Span, Spans

DAY_MINUTES = 1440
Minutes = tuple[int, int]


def checked_minutes(pairs: Iterable[Sequence[int]]) -> tuple[Minutes, ...]:
    """Hours of one day, as (from, to) minutes after midnight, in order, those that touch made one.

    0 ≤ from < to ≤ 1440, whole numbers, else ValueError. What passes midnight is written as two days' hours.
    """
    found: list[Minutes] = []
    for pair in pairs:
        start, end = pair
        if type(start) is not int or type(end) is not int:
            raise ValueError(f"minutes are whole numbers: {pair!r}")
        if not 0 <= start < end <= DAY_MINUTES:
            raise ValueError(f"hours must lie in one day, 0 ≤ from < to ≤ {DAY_MINUTES}: {pair!r}")
        found.append((start, end))
    return tuple((span.start, span.end) for span in Spans(found))


@dataclass(frozen=True, slots=True)
class Weekly:
    """The hours of an ordinary week: seven lists, Monday first, of (from, to) local minutes.

    ValueError when there are not seven days or when hours are impossible.
    """

    days: tuple[tuple[Minutes, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError(f"a week has seven days, not {len(self.days)}")
        object.__setattr__(self, "days", tuple(checked_minutes(day) for day in self.days))

    @classmethod
    def from_json(cls, days: Sequence[Sequence[Sequence[int]]]) -> Weekly:
        """From what JSON holds: seven lists of pairs, Monday first."""
        return cls(tuple(tuple((pair[0], pair[1]) for pair in day) for day in days))

    def to_json(self) -> list[list[list[int]]]:
        """Seven lists of [from, to] pairs, Monday first; :meth:`from_json` reads it back unchanged."""
        return [[list(pair) for pair in day] for day in self.days]

    @classmethod
    def same(cls, start: int, end: int, weekdays: Iterable[int] = range(7)) -> Weekly:
        """The same hours on each of these weekdays (0 = Monday), closed on the others."""
        chosen = set(weekdays)
        return cls(tuple(((start, end),) if day in chosen else () for day in range(7)))


CLOSED = Weekly(((),) * 7)
ALWAYS = Weekly.same(0, DAY_MINUTES)


def _jump(before: datetime, after: datetime, tz: ZoneInfo) -> datetime:
    # The offset is one value at « before » and another at « after »: close in on the second when it changes.
    offset = before.astimezone(tz).utcoffset()
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        same = datetime.fromtimestamp(middle, tz).utcoffset() == offset
        low, high = (middle, high) if same else (low, middle)
    return datetime.fromtimestamp(high, UTC)


def at_wall(day: date, minute: int, tz: ZoneInfo) -> datetime:
    """The instant (UTC) when the clock on the wall shows this minute of this day.

    ``minute`` from 0 to 1440 (the last is the next midnight). An hour that does not exist gives the moment of
    the jump; an hour that happens twice gives the first.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    first = wall.replace(tzinfo=tz).astimezone(UTC)
    if first.astimezone(tz).replace(tzinfo=None) == wall:
        return first
    return _jump(wall.replace(tzinfo=tz, fold=1).astimezone(UTC), first, tz)


def day_span(day: date, tz: ZoneInfo) -> Span[datetime]:
    """The whole day, midnight to midnight by the clock on the wall: 23, 24 or 25 hours."""
    return Span(at_wall(day, 0, tz), at_wall(day, DAY_MINUTES, tz))


def hours_on(day: date, minutes: Iterable[Sequence[int]], tz: ZoneInfo) -> Spans[datetime]:
    """These wall-clock hours, on this day, as true stretches of time in UTC."""
    return Spans((at_wall(day, start, tz), at_wall(day, end, tz)) for start, end in checked_minutes(minutes))


def opening_on(
    day: date,
    weekly: Weekly,
    exceptions: Mapping[date, Iterable[Sequence[int]]],
    tz: ZoneInfo,
    *,
    closed: Container[date] = (),
) -> Spans[datetime]:
    """When the place is open on this day, in UTC.

    ``exceptions`` gives the hours of particular days (an empty list closes the day) and wins over everything;
    ``closed`` holds the days when ordinary hours do not apply (public holidays); ``weekly`` decides the rest.
    """
    if day in exceptions:
        return hours_on(day, exceptions[day], tz)
    if day in closed:
        return Spans()
    return hours_on(day, weekly.days[day.weekday()], tz)


def opening_between(
    first: date,
    last: date,
    weekly: Weekly,
    exceptions: Mapping[date, Iterable[Sequence[int]]],
    tz: ZoneInfo,
    *,
    closed: Container[date] = (),
) -> Spans[datetime]:
    """The same for all days from ``first`` to ``last`` included; hours that touch at midnight are joined."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return Spans(part for day in days for part in opening_on(day, weekly, exceptions, tz, closed=closed))
