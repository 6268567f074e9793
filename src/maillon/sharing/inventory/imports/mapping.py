"""Which column gives what: proposed from the headings and the values, corrected by a person. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from maillon.base.imports import Row
from maillon.kernel.objections import Objection
from maillon.kernel.words import fold
from maillon.sharing.inventory.imports.likeness import spelling
from maillon.sharing.inventory.imports.looks import NUMERIC, Look, look_of
from maillon.sharing.inventory.imports.questions import PREFIX, Question, Questions
from maillon.sharing.inventory.imports.vocabulary import IGNORED, meaning
from maillon.sharing.inventory.rules import Kind

SAMPLES = 3
FIELDS = (
    "name",
    "class",
    "identifier",
    "description",
    "capacity",
    "quantity",
    "site_name",
    "address",
    "area",
    "site_key",
    "lon",
    "lat",
    "accessibility",
    "record",
    "card",
)
MANY = frozenset({"identifier"})  # a list may well carry several numbers: the others are left aside
ANSWERED_BY = {Look.DATES: Kind.DATE, Look.YES_NO: Kind.YES_NO}
BY_VALUES = {
    Look.ADDRESSES: "address",
    Look.CATEGORIES: "class",
    Look.CODES: "identifier",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, three of its values, what they look like, and the field it gives (« » for none).

    ``sure`` is false when a person should look: only the values say it, or they contradict the heading, or
    nothing says what it holds.
    """

    heading: str
    samples: tuple[str, ...]
    look: Look
    field: str
    sure: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return the column as it is kept with its run."""
        return {
            "heading": self.heading,
            "samples": list(self.samples),
            "look": self.look.value,
            "field": self.field,
            "sure": self.sure,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Column":
        """Return a column kept by :meth:`to_json`."""
        return cls(
            kept["heading"], tuple(kept["samples"]), Look(kept["look"]), kept["field"], kept.get("sure", True)
        )


def signature(headings: Iterable[str]) -> str:
    """Return what tells the columns of a list apart, whatever their order."""
    folded = sorted(fold(heading) for heading in headings)
    return blake2b("\0".join(folded).encode(), digest_size=16).hexdigest()


def propose(
    headings: Sequence[str], rows: Sequence[Row], questions: Questions, *, pointed: bool = False
) -> list[Column]:
    """Propose a field for each column, by its heading, else by its first values.

    ``pointed`` says that the format itself gives points, so that no column has to.
    """
    columns = [_by_heading(heading, rows, questions) for heading in headings]
    columns = _one_each(columns, headings)
    taken = {column.field for column in columns if column.field} | ({"lon", "lat"} if pointed else set())
    return _by_values(_swapped(columns), taken, questions)


def is_sure(columns: Sequence[Column]) -> bool:
    """Return whether nobody needs to look: the names are found, and each filled column is understood."""
    return any(column.field == "name" for column in columns) and all(column.sure for column in columns)


def _by_heading(heading: str, rows: Sequence[Row], questions: Questions) -> Column:
    values = [row.values.get(heading, "") for row in rows]
    samples = tuple(dict.fromkeys(value[:80] for value in values if value))[:SAMPLES]
    look = look_of(values)
    field, _rank = meaning(heading)
    if not field and (found := questions.match(heading)):
        field = found[0].target
    known = bool(field)
    field = "" if field == IGNORED else field
    return Column(heading, samples, look, field, (known or look is Look.EMPTY) and _agrees(field, look))


def _agrees(field: str, look: Look) -> bool:
    """Return whether the values may be what the heading says."""
    if look is Look.EMPTY or field not in ("lon", "lat", "capacity", "quantity"):
        return True
    if field in ("lon", "lat"):
        return look in NUMERIC
    return look in NUMERIC | {Look.TEXTS, Look.CODES}  # « 40 personnes »


def _one_each(columns: Sequence[Column], headings: Sequence[str]) -> list[Column]:
    """Leave each field to the heading that says it best; another one that is filled needs a look."""
    best: dict[str, Column] = {}
    rank = {heading: number for number, heading in enumerate(headings)}
    for column in columns:
        other = best.get(column.field)
        if other is None or _better(column, other, rank):
            best[column.field] = column
    return [
        column
        if not column.field or best[column.field] is column
        else replace(column, field="", sure=column.look is Look.EMPTY or column.field in MANY)
        for column in columns
    ]


def _better(column: Column, other: Column, rank: Mapping[str, int]) -> bool:
    """Return whether a heading says a field better, in the order of our words."""

    def order(one: Column) -> tuple[int, int]:
        return meaning(one.heading)[1], rank[one.heading]

    return order(column) < order(other)


def _swapped(columns: Sequence[Column]) -> list[Column]:
    """Put longitudes and latitudes back in their place when the headings say the contrary of the values."""
    by_field = {column.field: column for column in columns if column.field in ("lon", "lat")}
    lon, lat = by_field.get("lon"), by_field.get("lat")
    if lon is None or lat is None or (lon.look, lat.look) != (Look.LATITUDES, Look.LONGITUDES):
        return list(columns)
    turned = {lon.heading: "lat", lat.heading: "lon"}
    return [
        replace(column, field=turned[column.heading], sure=False) if column.heading in turned else column
        for column in columns
    ]


def _by_values(columns: Sequence[Column], taken: set[str], questions: Questions) -> list[Column]:
    """Propose for the columns whose heading says nothing; none of these is sure."""
    points = {Look.LONGITUDES: "lon", Look.LATITUDES: "lat"}
    looks = {column.look for column in columns if not column.field}
    known = BY_VALUES | (points if points.keys() <= looks and not taken & {"lon", "lat"} else {})
    proposed = []
    for column in columns:
        field = ""
        if not column.field and not column.sure:
            field = known.get(column.look, "") or _asked(column, questions)
            field = "" if field in taken else field
        taken.add(field)
        proposed.append(replace(column, field=field) if field else column)
    return _named(proposed) if "name" not in taken else proposed


def _asked(column: Column, questions: Questions) -> str:
    """Return the question whose words the heading holds, when its values answer it: « Date de dernière inspection »."""
    kind, words = ANSWERED_BY.get(column.look), set(spelling(column.heading).words)
    found = [
        question.target
        for question in questions.all
        if kind in {field.declared.kind for field in question.fields.values()} and _says(question, words)
    ]
    return found[0] if len(found) == 1 else ""


def _says(question: Question, words: set[str]) -> bool:
    return any(
        said and said <= words
        for names in question.names.values()
        for said in (set(spelling(name).words) for name in names)
    )


def _named(columns: Sequence[Column]) -> list[Column]:
    """Propose as names the first column of texts, else of categories, that nothing else explains."""
    for look in (Look.TEXTS, Look.CATEGORIES):
        for number, column in enumerate(columns):
            if column.look is look and (not column.field or column.field == "class") and not column.sure:
                return [
                    replace(one, field="name", sure=False) if at == number else one
                    for at, one in enumerate(columns)
                ]
    return list(columns)


def mapping_objections(
    chosen: Mapping[str, str], headings: Sequence[str], questions: Questions, *, pointed: bool = False
) -> list[Objection]:
    """Return what prevents reading a file with these columns, each at its heading."""
    objections = []
    first: dict[str, str] = {}
    for heading, field in chosen.items():
        if heading not in headings:
            objections.append(Objection("heading_unknown", heading, {"heading": heading[:60]}))
        elif field and field not in FIELDS and questions.get(field) is None:
            objections.append(Objection("field_unknown", heading))
        elif field and first.setdefault(_target(field, questions), heading) != heading:
            told = {"first": first[_target(field, questions)]}
            objections.append(Objection("field_twice", heading, told))
    if "name" not in first:
        objections.append(Objection("name_unsaid", "name"))
    if not pointed and len(half := first.keys() & {"lon", "lat"}) == 1:
        objections.append(Objection("half_point", first[half.pop()]))
    return objections


def _target(field: str, questions: Questions) -> str:
    question = questions.get(field) if field.startswith(PREFIX) else None
    return question.target if question else field
