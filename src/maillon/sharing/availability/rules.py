"""Pure decisions about time: when a schedule opens, and what is left of it once the ledger has been read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from maillon.kernel.calendars import holidays_between
from maillon.kernel.recurrence import Weekly, opening_on
from maillon.kernel.spans import Span, Spans, loads_over_time

DAYS_KEPT = 7
DAYS_AHEAD = 550  # terms let people book up to 540 days ahead


@dataclass(frozen=True, slots=True)
class Hours:
    """What a schedule says: its clock, its ordinary week, its particular days, and whether holidays close it."""

    time_zone: str
    weekly: Weekly
    exceptions: Mapping[date, Sequence[Sequence[int]]]
    closed_on_holidays: bool

    def days(self, first: date, last: date) -> Iterator[tuple[date, Spans[datetime]]]:
        """Yield each day from ``first`` to ``last`` included with its open hours, in UTC; empty when closed."""
        clock = ZoneInfo(self.time_zone)
        closed = holidays(first, last) if self.closed_on_holidays else frozenset()
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            yield day, opening_on(day, self.weekly, self.exceptions, clock, closed=closed)


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
