"""« Chaque mardi et jeudi de 18 h à 20 h, du 8 septembre au 15 juin, sauf… » : a rule, turned into dates.

The hours are those of the clock on the wall: 18 h stays 18 h through both nights when the clock moves, so the true
length of a date, and its distance from the one before, may change by an hour (:mod:`maillon.kernel.recurrence`).
Weeks begin on Monday, and « toutes les deux semaines » counts from the week of the first day (RFC 5545, INTERVAL with
WKST=MO). A number of times counts the days that are then left out (RFC 5545, COUNT with EXDATE), so that leaving one
out does not bring another at the end.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from maillon.kernel.objections import Objection
from maillon.kernel.recurrence import DAY_MINUTES, at_wall

MOST = 200  # dates in one series
MOST_WEEKS = 12  # between two weeks of a series
LONGEST = 600  # days looked through
YEARS = range(2010, 2190)  # beyond, nobody books, and the list of holidays is not known


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series: its day by the clock of the place, and its two moments in UTC.

    On the night when the clock jumps ahead, hours that do not exist make both moments one.
    """

    day: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Repetition:
    """The rule of a series. Weekdays from 0 (Monday); hours in minutes after midnight; ``last`` or ``count`` ends it.

    Look at :meth:`objections` before asking for the days.
    """

    weekdays: tuple[int, ...]
    starts: int
    ends: int
    first: date
    last: date | None = None
    count: int | None = None
    every: int = 1
    left_out: frozenset[date] = frozenset()
    skip_holidays: bool = False

    def objections(self) -> list[Objection]:
        """Say what makes no sense in the rule itself; the number of dates is bounded too."""
        found = []
        if not self.weekdays or not set(self.weekdays) <= set(range(7)):
            found.append(Objection("weekday_missing", "weekdays"))
        if not 0 <= self.starts < self.ends <= DAY_MINUTES:
            found.append(Objection("ends_before_start", "ends"))
        if self.first.year not in YEARS:
            found.append(Objection("out_of_calendar", "first"))
        if not 1 <= self.every <= MOST_WEEKS:
            found.append(Objection("every_out_of_reach", "every", {"most": MOST_WEEKS}))
        if (self.last is None) == (self.count is None):
            found.append(Objection("until_or_count", "last"))
        if self.last is not None and self.last < self.first:
            found.append(Objection("last_before_first", "last"))
        if self.last is not None and (self.last - self.first).days > LONGEST:
            found.append(Objection("too_long_a_series", "last", {"most": MOST}))
        if self.count is not None and not 1 <= self.count <= MOST:
            found.append(Objection("count_out_of_reach", "count", {"most": MOST}))
        return found or self._of_its_days()

    def _of_its_days(self) -> list[Objection]:
        named = sum(1 for _day in self._named())
        if named > MOST:
            return [Objection("too_long_a_series", "last", {"most": MOST})]
        return [] if named else [Objection("no_date", "last")]

    def days(self, closed: Container[date] = ()) -> list[date]:
        """Return its days in order; without those left out, nor those of ``closed`` when holidays are skipped."""
        skipped = closed if self.skip_holidays else ()
        return [day for day in self._named() if day not in self.left_out and day not in skipped]

    def occurrences(self, tz: ZoneInfo, closed: Container[date] = ()) -> list[Occurrence]:
        """Return its dates as true moments, by the clock of a place."""
        return [self.occurrence(day, tz) for day in self.days(closed)]

    def occurrence(self, day: date, tz: ZoneInfo) -> Occurrence:
        """Return the date that falls on this day."""
        return Occurrence(day, at_wall(day, self.starts, tz), at_wall(day, self.ends, tz))

    def _named(self) -> Iterator[date]:
        """Yield the days that the rule names, at most one more than there may be."""
        monday = self.first - timedelta(days=self.first.weekday())
        chosen, told = set(self.weekdays), 0
        most = MOST + 1 if self.count is None else self.count
        last = self.last or self.first + timedelta(days=7 * self.every * (most + 1))
        for number in range((last - monday).days + 1):
            day = monday + timedelta(days=number)
            if day < self.first or number // 7 % self.every or day.weekday() not in chosen:
                continue
            yield day
            told += 1
            if told >= most:
                return

    def to_json(self) -> dict[str, Any]:
        """Return plain values that :meth:`from_json` reads back unchanged."""
        return {
            "weekdays": list(self.weekdays),
            "starts": self.starts,
            "ends": self.ends,
            "first": self.first.isoformat(),
            "last": self.last.isoformat() if self.last else None,
            "count": self.count,
            "every": self.every,
            "left_out": [day.isoformat() for day in sorted(self.left_out)],
            "skip_holidays": self.skip_holidays,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Repetition:
        """Read what :meth:`to_json` wrote."""
        return cls(
            weekdays=tuple(kept["weekdays"]),
            starts=kept["starts"],
            ends=kept["ends"],
            first=date.fromisoformat(kept["first"]),
            last=date.fromisoformat(kept["last"]) if kept["last"] else None,
            count=kept["count"],
            every=kept["every"],
            left_out=frozenset(date.fromisoformat(day) for day in kept["left_out"]),
            skip_holidays=kept["skip_holidays"],
        )
