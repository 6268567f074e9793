"""What a heading means, and which class a word points to: read from ``data/``, where anyone may correct it."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from maillon.kernel.objections import Objection
from maillon.kernel.words import fold
from maillon.sharing.inventory.classes import CLASSES

NOT_LETTERS = re.compile(r"[^0-9a-z]+")


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("maillon.sharing.inventory.imports").joinpath(f"data/{name}").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def plain(text: str) -> str:
    return NOT_LETTERS.sub(" ", fold(text)).strip()


@cache
def _meanings() -> dict[str, tuple[str, int]]:
    return {plain(row["heading"]): (row["field"], rank) for rank, row in enumerate(_rows("columns.csv"))}


IGNORED = "-"


def meaning(heading: str) -> tuple[str, int]:
    """Return the field that a heading is known to give, and its rank; ``-`` for one known to say nothing to us."""
    return _meanings().get(plain(heading), ("", 0))


def match_columns(headings: Sequence[str]) -> dict[str, str]:
    """Return which heading gives each field; when two could, the one written first in ``data/columns.csv``."""
    found: dict[str, tuple[int, str]] = {}
    for heading in headings:
        field, rank = meaning(heading)
        if field not in ("", IGNORED) and (field not in found or rank < found[field][0]):
            found[field] = (rank, heading)
    return {field: heading for field, (_rank, heading) in found.items()}


def column_objections(columns: Mapping[str, str], headings: Sequence[str]) -> list[Objection]:
    """Return what prevents reading a file with these columns: a list without names is no list."""
    if "name" in columns:
        return []
    return [Objection("no_name_column", values={"headings": ", ".join(headings[:12])})]


@cache
def _class_names() -> dict[str, str]:
    return {plain(name): seed.code for seed in CLASSES for name in (seed.code, seed.name_fr, seed.name_en)}


@cache
def _class_words(strength: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return (pattern, class) in the order of the file: each word may be in the plural."""
    return tuple(
        (
            re.compile(
                r"\b" + r" ".join(rf"{word}(?:s|x|es)?" for word in plain(row["words"]).split()) + r"\b"
            ),
            row["class"],
        )
        for row in _rows("class_words.csv")
        if row["strength"] == strength
    )


@cache
def words_of_classes() -> tuple[tuple[str, str], ...]:
    """Return every (words, class) by which people name a class, plain, the surest first: names, then the file's."""
    rows = sorted(_rows("class_words.csv"), key=lambda row: row["strength"] != "sure")
    return (*_class_names().items(), *((plain(row["words"]), row["class"]) for row in rows))


def _by_words(text: str, strength: str) -> str | None:
    return next((code for pattern, code in _class_words(strength) if pattern.search(text)), None)


@lru_cache(maxsize=50_000)
def class_of(category: str, name: str) -> str | None:
    """Return the class that a category and a name point to, or nothing.

    First a category that is one of our classes; then sure words, in the category before the name; then likely ones.
    """
    category, name = plain(category), plain(name)
    if category in _class_names():
        return _class_names()[category]
    for strength in ("sure", "likely"):
        for text in (category, name):
            if text and (code := _by_words(text, strength)):
                return code
    return None
