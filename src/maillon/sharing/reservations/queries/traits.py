"""Characteristics wanted of what is looked for: « with a screen », « a wooden floor », « at least 100 m² »."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillon.kernel.words import read_number
from maillon.sharing.inventory.access_words import SOUGHT_WORDS
from maillon.sharing.inventory.models import ClassField
from maillon.sharing.inventory.rules import Kind, Value, misfit
from maillon.sharing.inventory.rules.access import RESERVED, SOUGHT, TRAIT


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing wanted: yes, one of a list, or at least this number."""

    code: str
    value: Value

    def __str__(self) -> str:
        return self.code if self.value is True else f"{self.code}:{self.value}"


@dataclass(frozen=True, slots=True)
class Question:
    """What the page offers for one field: boxes to tick, or the least number wanted."""

    name: str
    code: str
    unit: str
    typed: str
    boxes: tuple[tuple[str, str, bool], ...]  # what is sent, its word, whether it is ticked


def searchable(class_codes: Iterable[str]) -> dict[str, ClassField]:
    """Return the public fields by which these classes are searched, by code, in the order of the first class."""
    found = ClassField.objects.filter(
        asset_class__code__in=list(class_codes), public=True, searchable=True, retired=False
    ).exclude(kind__in=(Kind.TEXT, Kind.DATE))
    by_code: dict[str, ClassField] = {}
    for field in found.order_by("asset_class", "position", "pk"):
        by_code.setdefault(field.code, field)
    return by_code


def wanted_of(fields: Mapping[str, ClassField], asked: Iterable[str]) -> tuple[list[Wanted], list[str]]:
    """Read « screen », « floor:wood », « area:100 », « access:toilet »; return what is wanted, and what is unread."""
    wanted, unread = [], []
    for text in asked:
        code, _colon, typed = text.partition(":")
        value = (typed if typed in SOUGHT else None) if code == TRAIT else _value(fields.get(code), typed)
        if value is None:
            unread.append(text)
        else:
            wanted.append(Wanted(code, value))
    return wanted, unread


def _value(field: ClassField | None, typed: str) -> Value | None:
    if field is None:
        return None
    value: Value = typed
    if field.kind == Kind.YES_NO:
        return True if not typed else None
    if field.kind != Kind.CHOICE:
        try:
            value = read_number(typed)
        except ValueError:
            return None
        value = int(value) if field.kind in (Kind.WHOLE, Kind.YEAR) and value.is_integer() else value
    return value if misfit(field.declared(), value) is None else None


def path_of(wanted: Iterable[Wanted]) -> str | None:
    """Return the SQL/JSON path that is true of the answers wanted; nothing when nothing is.

    Several choices of one field are alternatives; everything else is wanted together.
    """
    by_code: dict[str, list[str]] = {}
    for one in wanted:
        if one.code == TRAIT:
            by_code[str(one)] = _access_tests(str(one.value))
            continue
        comparison = ">=" if isinstance(one.value, int | float) and one.value is not True else "=="
        by_code.setdefault(one.code, []).append(
            f"$.{json.dumps(one.code)} {comparison} {json.dumps(one.value)}"
        )
    return " && ".join(f"({' || '.join(tests)})" for tests in by_code.values()) or None


def _access_tests(sought: str) -> list[str]:
    """Return the tests of the answers about access, any of which satisfies what is sought."""
    question, good = SOUGHT[sought]
    path = f"$.{json.dumps(RESERVED)}.{json.dumps(question)}"
    return [f"{path} == {json.dumps(answer)}" for answer in good]


def questions(fields: Mapping[str, ClassField], wanted: Iterable[Wanted]) -> list[Question]:
    """Return what the page offers, with what is already wanted."""
    asked = {str(one) for one in wanted}
    sought = ((f"{TRAIT}:{code}", str(word)) for code, word in SOUGHT_WORDS.items())
    access = tuple((sent, word, sent in asked) for sent, word in sought)
    least = {one.code: f"{one.value:.12g}" for one in wanted if isinstance(one.value, int | float)}
    made = []
    for field in fields.values():
        boxes: tuple[tuple[str, str, bool], ...] = ()
        if field.kind == Kind.YES_NO:
            boxes = ((field.code, _("oui"), field.code in asked),)
        elif field.kind == Kind.CHOICE:
            choices = ((f"{field.code}:{code}", word) for code, word in field.words.items())
            boxes = tuple((sent, word, sent in asked) for sent, word in choices)
        made.append(Question(field.name, field.code, field.unit, least.get(field.code, ""), boxes))
    return [*made, Question(_("Accessibilité du lieu"), TRAIT, "", "", access)]
