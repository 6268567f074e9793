"""Whose turn it is, and for how long a place is kept. Pure: values in, values out.

The life of a wait::

    waiting ─ a place is free ─▶ offered ─ take ─▶ taken (a request is sent, with its own life)
       │                            │ ├── leave ─▶ left
       │                            │ └── silence ─▶ passed
       ├── leave ─▶ left
       └── the period begins ─▶ over
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillon.kernel.objections import Objection
from maillon.kernel.spans import Span

WAITING, OFFERED = "waiting", "offered"
LONGEST_HOLD = dt.timedelta(hours=24)
MOST_WAITS = 40  # live ones of an organisation


@dataclass(frozen=True, slots=True)
class InLine:
    """One who waits: since when, for which period, and to which publics they belong."""

    key: int
    joined_at: dt.datetime
    circles: frozenset[str]


def in_turn(line: Iterable[InLine], *, order: Sequence[str] = ()) -> list[InLine]:
    """Return those who wait in the order of the published rule.

    ``order`` names publics, the first served first; who belongs to several counts for the best. Within a public, and
    when the owner published no order, the first come is the first served.
    """

    def rank(one: InLine) -> int:
        return min((place for place, circle in enumerate(order) if circle in one.circles), default=len(order))

    return sorted(line, key=lambda one: (rank(one), one.joined_at, one.key))


def kept_until(starts_at: dt.datetime, *, now: dt.datetime) -> dt.datetime:
    """Return until when a place is kept for the one whose turn it is: a day, or half of the time left before it."""
    return now + max(min(LONGEST_HOLD, (starts_at - now) / 2), dt.timedelta())


def joining_objections(
    period: Span[dt.datetime], *, free: bool, waits: int, now: dt.datetime
) -> list[Objection]:
    """Say why one cannot wait for this period: it is free, it has begun, or the organisation waits for too much."""
    found = []
    if period.start <= now:
        found.append(Objection("begun", "starts_at"))
    elif free:
        found.append(Objection("free_now", "starts_at"))
    if waits >= MOST_WAITS:
        found.append(Objection("too_many_waits", None, {"most": MOST_WAITS}))
    return found
