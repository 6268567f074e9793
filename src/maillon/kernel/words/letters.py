"""Text made comparable, sortable, and fit for an address.

Databases often sort by byte, which puts « École » after « Zone »; a stored :func:`sort_key` gives the order of
a French dictionary everywhere, without any collation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SORT_KEY_LENGTH = 250  # characters; a longer key is cut, so a column of this length always holds one

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ĳ": "ij", "ﬁ": "fi", "ﬂ": "fl", "ø": "o", "đ": "d", "ł": "l"}
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′`´＇", "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_DIGITS = re.compile(r"[0-9]+")

# A French dictionary compares accents only when the letters are the same.
_ACCENTS = {"\u0301": "1", "\u0300": "2", "\u0302": "3", "\u0308": "4", "\u0327": "5"}
_OTHER_ACCENT, _LIGATURE = "6", "7"


def normalise_spaces(text: str) -> str:
    """The text with invisible characters removed, every run of spaces made one, and none at either end.

    No-break spaces become ordinary ones; letters are composed (NFC).
    """
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """The text as it is compared in a search: small letters, no accents, « œ » as « oe ».

    All apostrophes become ' and all dashes -, spaces are normalised. ``fold(fold(x)) == fold(x)``.
    """
    if text.isascii():  # most of what is imported by the hundred thousand lines
        return normalise_spaces(text.lower().replace("`", "'"))
    small = normalise_spaces(unicodedata.normalize("NFKC", text).casefold()).translate(_APOSTROPHES)
    small = small.translate(_DASHES).translate(_LIGATURES)
    return normalise_spaces(
        "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    )


@lru_cache(maxsize=10_000)  # in the lists that are imported, one name stands hundreds of times
def sort_key(text: str) -> str:
    """A key whose order by byte is the order of a French dictionary.

    Words are compared one by one (« Saint-Jean » before « Sainte-Anne »), hyphens and apostrophes standing for
    spaces; numbers by their value (« Salle 2 » before « Salle 10 »); then, between the same letters, accents
    from the end of the word (cote, côte, coté, côté). Case never counts. At most 250 characters.
    """
    words, accents = _spelled(text)
    # Two spaces sort before anything that could follow a shorter text, since words are kept apart by one.
    return (f"{words}  {accents}" if accents else words)[:SORT_KEY_LENGTH].rstrip()


def slug(text: str, max_length: int = 60) -> str:
    """The text as it appears in an address: « L’École d’été » gives ``l-ecole-d-ete``.

    Only a-z, 0-9 and single hyphens; cut between words when longer than ``max_length``; may be empty.
    """
    whole = _NOT_WORD.sub("-", fold(text)).strip("-")
    if len(whole) <= max_length:
        return whole
    cut = whole[: max_length + 1].rpartition("-")[0]
    return cut or whole[:max_length]


@lru_cache(maxsize=1_000)
def _letter(character: str) -> str:
    return fold(character)


def _spelled(text: str) -> tuple[str, str]:
    small = normalise_spaces(unicodedata.normalize("NFKC", text).casefold())
    letters: list[str] = []
    marks: list[str] = []
    for character in unicodedata.normalize("NFD", small):
        if unicodedata.combining(character):
            if marks:
                marks[-1] = _ACCENTS.get(character, _OTHER_ACCENT)
            continue
        plain = _letter(character)
        if not plain.isalnum():
            letters.append(" ")
            continue
        letters.append(plain)
        marks.append("0" if len(plain) == 1 else _LIGATURE.ljust(len(plain), "0"))
    words = _SPACES.sub(" ", "".join(letters)).strip()
    # Ten digits hold any number of practical use; a longer one keeps its own digits.
    return _DIGITS.sub(lambda found: found[0].zfill(10), words), "".join(reversed(marks)).rstrip("0")
