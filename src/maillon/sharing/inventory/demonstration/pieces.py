"""What the inventories of the demonstration are made of: places, and the pieces that stand in them.

They are rows of ``inventories.csv``: the kinds of owners; the place, and how many there are of it in a small, a
middling and a large town; then one thing that stands in it: its class and name, the letters of its parts, its usual
capacity and quantity, its audience, how often it is there, and the answers that its name already gives.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.rules import Value

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One asset to write. ``part`` of a family (« A », « B ») shares the cells of the piece without a part."""

    class_code: str
    name: str
    capacity: int | None = None
    quantity: int = 1
    family: str = ""
    part: str = ""
    audience: str = Circle.EVERYONE
    chance: float = 1.0
    details: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """One site to write, for each of the kinds of its owners; ``{}`` in its name becomes a name of its own."""

    owners: frozenset[str]
    name: str
    times: tuple[int, ...]
    pieces: tuple[Piece, ...]


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """Return the places, in the order of the file."""
    text = files(__package__).joinpath("inventories.csv").read_text(encoding="utf-8")
    together = groupby(
        csv.DictReader(text.splitlines()), lambda row: (row["owners"], row["place"], row["times"])
    )
    return tuple(
        Place(
            owners=frozenset(owners.split()),
            name=name,
            times=tuple(int(number) for number in times.split()),
            pieces=tuple(piece for row in rows for piece in _pieces(row)),
        )
        for (owners, name, times), rows in together
    )


def places_of(kind: str) -> tuple[Place, ...]:
    """Return what an organisation of this kind owns; nothing when such organisations only borrow."""
    return tuple(place for place in places() if kind in place.owners)


def _pieces(row: Row) -> Iterator[Piece]:
    """Yield the thing of one row, and its parts when it can be taken by parts."""
    parts = row["parts"]
    whole = Piece(
        class_code=row["class"],
        name=row["name"],
        capacity=int(row["capacity"]) if row["capacity"] else None,
        quantity=int(row["quantity"] or 1),
        family=row["name"] if parts else "",
        audience=row["audience"] or Circle.EVERYONE,
        chance=float(row["chance"] or 1),
        details=_answers(row["details"]) | ({"courts": len(parts)} if parts else {}),
    )
    yield whole
    for part in parts:
        yield Piece(
            class_code=whole.class_code,
            name=f"{whole.name}, {'moitié' if len(parts) == 2 else 'tiers'} {part}",
            capacity=whole.capacity // len(parts) if whole.capacity else None,
            family=whole.family,
            part=part,
            audience=whole.audience,
            chance=whole.chance,
            details={"courts": 1},
        )


def _answers(text: str) -> dict[str, Value]:
    """Read « length=61 covered=yes » as answers."""
    pairs = (pair.split("=") for pair in text.split())
    return {code: _value(told) for code, told in pairs}


def _value(told: str) -> Value:
    if told in ("yes", "no"):
        return told == "yes"
    try:
        return float(told) if "." in told else int(told)
    except ValueError:
        return told
