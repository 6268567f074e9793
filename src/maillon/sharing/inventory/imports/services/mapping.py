"""Which column of a file gives what: remembered, proposed, or asked of a person; and which class a category means."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice

from maillon.base.imports import Row, Table
from maillon.base.refusals import explain
from maillon.kernel.objections import Objection
from maillon.kernel.words import fold
from maillon.sharing.inventory.imports.errors import SENTENCES, MappingRefused
from maillon.sharing.inventory.imports.lines import BadLine, Line, More, read_line
from maillon.sharing.inventory.imports.mapping import (
    is_sure,
    mapping_objections,
    propose,
    signature,
)
from maillon.sharing.inventory.imports.questions import all_questions, unit_of
from maillon.sharing.inventory.models import AssetClass, ClassRule, ImportRun, ListMapping

LOOKED_AT = 500  # lines whose values help to propose
CATEGORIES = 300  # categories of one file that are kept
LONGEST = 200  # characters of a category


@dataclass(frozen=True, slots=True)
class Given:
    """What a person or a program said: the field of each heading, the class of each category.

    A heading left out is not imported; a category given no class is read as Maillon proposes.
    """

    columns: Mapping[str, str]
    classes: Mapping[str, str] = field(default_factory=dict)
    default_class: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the lines of a run are read: the heading of each field, and what the organisation adds."""

    columns: Mapping[str, str]
    more: More

    def read(self, row: Row) -> Line | BadLine:
        """Return what a row says."""
        return read_line(row, self.columns, self.more)


def settle(run: ImportRun, table: Table) -> tuple[Table, bool]:
    """Set the columns of a run, in memory; return the table, whole, and whether a person has to look at them.

    What was said of this run stands; else what was said of the same headings before; else what is proposed.
    """
    if run.columns:
        return table, False
    first = list(islice(table.rows, LOOKED_AT))
    whole = replace(table, rows=chain(first, table.rows))
    pointed = any(row.point for row in first)
    columns = propose(table.headings, first, all_questions(), pointed=pointed)
    remembered = _remembered(run, table.headings)
    if remembered is not None:
        said = {fold(heading): given for heading, given in remembered.columns.items()}
        columns = [replace(one, field=said.get(fold(one.heading), ""), sure=True) for one in columns]
        run.default_class = remembered.default_class
    run.columns = [column.to_json() for column in columns]
    return whole, not is_sure(columns)


def _remembered(run: ImportRun, headings: Iterable[str]) -> ListMapping | None:
    """Return what was said of these headings: for this list, else for another of the organisation."""
    known = list(
        ListMapping.objects.filter(
            organisation_id=run.organisation_id, signature=signature(headings)
        ).order_by("-updated_at", "-pk")[:20]
    )
    return next((one for one in known if one.source == run.source), known[0] if known else None)


def give(run: ImportRun, given: Given, *, pointed: bool, now: datetime) -> None:
    """Set the columns of a run as they are given, and remember them. MappingRefused with a reason at each heading."""
    headings = [one["heading"] for one in run.columns]
    objections = mapping_objections(given.columns, headings, all_questions(), pointed=pointed)
    classes = dict(AssetClass.objects.order_by("pk").values_list("code", "pk"))
    codes = {code for code in (*given.classes.values(), given.default_class) if code}
    objections += [
        Objection("class_not_ours", "classes", {"code": code}) for code in sorted(codes - classes.keys())
    ]
    if objections:
        raise MappingRefused(explain(objections, SENTENCES))
    run.columns = [
        one | {"field": given.columns.get(one["heading"], ""), "sure": True} for one in run.columns
    ]
    run.default_class = given.default_class
    ListMapping.objects.update_or_create(
        organisation_id=run.organisation_id,
        source=run.source,
        signature=signature(headings),
        defaults={
            "columns": {one["heading"]: one["field"] for one in run.columns},
            "default_class": given.default_class,
            "updated_at": now,
        },
    )
    _remember_classes(run, given.classes, classes, now)


def _remember_classes(
    run: ImportRun, said: Mapping[str, str], classes: Mapping[str, int], now: datetime
) -> None:
    """Write the rules that a person set, and forget those that were taken back."""
    mine = ClassRule.objects.filter(organisation_id=run.organisation_id)
    taken_back = [fold(text)[:LONGEST] for text, code in said.items() if not code]
    mine.filter(words__in=taken_back).delete()
    for text, code in said.items():
        if code and (words := fold(text)[:LONGEST]):
            mine.update_or_create(
                organisation_id=run.organisation_id,
                words=words,
                defaults={"text": text[:LONGEST], "asset_class_id": classes[code], "updated_at": now},
            )


def plan_of(run: ImportRun) -> Plan:
    """Return how the lines of a run are read, its columns being set."""
    questions = all_questions()
    headings = {one["field"]: one["heading"] for one in run.columns if one["field"]}
    answers = tuple(
        (heading, question.fields, unit_of(heading, question))
        for name, heading in headings.items()
        if (question := questions.get(name)) is not None
    )
    rules = ClassRule.objects.filter(organisation_id=run.organisation_id).order_by("pk")
    classes = dict(rules.values_list("words", "asset_class__code"))
    return Plan(headings, More(answers, classes, run.default_class))


class Categories:
    """How many lines of each category of a file went to each class."""

    def __init__(self, plan: Plan) -> None:
        self._heading = plan.columns.get("class", "")
        self._lines: Counter[tuple[str, str]] = Counter()

    def count(self, row: Row, line: Line | BadLine) -> None:
        """Count one line, under the category that it says and the class where it goes (none when it has none)."""
        self._lines[row.values.get(self._heading, "")[:LONGEST], line.values.get("class_code", "")] += 1

    def to_json(self) -> list[list[object]]:
        """Return ``[text, class, lines]``, the most numerous first."""
        return [[text, code, lines] for (text, code), lines in self._lines.most_common(CATEGORIES)]


def survey(run: ImportRun, table: Table) -> None:
    """Read a file through only to count its lines and its categories, for a person to look at; in memory."""
    plan = plan_of(run)
    categories, run.rows_read = Categories(plan), 0
    for row in table.rows:
        run.rows_read += 1
        categories.count(row, plan.read(row))
    run.categories = categories.to_json()
    run.format, run.remarks = table.format, table.remarks
