"""Finding a thing by the beginnings of its words, without accents: what the palette and its page look through.

A package offers a :class:`Kind` through ``config/registry.py``. Names are compared by their ``sort_key``, numbers of
an owner as they are written; PostgreSQL's full-text index (GIN) answers, so that a hundred thousand rows cost what a
hundred do. The index and the query must be written alike: both take :func:`document`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Case, F, Func, IntegerField, Model, QuerySet, Value, When

from maillon.kernel.words import slug, sort_key

M = TypeVar("M", bound=Model)
LEAST = 2  # letters before a table is looked through
LOOKED_AT = 500  # rows that are put in order: a word that is everywhere costs no more than a rare one
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Something to go to: its name, what tells it apart, its address, the keys that lead there."""

    word: str
    href: str
    detail: str = ""
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things that can be found; ``find`` takes the hat and the words, and costs one query at most."""

    code: str
    word: Any
    find: Callable[[Any, str], Sequence[Found]]


class Spelled(Func):
    """The letters of a sort key, without the accents that follow them."""

    template = "split_part(%(expressions)s, '  ', 1)"


class Written(Func):
    """A number as its owner writes it, in small letters, its marks as spaces."""

    template = "regexp_replace(lower(%(expressions)s), '[^a-z0-9]+', ' ', 'g')"


class Document(Func):
    """The words of a row, as the full-text index holds them."""

    template = "to_tsvector('simple'::regconfig, %(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


class _Query(Func):
    template = "to_tsquery('simple'::regconfig, %(expressions)s)"
    output_field = SearchVectorField()


class _Matches(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def document(*, key: str = "sort_key", number: str | None = None) -> Document:
    """Return what is looked through: the column of a sort key, and that of a number as it is written."""
    parts = [Spelled(F(key))] + ([Written(F(number))] if number else [])
    return Document(*parts)


def beginnings(words: str) -> str:
    """Return the words as a full-text query: every one must begin a word of what is found; empty for no word."""
    spelled = sort_key(words).split("  ")[0].split()
    written = [part for part in slug(words, 200).split("-") if part]
    if len(spelled) != len(written):
        return " & ".join(f"{one}:*" for one in spelled)
    pairs = zip(spelled, written, strict=True)
    return " & ".join(f"{a}:*" if a == b else f"({a}:* | {b}:*)" for a, b in pairs)


def worth_looking(words: str) -> bool:
    """Return whether enough was typed to look through a table."""
    return len("".join(sort_key(words).split("  ")[0].split())) >= LEAST


def told(rows: "QuerySet[M]", words: str, *, number: str | None = None) -> "QuerySet[M]":
    """Keep the rows whose words begin so, whatever their order; none when nothing readable was typed."""
    query = beginnings(words)
    return rows.filter(_Matches(document(number=number), _Query(Value(query)))) if query else rows.none()


def matching(rows: "QuerySet[M]", words: str, *, number: str | None = None) -> "QuerySet[M]":
    """Return the first rows whose words begin so, those whose name does before the others, by name; one query."""
    near = told(rows, words, number=number).order_by().values("pk")[:LOOKED_AT]
    whole = sort_key(words).split("  ")[0]
    first = Case(
        When(sort_key__startswith=whole, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return rows.model._default_manager.filter(pk__in=near).order_by(first, "sort_key", "pk")[:SHOWN]
