"""Whether two things are likely one and the same, by number, name, class and distance: pure.

Every thing is looked for among those of its class, with the same figures in its name, in the squares around it:
the time taken grows with the number of things, not with its square.

The distances were chosen by ``benchmarks/duplicates.py``, on a real list where like things stand side by side
(two volleyball courts nine metres apart): see ``benchmarks/RESULTS.md``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import floor, hypot
from typing import Any

from maillon.kernel.distance import project
from maillon.kernel.words import fold

NUMBERED = 5.0  # metres: two things that their owner numbers apart are one only on the very spot
LISTED = 15.0  # one list seldom names the same thing twice
ELSEWHERE = 30.0  # two lists, or a list and a person, place the same thing by other means
FAR = 500.0  # the same number farther away is the number of something else
SQUARE = ELSEWHERE
EXAMINED = 64  # things of one square that are compared, the last ones
LONG_ENOUGH = 5  # letters of a word in which one may be mistyped
MISTYPED = 2  # letters of a whole name
EMPTY = frozenset({"de", "du", "des", "la", "le", "les", "et", "au", "aux", "of", "the", "and"})
SHORT = {"st": "saint", "ste": "sainte"}
ELIDED = re.compile(r"\b[ld]'")
PARTS = re.compile(r"[a-z]+|[0-9]+")
RUNS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it is compared: its ``words``, and its ``marks`` (figures, lone letters), which must agree."""

    words: tuple[str, ...]
    marks: tuple[str, ...]


@lru_cache(maxsize=50_000)
def spelling(name: str) -> Spelling:
    """Return the spelling of a name: « Salle 02 de l’Église St-Jean » gives église, saint, jean, salle and 2."""
    parts = PARTS.findall(ELIDED.sub(" ", fold(name)))
    marks = tuple(part.lstrip("0") or "0" for part in parts if part.isdigit() or len(part) == 1)
    words = (SHORT.get(part, part) for part in parts if not part.isdigit() and len(part) > 1)
    kept = tuple(word for word in words if word not in EMPTY)
    return Spelling(kept if kept or marks else (fold(name),), marks)


@lru_cache(maxsize=50_000)
def alike(one: Spelling, other: Spelling) -> bool:
    """Return whether two names are one, but for a mistyped letter, a space, or the order of the words.

    Figures and lone letters must agree; so must short words, and all but one letter of each longer one.
    """
    if one.marks != other.marks or not one.words or not other.words:
        return False
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        return True
    if len(one.words) != len(other.words):
        return False
    return _mistyped(one.words, other.words) or _mistyped(
        tuple(sorted(one.words)), tuple(sorted(other.words))
    )


