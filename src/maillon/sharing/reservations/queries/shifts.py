"""Which other moments to propose around one that cannot be had, the nearest first. Pure."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from zoneinfo import ZoneInfo

from maillon.kernel.spans import Span

Window = Span[dt.datetime]
STEP = dt.timedelta(minutes=30)
FURTHEST = 12  # steps, the same day
DAYS = 14


class Kind(StrEnum):
    """What changes in what is proposed."""

    LATER = "later"
    EARLIER = "earlier"
    OTHER_DAY = "other_day"
    SHORTER = "shorter"
    SMALLER = "smaller"
    FURTHER = "further"
    WITHOUT_TRAITS = "without_traits"
    OTHER_CLASS = "other_class"


def windows_around(wanted: Window, tz: ZoneInfo, now: dt.datetime) -> list[tuple[Kind, Window]]:
    """Return moments still to come around the one wanted, by the clock of the place, the nearest of each kind first.

    At most 24 the same day, 28 other days at the same hours, and shorter ones down to half as long.
    """
    start, end = (moment.astimezone(tz).replace(tzinfo=None) for moment in (wanted.start, wanted.end))
    found = [*_same_day(start, end), *_other_days(start, end), *_shorter(start, end)]
    return [
        (kind, Span(begins.replace(tzinfo=tz), ends.replace(tzinfo=tz)))
        for kind, begins, ends in found
        if begins.replace(tzinfo=tz) > now and begins.replace(tzinfo=tz) < ends.replace(tzinfo=tz)
    ]


Moved = tuple[Kind, dt.datetime, dt.datetime]


def _same_day(start: dt.datetime, end: dt.datetime) -> Iterator[Moved]:
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    for steps in range(1, FURTHEST + 1):
        if end + steps * STEP <= midnight + dt.timedelta(days=1):
            yield Kind.LATER, start + steps * STEP, end + steps * STEP
        if start - steps * STEP >= midnight:
            yield Kind.EARLIER, start - steps * STEP, end - steps * STEP


def _other_days(start: dt.datetime, end: dt.datetime) -> Iterator[Moved]:
    for days in range(1, DAYS + 1):
        for away in (dt.timedelta(days), dt.timedelta(-days)):
            yield Kind.OTHER_DAY, start + away, end + away


def _shorter(start: dt.datetime, end: dt.datetime) -> Iterator[Moved]:
    cut = STEP
    while end - start - cut >= max((end - start) / 2, STEP) and cut <= FURTHEST * STEP:
        yield Kind.SHORTER, start, end - cut
        yield Kind.SHORTER, start + cut, end
        cut += STEP
