"""Stretches of time: what is open, what is taken, what is left.

A :class:`Span` is one stretch, half-open: noon ends one booking and begins the next. A :class:`Spans` is a
set of stretches, always in order and never touching, with the algebra of sets::

    open     ├──────────────────────┤
    taken          ├────┤     ├──┤
    free     ├─────┤    ├─────┤  ├──┤        free = open.minus(taken)

Bounds may be moments (aware datetimes, kept in UTC) or any ordered numbers (minutes, cell numbers).
The same answers come out of PostgreSQL's multiranges; tests hold the two against each other.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import pairwise
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Protocol):
    """Anything that knows which of two comes first."""

    def __lt__(self, other: Any, /) -> bool: ...


T = TypeVar("T", bound=Ordered)


def _moment(bound: Any) -> Any:
    # Two datetimes of the same ZoneInfo are compared and subtracted by their wall clocks, which is wrong
    # twice a year; in UTC the order and the length are the true ones.
    if not isinstance(bound, datetime):
        return bound
    if bound.tzinfo is None:
        raise ValueError(f"a moment needs its time zone: {bound!r}")
    return bound if bound.tzinfo is UTC else bound.astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Span(Generic[T]):
    """One stretch: its start belongs to it, its end does not.

    ``start`` must come before ``end`` (ValueError); datetimes must carry a time zone (ValueError) and are
    turned to UTC.
    """

    start: T
    end: T

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", _moment(self.start))
        object.__setattr__(self, "end", _moment(self.end))
        if not self.start < self.end:
            raise ValueError(f"a span must end after it starts: {self.start!r} … {self.end!r}")

    @property
    def length(self) -> Any:
        """How long it lasts: a timedelta for moments, a number for numbers."""
        return self.end - self.start  # type: ignore[operator]  # Ordered only promises « < »

    def contains(self, instant: T) -> bool:
        """Is this instant inside? The end is not."""
        return not instant < self.start and instant < self.end

    def covers(self, other: Span[T]) -> bool:
        """Is the other stretch entirely inside this one?"""
        return not other.start < self.start and not self.end < other.end

    def overlaps(self, other: Span[T]) -> bool:
        """Do the two share an instant? Touching is not overlapping."""
        return self.start < other.end and other.start < self.end

    def intersect(self, other: Span[T]) -> Span[T] | None:
        """The stretch that the two share, or None."""
        start = max(self.start, other.start)
        end = min(self.end, other.end)
        return Span(start, end) if start < end else None

    def shift(self, delta: Any) -> Span[T]:
        """The same stretch, later by ``delta`` (earlier if negative)."""
        return Span(self.start + delta, self.end + delta)

    def pad(self, before: Any, after: Any) -> Span[T]:
        """The stretch with set-up time ``before`` and clean-up time ``after``."""
        return Span(self.start - before, self.end + after)


class Spans(Generic[T]):
    """A set of stretches, put in order, those that touch or overlap made one. Immutable.

    Built from spans or from (start, end) pairs; a pair of equal bounds holds nothing and is dropped, a pair
    in the wrong order is refused (ValueError). Two sets are equal when they hold the same instants.
    """

    __slots__ = ("parts",)
    parts: tuple[Span[T], ...]

    def __init__(self, parts: Iterable[Span[T] | tuple[T, T]] = ()) -> None:
        self.parts = _merged(sorted(_as_spans(parts)))

    @classmethod
    def _of_sorted(cls, parts: Iterable[Span[T]]) -> Spans[T]:
        made = cls.__new__(cls)
        made.parts = _merged(parts)
        return made

    def __iter__(self) -> Iterator[Span[T]]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def __repr__(self) -> str:
        return f"Spans({', '.join(f'[{s.start}, {s.end})' for s in self.parts)})"

    def union(self, other: Spans[T]) -> Spans[T]:
        """What is in one or the other. Also written ``a | b``."""
        return Spans((*self.parts, *other.parts))

    def intersect(self, other: Spans[T]) -> Spans[T]:
        """What is in both. Also written ``a & b``."""
        found: list[Span[T]] = []
        mine, theirs = 0, 0
        while mine < len(self.parts) and theirs < len(other.parts):
            a, b = self.parts[mine], other.parts[theirs]
            shared = a.intersect(b)
            if shared is not None:
                found.append(shared)
            if a.end < b.end:
                mine += 1
            else:
                theirs += 1
        return Spans._of_sorted(found)

    def minus(self, other: Spans[T]) -> Spans[T]:
        """What is in this one and not in the other: free = open.minus(taken). Also written ``a - b``."""
        left: list[Span[T]] = []
        first = 0
        for part in self.parts:
            start = part.start
            while first < len(other.parts) and not start < other.parts[first].end:
                first += 1
            # The last taker may reach into the next part, so it is looked at again from there.
            taker = first
            while taker < len(other.parts) and other.parts[taker].start < part.end:
                if start < other.parts[taker].start:
                    left.append(Span(start, other.parts[taker].start))
                start = other.parts[taker].end
                taker += 1
            if start < part.end:
                left.append(Span(start, part.end))
        return Spans._of_sorted(left)

    __or__ = union
    __and__ = intersect
    __sub__ = minus

    def contains(self, instant: T) -> bool:
        """Is this instant in the set?"""
        before = bisect_right(self.parts, instant, key=lambda part: part.start)
        return before > 0 and self.parts[before - 1].contains(instant)

    def covers(self, wanted: Span[T] | Spans[T]) -> bool:
        """Is everything wanted inside, without a hole?"""
        if isinstance(wanted, Spans):
            return all(self.covers(part) for part in wanted)
        before = bisect_right(self.parts, wanted.start, key=lambda part: part.start)
        return before > 0 and self.parts[before - 1].covers(wanted)

    def overlaps(self, other: Span[T] | Spans[T]) -> bool:
        """Is there one instant that both hold?"""
        if isinstance(other, Spans):
            return bool(self.intersect(other))
        before = bisect_right(self.parts, other.start, key=lambda part: part.start)
        return any(part.overlaps(other) for part in self.parts[max(0, before - 1) : before + 1])

    def total(self, zero: Any = timedelta()) -> Any:
        """How much it holds in all; ``zero`` is the answer for an empty set (pass 0 for numbers)."""
        lengths = [part.length for part in self.parts]
        return reduce(operator.add, lengths) if lengths else zero

    def gaps(self, within: Span[T]) -> Spans[T]:
        """The holes inside ``within``: what this set leaves uncovered."""
        return Spans((within,)).minus(self)

    def first(self, at_least: Any) -> Span[T] | None:
        """The earliest stretch that lasts at least that long, whole, or None."""
        return next((part for part in self.parts if not part.length < at_least), None)

    def first_gap(self, within: Span[T], at_least: Any) -> Span[T] | None:
        """The earliest hole inside ``within`` that lasts at least that long, or None."""
        return self.gaps(within).first(at_least)

    def shift(self, delta: Any) -> Spans[T]:
        """The whole set, later by ``delta``."""
        return Spans._of_sorted(part.shift(delta) for part in self.parts)

    def pad(self, before: Any, after: Any) -> Spans[T]:
        """Each stretch with set-up time before and clean-up time after; negative times shrink.

        A stretch that shrinks to nothing disappears.
        """
        zero = before - before
        return Spans(part.pad(before, after) for part in self.parts if zero < part.length + before + after)


def _as_spans(parts: Iterable[Span[T] | tuple[T, T]]) -> Iterator[Span[T]]:
    for part in parts:
        if isinstance(part, Span):
            yield part
        elif part[0] != part[1]:
            yield Span(*part)


def _merged(parts: Iterable[Span[T]]) -> tuple[Span[T], ...]:
    merged: list[Span[T]] = []
    for part in parts:
        if not merged or merged[-1].end < part.start:
            merged.append(part)
        elif merged[-1].end < part.end:
            merged[-1] = Span(merged[-1].start, part.end)
    return tuple(merged)


def loads_over_time(loads: Iterable[tuple[Span[T], int]]) -> list[tuple[Span[T], int]]:
    """How much is taken, from moment to moment: the staircase of all quantities laid over each other.

    Each step is (stretch, sum of the quantities present); stretches where nothing is present are left out.
    """
    changes: dict[T, int] = {}
    for span, quantity in loads:
        changes[span.start] = changes.get(span.start, 0) + quantity
        changes[span.end] = changes.get(span.end, 0) - quantity
    steps: list[tuple[Span[T], int]] = []
    level = 0
    moments = sorted(changes)
    for moment, following in pairwise(moments):
        level += changes[moment]
        if level:
            steps.append((Span(moment, following), level))
    return steps


def peak(loads: Iterable[tuple[Span[T], int]]) -> int:
    """The most that is taken at one moment (0 when nothing is). A booking that ends at noon frees noon."""
    return max((level for _, level in loads_over_time(loads)), default=0)


def overlaps(spans: Sequence[Span[T]]) -> list[tuple[int, int]]:
    """The pairs that overlap, as positions in the list, smaller first: an empty list means no conflict.

    Sorted by start, so that it costs the length of the list plus the number of conflicts (not all pairs).
    """
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, spans[i].end))
    pairs: list[tuple[int, int]] = []
    for rank, i in enumerate(order):
        for j in order[rank + 1 :]:
            if not spans[j].start < spans[i].end:
                break
            pairs.append((min(i, j), max(i, j)))
    return sorted(pairs)
