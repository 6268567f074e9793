"""What is looked for, as it is typed: a class, words of a name, a place or an owner, spelled well or nearly.

What names a class is recognised by the words of ``inventory/imports/data/class_words.csv``, of the classes and of
their phrases, in both languages; what is left must be found in names. A word that nothing knows is read as the
nearest one that is known, and the reader is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from maillon.kernel.words import nearest, sort_key
from maillon.sharing.inventory.imports.vocabulary import words_of_classes
from maillon.sharing.inventory.phrases import wanted_choices

LONGEST = 120  # characters
MOST_WORDS = 6
# fmt: off
SMALL = frozenset((
    "a", "an", "and", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "for", "in", "l", "la", "le", "les",
    "of", "on", "ou", "par", "pour", "sans", "some", "sur", "the", "un", "une", "with",
))
# fmt: on
LOOK_UP = """
SELECT t.typed, n.text, n.seen
FROM unnest(%(typed)s::text[]) AS t(typed) CROSS JOIN LATERAL (
    SELECT w.text, w.seen FROM reservations_knownword w
    WHERE w.trigrams && reservations_trigrams(t.typed)
      AND (starts_with(w.text, t.typed) OR abs(length(w.text) - length(t.typed)) <= 2)
    ORDER BY starts_with(w.text, t.typed) DESC,
      (SELECT count(*) FROM unnest(w.trigrams) g WHERE g = ANY (reservations_trigrams(t.typed))) DESC, w.text
    LIMIT 40
) n
"""


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, understood: the class, the words that names must have, and how mistyped words were read."""

    typed: str
    class_code: str | None = None
    words: tuple[str, ...] = ()
    read_as: str = ""

    def __bool__(self) -> bool:
        return bool(self.class_code or self.words)


def words_in(text: str) -> list[str]:
    """Return the words that count, without accents: « Une salle de réunion » gives salle, reunion."""
    spelled = sort_key(text[:LONGEST]).split("  ")[0].split()
    return [word for word in spelled if word not in SMALL][:MOST_WORDS]


def read_sought(text: str, *, as_typed: bool = False) -> Sought:
    """Read what is looked for: one query when every word is known, two at most; ``as_typed`` corrects nothing."""
    code = text.strip()
    kinds = wanted_choices()
    if code in dict(kinds):
        return Sought(code, code)
    named = _class_words(tuple(kinds))
    typed = words_in(text)
    meant = {} if as_typed else _corrections(typed, named)
    read = [meant.get(word, word) for word in typed]
    class_code, rest = _class_in(read, named)
    read_as = " ".join(read) if meant else ""
    return Sought(code, class_code, tuple(rest), read_as)


def _class_words(kinds: tuple[tuple[str, str], ...]) -> Mapping[tuple[str, ...], str]:
    """Return the class that each group of words names, the surest reading first."""
    known: dict[tuple[str, ...], str] = {}
    bookable = {code for code, _phrase in kinds}
    for words, code in (*((phrase, code) for code, phrase in kinds), *words_of_classes()):
        group = tuple(_singular(word) for word in words_in(words))
        if group and code in bookable:
            known.setdefault(group, code)
    return known


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _class_in(typed: Sequence[str], named: Mapping[tuple[str, ...], str]) -> tuple[str | None, list[str]]:
    """Return the class that the largest group of these words names, and the words that are left."""
    have = {_singular(word) for word in typed}
    groups = [group for group in named if have.issuperset(group)]
    if not groups:
        return None, list(typed)
    largest = max(groups, key=len)  # between two as large, the first: the order of _class_words
    return named[largest], [word for word in typed if _singular(word) not in largest]


def _corrections(typed: Sequence[str], named: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Return, for each word that nothing knows, the one it probably meant."""
    of_classes = {word: 1_000 for group in named for word in group}
    unknown = [word for word in typed if word.isalpha() and _singular(word) not in of_classes]
    met = _known_near(unknown)
    meant = {}
    for word in unknown:
        if any(known.startswith(word) for known in met[word]):
            continue  # it begins a word of a name
        if best := nearest(_singular(word), of_classes) or nearest(word, met[word]):
            meant[word] = best
    return meant


def _known_near(words: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return the known words that resemble each of these, and how often they are met: one query, or none."""
    near: dict[str, dict[str, int]] = {word: {} for word in words}
    if words:
        with connection.cursor() as cursor:
            cursor.execute(LOOK_UP, {"typed": list(words)})
            for word, text, seen in cursor.fetchall():
                near[word][text] = seen
    return near