def _mistyped(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    different = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return len(different) <= MISTYPED and all(one_letter_away(a, b) for a, b in different)


def one_letter_away(one: str, other: str) -> bool:
    """Return whether one letter, missing, added, replaced or swapped with its neighbour, makes two long words one."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) < LONG_ENOUGH - 1 or len(other) < LONG_ENOUGH or len(other) - len(one) > 1:
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    return one[start + 2 :] == other[start + 2 :] and one[start : start + 2] == other[start : start + 2][::-1]


@lru_cache(maxsize=50_000)
def numbering(identifier: str) -> str:
    """Return how a number is built, « G-12 » and « G-7 » alike: its letters and signs, its figures as one 0."""
    return "".join("0" if run.isdigit() else run for run in RUNS.findall(fold(identifier)))


@dataclass(frozen=True, slots=True)
class Thing:
    """What is compared. ``number`` is its asset, or its line in the file; ``source`` the list that brought it.

    ``x`` and ``y`` are metres on the plane (Québec Lambert); ``where`` its address, when it has no point.
    """

    number: int
    source: str
    class_code: str
    name: str
    spelling: Spelling
    identifier: str
    x: float | None
    y: float | None
    where: str

    @classmethod
    def of(cls, number: int, source: str, values: Mapping[str, Any]) -> "Thing":
        """Return the thing that these values describe."""
        x, y = (None, None) if values.get("lon") is None else project(values["lon"], values["lat"])
        where = fold(values.get("address") or "") if x is None else ""
        name, identifier = values["name"], fold(values.get("identifier") or "")
        return cls(number, source, values["class_code"], name, spelling(name), identifier, x, y, where)

    def metres_to(self, other: "Thing") -> float | None:
        """Return how far the other is, or nothing when either has no point."""
        if self.x is None or self.y is None or other.x is None or other.y is None:
            return None
        return hypot(self.x - other.x, self.y - other.y)


def numbered_apart(one: Thing, other: Thing) -> bool:
    """Return whether the owner's numbers say that two things are two: within one list, or of one manner."""
    if not one.identifier or not other.identifier or one.identifier == other.identifier:
        return False
    if one.source == other.source:
        return True
    manner = numbering(one.identifier)
    return manner != "0" and manner == numbering(other.identifier)


def reach(one: Thing, other: Thing) -> float:
    """Return within how many metres two things of one class are likely the same; below zero, never."""
    same_name = one.spelling == other.spelling
    if numbered_apart(one, other):
        return NUMBERED if same_name and one.x is not None else -1.0
    if not same_name and not alike(one.spelling, other.spelling):
        return -1.0
    return LISTED if one.source == other.source else ELSEWHERE


@dataclass(frozen=True, slots=True)
class Likeness:
    """A thing that is likely the same, why (``number``, ``name`` or ``near_name``), and how far it is in metres."""

    thing: Thing
    why: str
    metres: float | None


class Likes:
    """The things met so far, where each is found by its class, its marks and its square."""

    def __init__(self) -> None:
        self._squares: dict[tuple[Any, ...], list[Thing]] = {}
        self._numbers: dict[tuple[str, str], Thing] = {}

    def add(self, thing: Thing) -> None:
        """Remember a thing."""
        if thing.identifier:
            self._numbers.setdefault((thing.class_code, thing.identifier), thing)
        place = _square(thing)
        if place is None:
            return
        there = self._squares.setdefault((thing.class_code, thing.spelling.marks, *place), [])
        if len(there) == EXAMINED:
            del there[0]
        there.append(thing)

    def nearest(self, thing: Thing) -> Likeness | None:
        """Return what is likely the same as this: of the same number, else the nearest of the same or a near name."""
        if same := self._of_number(thing):
            return same
        best: Likeness | None = None
        for other in self._around(thing):
            metres = thing.metres_to(other)
            if (metres or 0.0) > reach(thing, other):
                continue
            if best is None or (metres or 0.0) < (best.metres or 0.0):
                best = Likeness(other, _why(thing, other), metres)
        return best

    def _of_number(self, thing: Thing) -> Likeness | None:
        """Return the thing of another list with the same number, if its name or its place agrees too."""
        other = self._numbers.get((thing.class_code, thing.identifier)) if thing.identifier else None
        if other is None or other.source == thing.source:
            return None
        metres = thing.metres_to(other)
        if metres is not None and metres <= ELSEWHERE:
            return Likeness(other, "number", metres)
        if (metres is None or metres <= FAR) and alike(thing.spelling, other.spelling):
            return Likeness(other, "number", metres)
        return None

    def _around(self, thing: Thing) -> Iterator[Thing]:
        place = _square(thing)
        if place is None:
            return
        key = (thing.class_code, thing.spelling.marks)
        if len(place) == 1:
            yield from self._squares.get((*key, *place), ())
            return
        for column in range(place[0] - 1, place[0] + 2):
            for row in range(place[1] - 1, place[1] + 2):
                yield from self._squares.get((*key, column, row), ())


def _why(one: Thing, other: Thing) -> str:
    return "name" if fold(one.name) == fold(other.name) else "near_name"


def _square(thing: Thing) -> tuple[Any, ...] | None:
    """Return the square where a thing stands, else its address; nothing when neither is known."""
    if thing.x is not None and thing.y is not None:
        return floor(thing.x / SQUARE), floor(thing.y / SQUARE)
    return (thing.where,) if thing.where else None
