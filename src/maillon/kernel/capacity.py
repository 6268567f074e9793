"""The one law of the ledger: never more taken than there is.

The database keeps this law by a constraint (cells) and a lock (pools). This module states it a second time,
apart from any database, and says where it is broken. It is the judge of the concurrency tests, and the same
judge serves anything that is promised in portions (tonnes of a material, seats in a bus).

Two kinds of taking:

* **cells**: the smallest pieces that can be taken. A gym is cells 1 to 6, its left half 1 to 3, its first
  third 1 to 2. Two takings that share a cell may not share an instant. Cell numbers are the same everywhere,
  so a clash is seen between any two takings, of the same block or not;
* **pooled**: a number out of a block's quantity (12 of 40 chairs). At no instant may the sum pass it.

What has ended is not passed to the judge: it takes no room any more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from maillon.kernel.spans import Span, Spans

Amount = int | Decimal
NO_CELLS: Spans[int] = Spans()


@dataclass(frozen=True, slots=True)
class Taking:
    """Something occupied: which piece, how much of it, and from when until when it is busy.

    ``key`` names it in the verdict. Either ``cells`` holds cell numbers as half-open ranges, or the taking is
    pooled: no cells, and ``quantity`` of the block. ``busy`` counts set-up and clean-up. ValueError for a
    quantity that is not above zero.
    """

    key: Hashable
    block: Hashable
    busy: Span[datetime]
    cells: Spans[int] = NO_CELLS
    quantity: Amount = 1

    def __post_init__(self) -> None:
        if self.quantity <= 0:
            raise ValueError(f"a taking takes something: {self.quantity!r}")

    @property
    def pooled(self) -> bool:
        """Is it a number out of a pool, rather than particular cells?"""
        return not self.cells


@dataclass(frozen=True, slots=True)
class CellsTakenTwice:
    """Two takings hold the same cells at the same time."""

    first: Hashable
    second: Hashable
    cells: Spans[int]
    during: Span[datetime]


@dataclass(frozen=True, slots=True)
class PoolOverdrawn:
    """More is taken from a pool than it holds, during this stretch, by these takings."""

    block: Hashable
    during: Span[datetime]
    taken: Amount
    capacity: Amount
    keys: tuple[Hashable, ...]


Violation = CellsTakenTwice | PoolOverdrawn


def violations(takings: Iterable[Taking], pools: Mapping[Hashable, Amount]) -> list[Violation]:
    """Where is the law broken? An empty list means nowhere.

    ``pools`` gives the quantity of each pooled block; a pool that is not named holds nothing, so every taking
    from it is a violation. Each clashing pair is reported once; each stretch where a pool is overdrawn by the
    same takings is reported once. Costs n log n plus the number of clashes.
    """
    by_cells: list[Taking] = []
    by_pool: dict[Hashable, list[Taking]] = {}
    for taking in takings:
        if taking.pooled:
            by_pool.setdefault(taking.block, []).append(taking)
        else:
            by_cells.append(taking)
    found: list[Violation] = list(_clashes(by_cells))
    for block, drawn in by_pool.items():
        found.extend(_overdrawn(block, drawn, pools.get(block, 0)))
    return found


def _clashes(takings: list[Taking]) -> Iterable[CellsTakenTwice]:
    # Cut the cell numbers where any taking begins or ends: in each piece, takings clash by time alone.
    cuts = sorted({bound for t in takings for part in t.cells for bound in (part.start, part.end)})
    pieces: dict[int, list[int]] = {}
    for position, taking in enumerate(takings):
        for part in taking.cells:
            for piece in range(bisect_left(cuts, part.start), bisect_left(cuts, part.end)):
                pieces.setdefault(piece, []).append(position)
    pairs = {pair for positions in pieces.values() for pair in _meetings(takings, positions)}
    for i, j in sorted(pairs):
        first, second = takings[i], takings[j]
        for during in Spans((first.busy,)) & Spans((second.busy,)):
            yield CellsTakenTwice(first.key, second.key, first.cells & second.cells, during)


def _meetings(takings: list[Taking], positions: list[int]) -> Iterable[tuple[int, int]]:
    order = sorted(positions, key=lambda p: takings[p].busy)
    for rank, i in enumerate(order):
        for j in order[rank + 1 :]:
            if takings[j].busy.start >= takings[i].busy.end:
                break
            yield min(i, j), max(i, j)


def _overdrawn(block: Hashable, takings: list[Taking], capacity: Amount) -> Iterable[PoolOverdrawn]:
    changes: dict[datetime, list[tuple[int, bool]]] = {}
    for position, taking in enumerate(takings):
        changes.setdefault(taking.busy.start, []).append((position, True))
        changes.setdefault(taking.busy.end, []).append((position, False))
    moments = sorted(changes)
    present: set[int] = set()
    taken: Amount = 0
    for moment, following in pairwise(moments):
        for position, enters in changes[moment]:
            taken += takings[position].quantity if enters else -takings[position].quantity
            (present.add if enters else present.discard)(position)
        if taken > capacity:
            keys = tuple(takings[position].key for position in sorted(present))
            yield PoolOverdrawn(block, Span(moment, following), taken, capacity, keys)
