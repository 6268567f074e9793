"""What the page of columns shows of a run: each column with what it gives, each category with its class."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillon.base.web.formats import language
from maillon.kernel.words import fold
from maillon.sharing.inventory.imports.looks import Look
from maillon.sharing.inventory.imports.mapping import Column
from maillon.sharing.inventory.imports.questions import Question, all_questions
from maillon.sharing.inventory.models import AssetClass, ClassRule, ImportRun, Suggestion

SHOWN = 100  # categories of a file that a person goes through
FIELD_WORDS: dict[str, Any] = {
    "name": _("nom du bien"),
    "class": _("catégorie"),
    "identifier": _("identifiant du propriétaire"),
    "description": _("description"),
    "capacity": _("capacité (personnes)"),
    "quantity": _("quantité"),
    "site_name": _("nom du lieu"),
    "address": _("adresse"),
    "area": _("secteur ou municipalité"),
    "site_key": _("numéro du lieu"),
    "lon": _("longitude"),
    "lat": _("latitude"),
    "accessibility": _("accessibilité du lieu"),
    "record": _("numéro Maillon"),
    "card": _("état de la fiche"),
}
GROUPS = (
    (_("Le bien"), ("name", "class", "identifier", "description", "capacity", "quantity", "accessibility")),
    (_("Son lieu"), ("site_name", "address", "area", "site_key", "lon", "lat")),
    (_("Fichier venu de Maillon"), ("record", "card")),
)
LOOK_WORDS: dict[Look, Any] = {
    Look.EMPTY: _("colonne vide"),
    Look.LONGITUDES: _("des longitudes"),
    Look.LATITUDES: _("des latitudes"),
    Look.DATES: _("des dates"),
    Look.YES_NO: _("des oui et des non"),
    Look.CODES: _("des codes tous différents"),
    Look.WHOLES: _("des nombres entiers"),
    Look.NUMBERS: _("des nombres"),
    Look.ADDRESSES: _("des adresses"),
    Look.CATEGORIES: _("des catégories"),
    Look.TEXTS: _("du texte"),
}


def label_of(question: Question) -> str:
    """Return the words of a characteristic in the reader's language, with its unit."""
    french, english = next(iter(question.names.values()))
    words = english if language() == "en" else french
    return f"{words} ({question.unit})" if question.unit else words


def field_choices() -> list[tuple[str, Any]]:
    """Return what a column may give, in groups, as the choices of a list."""
    asked = sorted((label_of(question), question.target) for question in all_questions().all)
    groups: list[tuple[str, Any]] = [("", _("ne pas importer"))]
    groups += [(str(word), [(name, FIELD_WORDS[name]) for name in names]) for word, names in GROUPS]
    return [*groups, (str(_("Caractéristiques")), [(target, label) for label, target in asked])]


def field_words_of(run: ImportRun) -> list[tuple[str, str]]:
    """Return each heading of a run with what it gives, in words."""
    asked = {question.target: label_of(question) for question in all_questions().all}
    words = {"": str(_("ne pas importer"))} | {name: str(word) for name, word in FIELD_WORDS.items()} | asked
    return [(one["heading"], words.get(one["field"], one["field"])) for one in run.columns]


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column as the page shows it."""

    heading: str
    samples: tuple[str, ...]
    look: str
    field: str
    sure: bool


def column_lines(run: ImportRun) -> list[ColumnLine]:
    """Return the columns of a run, in the order of the file."""
    columns = (Column.from_json(kept) for kept in run.columns)
    return [
        ColumnLine(one.heading, one.samples, str(LOOK_WORDS[one.look]), one.field, one.sure)
        for one in columns
    ]


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category of the file: how many lines say it, where they go, and the class that a rule gives it.

    ``text`` is empty for the lines without a category; ``lost`` how many of its lines have no class.
    """

    text: str
    lines: int
    lost: int
    goes: tuple[tuple[str, int], ...]
    rule: str


def category_lines(run: ImportRun) -> list[CategoryLine]:
    """Return the categories of a run: those whose lines have no class first, then the most numerous."""
    names = {one.code: one.name for one in AssetClass.objects.order_by("pk")}
    rules = ClassRule.objects.filter(organisation_id=run.organisation_id).order_by("pk")
    said = dict(rules.values_list("words", "asset_class__code"))
    found: dict[str, dict[str, int]] = {}
    texts: dict[str, str] = {}
    for text, code, lines in run.categories:
        words = fold(text)
        texts.setdefault(words, text)
        found.setdefault(words, {})
        found[words][code] = found[words].get(code, 0) + lines
    shaped = (
        CategoryLine(
            texts[words],
            sum(went.values()),
            went.get("", 0),
            tuple((names.get(code, code), lines) for code, lines in _most_first(went) if code),
            said.get(words, "") if words else run.default_class,
        )
        for words, went in found.items()
    )
    return sorted(shaped, key=lambda one: (-one.lost, -one.lines, one.text))[:SHOWN]


def _most_first(went: dict[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(went.items(), key=lambda pair: -pair[1])


def lost_lines(run: ImportRun) -> int:
    """Return how many lines of the file have no class."""
    return sum(lines for _text, code, lines in run.categories if not code)


def may_read_again(run: ImportRun) -> bool:
    """Return whether the columns of a run may still be corrected: its file is kept, nothing of it was decided."""
    return bool(run.file) and not run.suggestions.exclude(state=Suggestion.State.PENDING).exists()
