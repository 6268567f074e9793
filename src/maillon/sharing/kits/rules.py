"""How many kits can be made of what is free, and of what each is then made. Pure: numbers in, numbers out.

A line may be filled from several of its choices; one asset may serve several lines. Whether all lines can be filled
at once is a question of flow: from each line to its choices, no asset giving more than is free of it (the max-flow
theorem of Ford and Fulkerson, 1956). Kits have few lines, so paths are looked for one after the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillon.kernel.objections import Objection

MOST_LINES, MOST_CHOICES, MANY = 20, 6, 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """So many in each kit, of the first choice or else of the next ones (assets by their number)."""

    id: int
    quantity: int
    choices: tuple[int, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """So many of an asset for a line; ``substitute`` when it is not the line's first choice."""

    line: int
    asset: int
    quantity: int
    substitute: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """What the kits are made of; ``missing`` lines cannot be filled, ``left_out`` ones are optional and are not."""

    picks: tuple[Pick, ...] = ()
    missing: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Return whether every line that is not optional is filled."""
        return not self.missing


def most_kits(lines: Sequence[Line], free: Mapping[int, int]) -> int:
    """Return how many complete kits can be made at once, optional lines left aside; none of a kit without lines."""
    needed = [line for line in lines if not line.optional]
    if not needed:
        return 0
    least, most = 0, min(sum(free.get(one, 0) for one in line.choices) // line.quantity for line in needed)
    while least < most:
        middle = (least + most + 1) // 2
        if _fits([(line, line.quantity * middle) for line in needed], free):
            least = middle
        else:
            most = middle - 1
    return least


def compose(lines: Sequence[Line], free: Mapping[int, int], kits: int) -> Composition:
    """Return of what ``kits`` kits are made: each line takes as many of its first choices as leave all others whole.

    The same numbers always give the same answer. When they cannot all be made, ``missing`` names the lines that
    cannot be filled beside those before them.
    """
    wanted: list[tuple[Line, int]] = []
    missing: list[int] = []
    left_out: list[int] = []
    for line in sorted(lines, key=lambda line: line.optional):  # a stable sort: optional lines come last
        asked = (line, line.quantity * kits)
        if _fits([*wanted, asked], free):
            wanted.append(asked)
        else:
            (left_out if line.optional else missing).append(line.id)
    if missing:
        return Composition(missing=tuple(missing), left_out=tuple(left_out))
    return Composition(tuple(_picked(wanted, dict(free))), (), tuple(left_out))


def _picked(wanted: Sequence[tuple[Line, int]], free: dict[int, int]) -> list[Pick]:
    """Take for each line the most of its earlier choices that still leaves the others possible."""
    picks = []
    for rank, (line, needed) in enumerate(wanted):
        others = wanted[rank + 1 :]
        for place, asset in enumerate(line.choices):
            later = Line(line.id, 1, line.choices[place + 1 :])
            taken = _most_of(asset, needed, later, others, free)
            if taken:
                picks.append(Pick(line.id, asset, taken, substitute=place > 0))
                free[asset] -= taken
                needed -= taken
    return picks


def _most_of(
    asset: int, needed: int, later: Line, others: Sequence[tuple[Line, int]], free: Mapping[int, int]
) -> int:
    """Return the most of this asset that the line can take, the rest coming from its later choices."""
    for taken in range(min(needed, free.get(asset, 0)), 0, -1):
        left = {**free, asset: free[asset] - taken}
        if _fits([*others, (later, needed - taken)], left):
            return taken
    return 0


def _fits(wanted: Sequence[tuple[Line, int]], free: Mapping[int, int]) -> bool:
    """Return whether all these lines can be filled at once."""
    given: dict[tuple[int, int], int] = {}
    left = dict(free)
    for rank, (line, needed) in enumerate(wanted):
        if sum(free.get(one, 0) for one in line.choices) < needed:
            return False
        while needed:
            moved = _push(rank, needed, [one for one, _needed in wanted], left, given, set())
            if not moved:
                return False
            needed -= moved
    return True


def _push(
    rank: int,
    amount: int,
    lines: Sequence[Line],
    left: dict[int, int],
    given: dict[tuple[int, int], int],
    seen: set[int],
) -> int:
    """Give the line up to ``amount`` more, from what is left or by moving another line to its other choices."""
    for asset in lines[rank].choices:
        if asset in seen:
            continue
        seen.add(asset)
        moved = min(amount, left.get(asset, 0))
        if moved:
            left[asset] -= moved
            given[rank, asset] = given.get((rank, asset), 0) + moved
            return moved
        for other in range(len(lines)):
            held = given.get((other, asset), 0)
            if other == rank or not held:
                continue
            if moved := _push(other, min(amount, held), lines, left, given, seen):
                given[other, asset] -= moved
                given[rank, asset] = given.get((rank, asset), 0) + moved
                return moved
    return 0


def kit_objections(lines: Sequence[tuple[int, Sequence[int]]]) -> list[Objection]:
    """Say why these lines, each a quantity and its choices, do not make a kit."""
    found = []
    if not lines:
        found.append(Objection("no_lines", "lines"))
    if len(lines) > MOST_LINES:
        found.append(Objection("too_many_lines", "lines", {"most": MOST_LINES}))
    for quantity, choices in lines:
        if not 1 <= quantity <= MANY:
            found.append(Objection("line_quantity", "lines", {"most": MANY}))
        if not 1 <= len(choices) <= MOST_CHOICES:
            found.append(Objection("line_choices", "lines", {"most": MOST_CHOICES}))
        if len(set(choices)) < len(choices):
            found.append(Objection("choice_twice", "lines"))
    firsts = [choices[0] for _quantity, choices in lines if choices]
    if len(set(firsts)) < len(firsts):
        found.append(Objection("line_twice", "lines"))
    return found
