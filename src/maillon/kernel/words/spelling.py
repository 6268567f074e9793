"""How far a typed word is from one that is known, and which known one it probably meant.

Words are compared folded (:func:`.letters.fold`). The distance counts letters added, dropped, changed, or exchanged
with their neighbour, one each (restricted Damerau-Levenshtein; Damerau 1964, doi:10.1145/363958.363994).
"""

from __future__ import annotations

from collections.abc import Mapping


def slips_allowed(word: str) -> int:
    """How many slips a word of that length may hold and still be recognised: 0 to 3 letters none, then 1, then 2."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def trigrams(word: str) -> frozenset[str]:
    """The runs of three letters of a word, with two spaces before it and one after."""
    spaced = f"  {word} "
    return frozenset(spaced[i : i + 3] for i in range(len(spaced) - 2))


def slips_between(one: str, other: str, most: int) -> int:
    """How many slips lead from one word to the other; ``most + 1`` as soon as there are more than ``most``.

    >>> slips_between("gimnase", "gymnase", 2), slips_between("bilbiotheque", "bibliotheque", 2)
    (1, 1)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, its in enumerate(other, start=1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                slips = min(slips, earlier[j - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(word: str, known: Mapping[str, int]) -> str | None:
    """The known word that a typed one probably meant; None when none is near enough.

    ``known`` gives, for each word, how often it is met: between words as near, the most usual wins, then the one
    that begins with the same letter, then the alphabet.
    """
    allowed = slips_allowed(word)
    near = [
        (slips, -known[other], other[:1] != word[:1], other)
        for other in known
        if (slips := slips_between(word, other, allowed)) <= allowed
    ]
    return min(near)[3] if near else None
