"""Which moments a search over time asks for: any time of a period, or the same hours each week. Pure.

The hours are those of the clock of the place, so that 18 h stays 18 h when the clock moves.
"""

import datetime as dt
from collections.abc import Container, Iterator
from zoneinfo import ZoneInfo

from maillon.kernel.recurrence import at_wall
from maillon.kernel.spans import Span

Window = Span[dt.datetime]
MOST = 200  # moments asked for at once
LONGEST_PERIOD, LONGEST_SERIES = 31, 366  # days
STEPS = (30, 60, 120, 240)  # minutes between two beginnings: the finest that asks for no more than MOST
ONE_DAY = dt.timedelta(days=1)


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days from ``first`` to ``last`` included."""
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)


def any_time(
    first: dt.date, last: dt.date, hours: tuple[int, int], minutes: int, tz: ZoneInfo, now: dt.datetime
) -> list[Window]:
    """Return the moments of that length that fit between these hours of these days, in order of time.

    ``hours`` and ``minutes`` are minutes; at most 200 moments, further apart when the period is long.
    """
    opens, closes = hours
    days = list(days_between(first, last))
    step = next(
        (step for step in STEPS if len(days) * len(range(opens, closes - minutes + 1, step)) <= MOST),
        STEPS[-1],
    )
    found = [
        (at_wall(day, begins, tz), at_wall(day, begins + minutes, tz))
        for day in days
        for begins in range(opens, closes - minutes + 1, step)
    ]
    return [Span(start, end) for start, end in found if now < start < end][:MOST]


def each_week(
    first: dt.date,
    last: dt.date,
    weekdays: Container[int],
    hours: tuple[int, int],
    tz: ZoneInfo,
    *,
    but: Container[dt.date] = frozenset(),
    now: dt.datetime,
) -> list[Window]:
    """Return the moments between these hours, on these days of the week (Monday 0), but for the days left out."""
    found = [
        (at_wall(day, hours[0], tz), at_wall(day, hours[1], tz))
        for day in days_between(first, last)
        if day.weekday() in weekdays and day not in but
    ]
    return [Span(start, end) for start, end in found if now < start < end][:MOST]
