"""An order that explains itself: which answer first, and why.

Each candidate is measured on a few named criteria (kilometres, price, spare seats). Each measure becomes a mark
from 0 to 1 on a fixed scale that the caller states, marks are weighed and added, and every part of the sum is
kept, so that a page can say « premier parce que le plus proche ». The scale is fixed, not taken from the
candidates present: adding or removing one never reverses two others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum, isfinite
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Criterion(Generic[T]):
    """One thing that counts: how it is measured, what is ideal, what is worthless, and its weight.

    The mark goes in a straight line from 1 at ``best`` to 0 at ``worst`` (either may be the larger) and stays
    at 1 or 0 beyond. ValueError when both are the same or the weight is not above zero.
    """

    name: str
    measure: Callable[[T], float]
    best: float
    worst: float
    weight: float = 1.0

    def __post_init__(self) -> None:
        if self.best == self.worst or not (isfinite(self.best) and isfinite(self.worst)):
            raise ValueError(f"{self.name}: the best and the worst must be two numbers")
        if not (self.weight > 0 and isfinite(self.weight)):
            raise ValueError(f"{self.name}: the weight must be above zero")

    def mark(self, candidate: T) -> float:
        """From 0 (worthless) to 1 (ideal). ValueError when the measure is not a number."""
        value = self.measure(candidate)
        if value != value:
            raise ValueError(f"{self.name}: the measure of {candidate!r} is not a number")
        return min(1.0, max(0.0, (self.worst - value) / (self.worst - self.best)))


@dataclass(frozen=True, slots=True)
class Ranked(Generic[T]):
    """A candidate in its place: its rank from 1 (equal marks share one), its mark from 0 to 1, and the parts.

    ``parts`` gives, per criterion, what it brought to the mark; they sum to it.
    """

    candidate: T
    rank: int
    mark: float
    parts: tuple[tuple[str, float], ...]


def rank(
    candidates: Iterable[T], criteria: Sequence[Criterion[T]], *, tie: Callable[[T], Hashable]
) -> list[Ranked[T]]:
    """The candidates from best to worst.

    Equal marks (to nine decimals) share a rank, and the next rank counts them (1, 2, 2, 4); among them ``tie``
    (a name, a number: anything that can be sorted) gives an order that does not depend on the input's.
    ValueError without a criterion.
    """
    if not criteria:
        raise ValueError("an order needs at least one criterion")
    total = fsum(criterion.weight for criterion in criteria)
    marked = []
    for candidate in candidates:
        parts = tuple((c.name, c.weight * c.mark(candidate) / total) for c in criteria)
        marked.append((round(fsum(part for _, part in parts), 9), parts, candidate))
    marked.sort(key=lambda entry: (-entry[0], tie(entry[2])))
    ranked: list[Ranked[T]] = []
    for place, (mark, parts, candidate) in enumerate(marked, start=1):
        shared = ranked[-1].rank if ranked and ranked[-1].mark == mark else place
        ranked.append(Ranked(candidate, shared, mark, parts))
    return ranked
