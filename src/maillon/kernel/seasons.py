"""Hours that depend on the time of the year, or on the kind of day: summer, the ice, the days without classes.

A place has an ordinary :class:`~maillon.kernel.recurrence.Weekly` and *seasons* laid over it, in an order that a
person chose: on each day, the last season that covers it decides, and the ordinary week when none does::

    ordinary    ├──────────────────────────────────────────┤
    summer              ├──────────────┤
    works                     ├───┤
    decides     ordinary┤summer├works├sum.┤ordinary────────┤
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from maillon.kernel.recurrence import Weekly

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Season:
    """A week of its own for some days of the year, both ends included.

    ``every_year`` keeps only the month and the day of the bounds; then a season may pass the New Year (« du 1er
    novembre au 31 mars »). Without bounds it covers all the year. ``kinds`` keeps only the days of these kinds
    (class days, holidays), all of them when it is empty. ValueError for one bound without the other, for bounds
    that run backwards, or for a season that would cover every day.
    """

    key: str
    name: str
    weekly: Weekly
    first: date | None = None
    last: date | None = None
    every_year: bool = False
    kinds: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if (self.first is None) != (self.last is None):
            raise ValueError("a season has both bounds or none")
        if self.first is None and not self.kinds:
            raise ValueError("a season without bounds and without kinds of day would be the ordinary week")
        if self.first is not None and self.last is not None:
            if not self.every_year and self.last < self.first:
                raise ValueError(f"a season ends after it begins: {self.first} … {self.last}")
        elif self.every_year:
            raise ValueError("a season that comes back every year has bounds")

    def covers(self, day: date, kind: str = "") -> bool:
        """Does the season decide of this day, which is of this kind (nothing: no kind is known)?"""
        if self.kinds and kind not in self.kinds:
            return False
        if self.first is None or self.last is None:
            return True
        if not self.every_year:
            return self.first <= day <= self.last
        first, last = _of_year(self.first), _of_year(self.last)
        if first <= last:
            return first <= _of_year(day) <= last
        return _of_year(day) >= first or _of_year(day) <= last

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Season:
        """From what JSON holds; :meth:`to_json` writes it."""
        first, last = told.get("first"), told.get("last")
        return cls(
            key=told["key"],
            name=told["name"],
            weekly=Weekly.from_json(told["weekly"]),
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
            every_year=bool(told.get("every_year")),
            kinds=frozenset(told.get("kinds") or ()),
        )

    def to_json(self) -> dict[str, Any]:
        """Everything, in values that JSON knows; :meth:`from_json` reads it back unchanged."""
        return {
            "key": self.key,
            "name": self.name,
            "weekly": self.weekly.to_json(),
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "every_year": self.every_year,
            "kinds": sorted(self.kinds),
        }


def _of_year(day: date) -> tuple[int, int]:
    return day.month, day.day


def deciding(day: date, seasons: Sequence[Season], kind: str = "") -> Season | None:
    """The season that decides of this day: the last that covers it, None when the ordinary week does."""
    return next((season for season in reversed(seasons) if season.covers(day, kind)), None)


def week_on(day: date, weekly: Weekly, seasons: Sequence[Season], kind: str = "") -> Weekly:
    """The week whose hours hold on this day."""
    season = deciding(day, seasons, kind)
    return weekly if season is None else season.weekly


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two seasons that cover the same days: the first such stretch; ``winner``, the later one, decides there."""

    loser: Season
    winner: Season
    first: date
    last: date


def overlapping(
    seasons: Sequence[Season], days: Iterable[date], kinds: Mapping[date, str] | None = None
) -> list[Overlap]:
    """The pairs of seasons that share one of these consecutive days, with the first stretch that they share."""
    known = kinds or {}
    covered = [
        frozenset(day for day in some if season.covers(day, known.get(day, "")))
        for some in (tuple(days),)
        for season in seasons
    ]
    found = []
    for one, two in combinations(range(len(seasons)), 2):
        shared = covered[one] & covered[two]
        if shared:
            first = last = min(shared)
            while last + A_DAY in shared:
                last += A_DAY
            found.append(Overlap(seasons[one], seasons[two], first, last))
    return found
