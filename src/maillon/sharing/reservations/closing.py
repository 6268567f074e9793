"""What a closure is, before it is written: pure values and rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from maillon.kernel.objections import Objection
from maillon.kernel.recurrence import DAY_MINUTES, at_wall
from maillon.kernel.spans import Span, Spans, loads_over_time

WEEK = timedelta(days=7)
MOST_WEEKS = 60
MOST_DAYS = 400
LONGEST_REASON = 120


class Handling(StrEnum):
    """What becomes of the bookings in the way: refuse to close, close around them, or give them back."""

    REFUSE = "refuse"
    AROUND = "around"
    GIVE_BACK = "give_back"


class Scope(StrEnum):
    """What is closed."""

    ASSET = "asset"
    SITE = "site"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class ClosureWish:
    """What to close, why, and when by the clock of each place; each week to ``repeats_until`` included."""

    scope: Scope
    target_id: int
    cause: str
    reason: str
    first_day: date
    last_day: date
    first_minute: int = 0
    last_minute: int = DAY_MINUTES
    repeats_until: date | None = None

    def periods(self, zone: ZoneInfo) -> Iterator[Span[datetime]]:
        """Yield each period in true time; one that a moving clock leaves empty is left out."""
        shift, until = timedelta(), self.repeats_until or self.first_day
        while self.first_day + shift <= until:
            start = at_wall(self.first_day + shift, self.first_minute, zone)
            end = at_wall(self.last_day + shift, self.last_minute, zone)
            if start < end:
                yield Span(start, end)
            shift += WEEK


def closure_objections(wish: ClosureWish, *, zone: ZoneInfo, now: datetime) -> list[Objection]:
    """Say what makes no sense in a closure: no reason, backwards, over, too long, meeting itself."""
    found = []
    if not wish.reason.strip():
        found.append(Objection("closure_reason_missing", "reason"))
    if len(wish.reason) > LONGEST_REASON or "\x00" in wish.reason:
        found.append(Objection("closure_reason_too_long", "reason", {"longest": LONGEST_REASON}))
    if (wish.first_day, wish.first_minute) >= (wish.last_day, wish.last_minute):
        return [*found, Objection("ends_before_start", "last_day")]
    if (wish.last_day - wish.first_day).days > MOST_DAYS:
        return [*found, Objection("closure_too_long", "last_day", {"most": MOST_DAYS})]
    if wish.repeats_until is not None:
        found += _weekly_objections(wish, wish.repeats_until)
    if not found and not any(period.end > now for period in wish.periods(zone)):
        found.append(Objection("closure_over", "last_day"))
    return found


def _weekly_objections(wish: ClosureWish, until: date) -> list[Objection]:
    if until < wish.first_day:
        return [Objection("closure_repeats_backwards", "repeats_until")]
    if (until - wish.first_day) > WEEK * MOST_WEEKS:
        return [Objection("closure_too_many_weeks", "repeats_until", {"most": MOST_WEEKS})]
    if (wish.last_day, wish.last_minute) > (wish.first_day + WEEK, wish.first_minute):
        return [Objection("closure_meets_itself", "repeats_until")]
    return []


def chosen_in_block(cells_of: Mapping[int, frozenset[int]]) -> list[int]:
    """Return which assets of one block to close so that none of them can be had, no two of them meeting.

    The largest first: whatever shares a cell with one that is closed cannot be had either.
    """
    taken: set[int] = set()
    chosen = []
    for number in sorted(cells_of, key=lambda one: (-len(cells_of[one]), one)):
        if not cells_of[number] & taken:
            chosen.append(number)
            taken |= cells_of[number]
    return chosen


def pieces_to_close(
    period: Span[datetime], taken: list[tuple[Span[datetime], int]], *, pooled: bool, quantity: int
) -> list[tuple[Span[datetime], int]]:
    """Return the stretches to write, each with its quantity, so that nothing is left of this period.

    ``taken`` is what stands there and stays: a closure takes what is left around it, and of a pool what remains.
    """
    if not pooled:
        return [(part, 1) for part in Spans([period]) - Spans(span for span, _many in taken)]
    steps: list[tuple[Span[datetime], int]] = []
    covered: Spans[datetime] = Spans()
    for span, level in loads_over_time(taken):
        inside = span.intersect(period)
        if inside is not None:
            covered |= Spans([inside])
            if level < quantity:
                steps.append((inside, quantity - level))
    steps += [(part, quantity) for part in Spans([period]) - covered]
    return sorted(steps)
