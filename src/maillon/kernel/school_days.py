"""What kind of day it is for a school: class, pedagogical day, holiday, break, or summer.

A school year runs from 1 July to 30 June (Loi sur l’instruction publique, RLRQ, c. I-13.3, art. 13). Within it, the
days of class are the weekdays from the first to the last day of class, except those that a *stretch* of the
calendar names otherwise and the public holidays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from maillon.kernel.calendars import holidays_between

SATURDAY = 5


class DayKind(StrEnum):
    """The kinds of day that hours may depend on. A weekend of the school year has none: it is an ordinary one."""

    CLASS = "class"
    PEDAGOGICAL = "pedagogical"
    HOLIDAY = "holiday"
    BREAK = "break"
    SUMMER = "summer"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one kind, both ends included: a pedagogical day, the week of the break."""

    first: date
    last: date
    kind: DayKind
    label: str = ""

    @property
    def length(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The calendar of one school year: ``year`` is the one in which it begins."""

    year: int
    first_class: date
    last_class: date
    stretches: tuple[Stretch, ...] = ()

    @property
    def first(self) -> date:
        """The first day of the school year, 1 July."""
        return date(self.year, 7, 1)

    @property
    def last(self) -> date:
        """Its last day, 30 June."""
        return date(self.year + 1, 6, 30)

    def kind_on(self, day: date) -> DayKind | None:
        """The kind of this day; None for a weekend of the school year, and outside of it.

        Where stretches overlap, the shorter one is the more precise and says; of two as long, the later.
        """
        if not self.first <= day <= self.last:
            return None
        naming = [stretch for stretch in self.stretches if stretch.first <= day <= stretch.last]
        if naming:
            return min(reversed(naming), key=lambda stretch: stretch.length).kind
        if not self.first_class <= day <= self.last_class:
            return DayKind.SUMMER
        if day.weekday() >= SATURDAY:
            return None
        return DayKind.HOLIDAY if day in _days_off(self.year) else DayKind.CLASS


@lru_cache(maxsize=32)
def _days_off(year: int) -> frozenset[date]:
    found = holidays_between(date(year, 7, 1), date(year + 1, 6, 30))
    return frozenset(holiday.day for holiday in found if holiday.paid)


def school_year_of(day: date) -> int:
    """The year in which the school year of this day begins."""
    return day.year if day.month >= 7 else day.year - 1


def kinds_of(years: Iterable[SchoolYear], first: date, last: date) -> dict[date, DayKind]:
    """The kind of each day from ``first`` to ``last`` that these calendars of one school know."""
    known = {year.year: year for year in years}
    found: dict[date, DayKind] = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        year = known.get(school_year_of(day))
        kind = year.kind_on(day) if year is not None else None
        if kind is not None:
            found[day] = kind
    return found


def merged(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Join days that follow each other under the same kind and label, in order: five days of break are one."""
    found: list[Stretch] = []
    for one in sorted(stretches, key=lambda stretch: (stretch.kind, stretch.label, stretch.first)):
        before = found[-1] if found else None
        touches = before is not None and one.first <= before.last + timedelta(days=1)
        if before is not None and touches and (before.kind, before.label) == (one.kind, one.label):
            found[-1] = Stretch(before.first, max(before.last, one.last), one.kind, one.label)
        else:
            found.append(one)
    return tuple(sorted(found, key=lambda stretch: (stretch.first, stretch.last)))
