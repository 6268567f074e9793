"""The characteristics of the classes, as columns of a list: one column for those that are said alike.

« Surface » is asked of a gym and of a room, « Hauteur libre » of a gym and of a parking under two codes: a list has
one column for each. An export writes the same columns, so that what goes out comes back.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillon.kernel.words import fold
from maillon.sharing.inventory.imports.answers import Field, unit_worth
from maillon.sharing.inventory.imports.vocabulary import plain
from maillon.sharing.inventory.models import ClassField

PREFIX = "details."
UNIT_AFTER = re.compile(r"(.+?)[\s,]*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*")


@dataclass(frozen=True, slots=True)
class Question:
    """One column of characteristics. ``target`` is how a mapping names it; ``fields`` the field of each class."""

    target: str
    label: str
    unit: str
    fields: dict[str, Field]
    names: dict[str, tuple[str, str]]

    @property
    def heading(self) -> str:
        """Return what the column is titled: « Surface (m²) »."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


class Questions:
    """Every question that lists may answer, by target and by heading."""

    def __init__(self, declared: Iterable[ClassField]) -> None:
        self.all: list[Question] = []
        self._by_code: dict[str, Question] = {}
        self._by_label: dict[tuple[str, str], Question] = {}
        self._by_heading: dict[str, Question] = {}
        fields = list(declared)
        for field in fields:
            self._place(field)
        for names in ("name_fr", "name_en", "code"):  # a name said by one field wins over the code of another
            for field in fields:
                words = plain(getattr(field, names))
                self._by_heading.setdefault(words, self._by_code[field.code])

    def _place(self, field: ClassField) -> None:
        code, label = field.asset_class.code, (plain(field.name_fr), field.unit)
        question = self._by_code.get(field.code) or self._by_label.get(label)
        if question is None or code in question.fields:
            question = Question(PREFIX + field.code, field.name_fr, field.unit, {}, {})
            self.all.append(question)
        self._by_code.setdefault(field.code, question)
        self._by_label.setdefault(label, question)
        french = {one["code"]: one["fr"] for one in field.choices}
        question.fields[code] = Field(field.declared(), field.unit, _words(field), french)
        question.names[code] = (field.name_fr, field.name_en)

    def get(self, target: str) -> Question | None:
        """Return the question of a target such as ``details.area``, or nothing."""
        return self._by_code.get(target.removeprefix(PREFIX)) if target.startswith(PREFIX) else None

    def match(self, heading: str) -> tuple[Question, float] | None:
        """Return the question that a heading asks, and what one of its unit is worth; nothing when none does."""
        if (question := self._by_heading.get(plain(heading))) is not None:
            return question, 1.0
        written = UNIT_AFTER.fullmatch(heading)
        question = self._by_heading.get(plain(written[1])) if written else None
        worth = unit_worth(written[2], question.unit) if written and question else None
        return (question, worth) if question is not None and worth is not None else None


def unit_of(heading: str, question: Question) -> float:
    """Return what one of the unit written in a heading is worth; 1 when it writes none that we know."""
    written = UNIT_AFTER.fullmatch(heading)
    return (unit_worth(written[2], question.unit) if written else None) or 1.0


def _words(field: ClassField) -> Mapping[str, str]:
    """Return the choices by every word that says them: in both languages, and their codes."""
    words: dict[str, str] = {}
    for name in ("fr", "en", "code"):
        for choice in field.choices:
            words.setdefault(fold(choice[name]), choice["code"])
    return words


def all_questions() -> Questions:
    """Read the fields that are asked now, in one query."""
    asked = ClassField.objects.filter(retired=False).select_related("asset_class")
    return Questions(asked.order_by("asset_class__number", "position", "pk"))
