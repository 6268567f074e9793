"""When a thing of the demonstration can be had: the moments of a week, cut so that no two of them meet."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from maillon.kernel.calendars import holiday_on
from maillon.sharing.availability.models import Schedule

Minutes = tuple[int, int]
MARGIN = 15  # minutes kept on both sides of every moment, for the set-up and the clean-up
# Moments that people ask for, from the first to the last minute that they may take, margins included.
WEEKDAY = ((540, 720), (780, 900), (900, 1050), (1080, 1200), (1200, 1320))
WEEKEND = ((540, 690), (690, 840), (840, 1020))
HOURLY = tuple((hour * 60, hour * 60 + 60) for hour in (6, 7, 17, 18, 19, 20, 21, 22))
HOURLY_WEEKEND = tuple((hour * 60, hour * 60 + 60) for hour in range(7, 22))
BY_THE_HOUR = frozenset({"rink", "pool"})
EVENING = 1080


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One piece of the week: the weekday (Monday is 0), and the minutes of that day."""

    weekday: int
    start: int
    end: int

    @property
    def popular(self) -> bool:
        """Return whether it is an evening or a day of the weekend: what everybody asks for."""
        return self.weekday > 4 or self.start >= EVENING


@dataclass(frozen=True)
class Calendar:
    """The open hours of one schedule, asked day by day."""

    weekly: Sequence[Sequence[Sequence[int]]]
    closed_on_holidays: bool
    zone: ZoneInfo
    closed: frozenset[dt.date]

    @classmethod
    def of(cls, schedule: Schedule) -> "Calendar":
        """Return the calendar of a schedule read with its exceptions, which all close."""
        return cls(
            weekly=schedule.weekly,
            closed_on_holidays=schedule.closed_on_holidays,
            zone=ZoneInfo(schedule.time_zone),
            closed=frozenset(one.day for one in schedule.exceptions.all()),
        )

    def open_on(self, day: dt.date) -> bool:
        """Return whether this day keeps the hours of its weekday."""
        return day not in self.closed and not (self.closed_on_holidays and holiday(day))

    def moments(self, class_code: str) -> list[Moment]:
        """Return the moments of the week that fit in its hours, none meeting another."""
        hourly = class_code in BY_THE_HOUR
        weekday, weekend = (HOURLY, HOURLY_WEEKEND) if hourly else (WEEKDAY, WEEKEND)
        return [
            Moment(number, start, end)
            for number, hours in enumerate(self.weekly)
            for start, end in (weekend if number > 4 else weekday)
            if any(opens <= start and end <= closes for opens, closes in hours)
        ]

    def at(self, day: dt.date, minute: int) -> dt.datetime:
        """Return a minute of a day by the clock of the place, in UTC."""
        return _wall(day, minute, self.zone)

    def days(self, weekday: int, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Yield each open day of this weekday, from the first to the last included."""
        day = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
        while day <= last:
            if self.open_on(day):
                yield day
            day += dt.timedelta(days=7)


@lru_cache(maxsize=2_000)
def holiday(day: dt.date) -> bool:
    """Return whether the day is a public holiday."""
    return holiday_on(day) is not None


@lru_cache(maxsize=20_000)
def _wall(day: dt.date, minute: int, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone).astimezone(
        dt.UTC
    )
