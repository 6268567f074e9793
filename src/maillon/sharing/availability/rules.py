"""Pure decisions about time: when a schedule opens, and what is left of it once the ledger has been read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from maillon.kernel.calendars import holidays_between
from maillon.kernel.recurrence import Minutes, Weekly, hours_on
from maillon.kernel.seasons import Season, deciding
from maillon.kernel.spans import Span, Spans, loads_over_time

DAYS_KEPT = 7
DAYS_AHEAD = 550  # terms let people book up to 540 days ahead


Decider = Literal["ordinary", "season", "holiday", "particular"]


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day, as (from, to) minutes since midnight, and what decided of them."""

    day: date
    minutes: tuple[Minutes, ...]
    decider: Decider
    season: Season | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """What a schedule says: its clock, its ordinary week, its seasons, its particular days, and the holidays.

    Of a day, in this order: a particular day says by itself; a public holiday closes, if the schedule says so; then
    the last season that covers the day decides, and the ordinary week when none does. ``kinds`` tells the kind of
    the days that a school calendar knows.
    """

    time_zone: str
    weekly: Weekly
    exceptions: Mapping[date, Sequence[Sequence[int]]]
    closed_on_holidays: bool
    seasons: tuple[Season, ...] = ()
    kinds: Mapping[date, str] = field(default_factory=dict)

    def days(self, first: date, last: date) -> Iterator[tuple[date, Spans[datetime]]]:
        """Yield each day from ``first`` to ``last`` included with its open hours, in UTC; empty when closed."""
        clock = ZoneInfo(self.time_zone)
        for one in self.told(first, last):
            yield one.day, hours_on(one.day, one.minutes, clock)

    def opening(self, first: date, last: date) -> Spans[datetime]:
        """Return all the open hours of these days; those that touch at midnight are joined."""
        return Spans(span for _day, opened in self.days(first, last) for span in opened)

    def told(self, first: date, last: date) -> Iterator[DayHours]:
        """Yield each day with its hours by the clock on the wall, and what decided of them."""
        closed = holidays(first, last) if self.closed_on_holidays else frozenset()
        for number in range((last - first).days + 1):
            yield self._on(first + timedelta(days=number), closed)

    def _on(self, day: date, closed: frozenset[date]) -> DayHours:
        if day in self.exceptions:
            return DayHours(day, tuple((pair[0], pair[1]) for pair in self.exceptions[day]), "particular")
        if day in closed:
            return DayHours(day, (), "holiday")
        season = deciding(day, self.seasons, self.kinds.get(day, ""))
        if season is None:
            return DayHours(day, self.weekly.days[day.weekday()], "ordinary")
        return DayHours(day, season.weekly.days[day.weekday()], "season", season)


def holidays(first: date, last: date) -> frozenset[date]:
    """Return the days off with pay by law, from ``first`` to ``last`` included; both days of Easter count."""
    return frozenset(holiday.day for holiday in holidays_between(first, last) if holiday.paid)


def horizon(today: date) -> tuple[date, date]:
    """Return the first and the last day whose open hours are kept ready."""
    return today - timedelta(days=DAYS_KEPT), today + timedelta(days=DAYS_AHEAD)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What an asset takes from the ledger: particular cells (then one at a time), or a number out of a pool."""

    pooled: bool
    quantity: int = 1


def unavailable(
    taken: Iterable[tuple[Span[datetime], int]], *, capacity: Capacity, wanted: int
) -> Spans[datetime]:
    """Return when ``wanted`` more cannot be taken, given what is taken of these cells or of this pool."""
    if wanted > capacity.quantity:
        raise ValueError("more is wanted than there ever is: there is no time at which it could be taken")
    if not capacity.pooled:
        return Spans(span for span, _quantity in taken)
    return Spans(span for span, level in loads_over_time(taken) if level + wanted > capacity.quantity)


def free(
    opening: Spans[datetime],
    full: Spans[datetime],
    *,
    within: Span[datetime],
    setup: timedelta = timedelta(),
    cleanup: timedelta = timedelta(),
) -> Spans[datetime]:
    """Return the stretches of ``within`` where any period may be booked.

    A period must be inside the opening hours; with its set-up before and its clean-up after, it must avoid
    ``full``, which must be known from ``within.start - setup`` to ``within.end + cleanup``::

        opening   ├───────────────────────────┤
        full              ├─────┤
        free      ├────┤          ├───────────┤
                       └cleanup └setup
    """
    reach = Spans((within.pad(setup, cleanup),))
    return reach.minus(full).pad(-setup, -cleanup) & opening & Spans((within,))
