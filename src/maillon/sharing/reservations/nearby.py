"""The free moments nearest to the one that was wanted. Pure: free stretches in, periods out.

One moment a day at most: the one whose beginning is nearest, by the clock, to the beginning that was wanted.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from maillon.kernel.spans import Span, Spans

Moment = Span[dt.datetime]


def nearest_moments(
    free: Spans[dt.datetime], wanted: Moment, *, tz: ZoneInfo, step: dt.timedelta, most: int
) -> list[Moment]:
    """Return up to ``most`` periods of the wanted length inside the free stretches, the nearest first.

    Each begins on a whole ``step`` of the clock of the place. The wanted period itself is left out.
    """
    best: dict[dt.date, Moment] = {}
    for moment in _candidates(free, wanted, tz, step):
        day = moment.start.astimezone(tz).date()
        if moment != wanted and (day not in best or _far(moment, wanted, tz) < _far(best[day], wanted, tz)):
            best[day] = moment
    return sorted(best.values(), key=lambda one: (abs(one.start - wanted.start), one.start))[:most]


def _candidates(
    free: Spans[dt.datetime], wanted: Moment, tz: ZoneInfo, step: dt.timedelta
) -> Iterator[Moment]:
    """Yield, for each day of each stretch, the start nearest to the wanted clock that fits in it."""
    clock = wanted.start.astimezone(tz).timetz()
    for stretch in free:
        day, last = stretch.start.astimezone(tz).date(), stretch.end.astimezone(tz).date()
        while day <= last:
            target = dt.datetime.combine(day, clock.replace(tzinfo=None), tzinfo=tz).astimezone(dt.UTC)
            start = _on_step(min(max(target, stretch.start), stretch.end - wanted.length), tz, step)
            for shifted in (start, start + step):
                if stretch.start <= shifted and shifted + wanted.length <= stretch.end:
                    yield Span(shifted, shifted + wanted.length)
            day += dt.timedelta(days=1)


def _on_step(moment: dt.datetime, tz: ZoneInfo, step: dt.timedelta) -> dt.datetime:
    """Return the last whole step of the clock at or before a moment."""
    wall = moment.astimezone(tz)
    since = dt.timedelta(
        hours=wall.hour, minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond
    )
    return moment - since % step


def _far(moment: Moment, wanted: Moment, tz: ZoneInfo) -> dt.timedelta:
    """Return how far two starts are by the clock alone, whatever the day."""
    one, other = (at.start.astimezone(tz) for at in (moment, wanted))
    return abs(
        dt.timedelta(hours=one.hour, minutes=one.minute)
        - dt.timedelta(hours=other.hour, minutes=other.minute)
    )
