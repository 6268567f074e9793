"""What the review pages show of a run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Reason
from maillon.base.web.formats import number
from maillon.sharing.inventory.imports.errors import SENTENCES
from maillon.sharing.inventory.imports.questions import PREFIX
from maillon.sharing.inventory.imports.selections import Selection
from maillon.sharing.inventory.models import Asset, AssetClass, ClassField, ImportRun, ImportWork, Suggestion
from maillon.sharing.inventory.queries import Counted

Kind, State = Suggestion.Kind, Suggestion.State
OPEN = ImportWork.OPEN
UNDOABLE = (State.ACCEPTED, State.KEPT)


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in the list of imports, with what is left to decide."""

    id: int
    file_name: str
    source: str
    created_at: datetime
    by: str
    rows_read: int
    pending: int
    accepted: int
    undone: bool
    stage: str
    work: str
    open_data: str


def runs_of(organisation_id: int) -> "QuerySet[ImportRun]":
    """Return the runs of an organisation, the latest first, with their counts; see :func:`run_lines`."""
    open_work = ImportWork.objects.filter(run=OuterRef("pk"), state__in=OPEN)
    decided = Q(suggestions__state=State.PENDING) & ~Q(suggestions__kind=Kind.REJECTED_LINE)
    return (
        ImportRun.objects.filter(organisation_id=organisation_id)
        .select_related("by", "preload")
        .annotate(
            pending=Count("suggestions", filter=decided),
            accepted=Count("suggestions", filter=Q(suggestions__state__in=UNDOABLE)),
            undone=Count("suggestions", filter=Q(suggestions__state=State.UNDONE)),
            work=Subquery(open_work.values("state")[:1]),
        )
        .order_by("-created_at", "-pk")
    )


def run_lines(runs: Iterable[Any]) -> list[RunLine]:
    """Shape runs read by :func:`runs_of`."""
    return [
        RunLine(
            run.pk,
            run.file_name,
            run.source,
            run.created_at,
            str(run.by or ""),
            run.rows_read,
            run.pending,
            run.accepted,
            bool(run.undone and not run.accepted),
            run.stage,
            run.work or "",
            run.preload.provider if run.preload else "",
        )
        for run in runs
    ]


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work as its page shows it; ``percent`` is nothing while the end is unknown."""

    verb: str
    state: str
    seen: int
    total: int
    left: int
    percent: int | None
    reasons: tuple[str, ...]
    under_way: bool
    stopping: bool


def work_line(run: ImportRun) -> WorkLine | None:
    """Return the last work of a run, or nothing when everything was done at once."""
    work = run.works.first()
    if work is None:
        return None
    percent = min(100, 100 * work.seen // work.total) if work.total else None
    return WorkLine(
        work.verb,
        work.state,
        work.seen,
        max(work.total, work.seen) if work.total else 0,
        work.left,
        percent,
        tuple(reason["message"] for reason in work.reasons),
        work.under_way,
        work.stop_asked and work.under_way,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many suggestions of a run there are, by kind, by decision and by class."""

    kinds: tuple[Counted, ...]
    states: tuple[Counted, ...]
    classes: tuple[Counted, ...]
    unchanged: int

    def kind(self, value: str) -> int:
        """Return how many are of this kind."""
        return next((choice.count for choice in self.kinds if choice.value == value), 0)

    def state(self, value: str) -> int:
        """Return how many are in this state."""
        return next((choice.count for choice in self.states if choice.value == value), 0)


def tally(run: ImportRun) -> Tally:
    """Count the suggestions of a run in every way the page shows."""
    counted = (
        run.suggestions.order_by()
        .values_list("kind", "state", "proposed__class_code")
        .annotate(count=Count("pk"))
    )
    kinds: dict[str, int] = {}
    states: dict[str, int] = {}
    classes: dict[str, int] = {}
    for kind, state, code, count in counted:
        kinds[kind] = kinds.get(kind, 0) + count
        if kind != Kind.REJECTED_LINE:
            states[state] = states.get(state, 0) + count
            classes[code] = classes.get(code, 0) + count
    names = {one.code: one.name for one in AssetClass.objects.all()}
    return Tally(
        tuple(Counted(kind.value, str(kind.label), kinds[kind]) for kind in Kind if kind in kinds),
        tuple(Counted(state.value, str(state.label), states[state]) for state in State if state in states),
        tuple(Counted(code, name, classes[code]) for code, name in names.items() if code in classes),
        run.unchanged,
    )


def decidable(selection: Selection, run: ImportRun) -> int:
    """Count what accepting the selection would carry out."""
    return selection.of(run).filter(state=State.PENDING).exclude(kind=Kind.REJECTED_LINE).count()


@dataclass(frozen=True, slots=True)
class Change:
    """One value that would change, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """A suggestion as the page shows it."""

    id: int
    line: int
    kind: str
    kind_word: str
    state: str
    state_word: str
    name: str
    identifier: str
    class_name: str
    site: str
    asset_id: int | None
    changes: tuple[Change, ...]
    reasons: tuple[str, ...]


def suggestion_lines(suggestions: Iterable[Suggestion]) -> list[SuggestionLine]:
    """Shape suggestions for a table."""
    names = {one.code: one.name for one in AssetClass.objects.all()}
    asked = _asked()
    return [
        SuggestionLine(
            one.pk,
            one.line,
            one.kind,
            one.get_kind_display(),
            one.state,
            one.get_state_display(),
            str(one.proposed.get("name", "")),
            str(one.proposed.get("identifier", "")),
            names.get(one.proposed.get("class_code", ""), str(one.proposed.get("class", ""))),
            str(one.proposed.get("site_name", "")),
            one.asset_id,
            _changes(one, names, asked),
            tuple(reason.message for reason in reasons_of(one)),
        )
        for one in suggestions
    ]


def reasons_of(suggestion: Suggestion) -> tuple[Reason, ...]:
    """Return the reasons kept with a suggestion, in the reader's language."""
    return tuple(
        Reason(kept["code"], str(SENTENCES[kept["code"]]) % _spelled(kept["values"]), kept["field"])
        for kept in suggestion.reasons
    )


def _spelled(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a sentence, the fields it names in the reader's words."""
    if "fields" not in values:
        return values
    words = field_words() | {name: field.name for (_code, name), field in _asked().items()}
    return values | {"fields": ", ".join(words.get(name, name) for name in values["fields"])}


Asked = dict[tuple[str, str], ClassField]


def _asked() -> Asked:
    """Return the characteristics by class and by name in a suggestion (« details.area »)."""
    fields = ClassField.objects.select_related("asset_class").order_by("pk")
    return {(field.asset_class.code, f"{PREFIX}{field.code}"): field for field in fields}


def _changes(suggestion: Suggestion, names: dict[str, str], asked: Asked) -> tuple[Change, ...]:
    if suggestion.kind != Kind.CHANGED:
        return ()
    labels, after, changes = field_words(), suggestion.proposed, []
    for name, before in (suggestion.before or {}).items():
        field = asked.get((after.get("class_code", ""), name))
        if field is None:
            said = [_word(name, value, names) for value in (before, after.get(name))]
        else:
            said = [_answer(field, value) for value in (before, after.get(name))]
        changes.append(Change(field.name if field else labels.get(name, name), *said))
    return tuple(changes)


def _answer(field: ClassField, value: Any) -> str:
    """Return an answer to a characteristic in words, with its unit."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(_("oui") if value else _("non"))
    if isinstance(value, (int, float)):
        words = str(value) if field.kind == ClassField.Kinds.YEAR else number(value)
        return f"{words} {field.unit}".strip()
    return field.words.get(value, str(value))


def field_words() -> dict[str, str]:
    """Return the words of the fields that a list may change."""
    words = {
        field.name: str(field.verbose_name)
        for field in Asset._meta.get_fields()
        if hasattr(field, "verbose_name")
    }
    return words | {"class_code": words["asset_class"]}


def _word(name: str, value: Any, names: dict[str, str]) -> str:
    if value is None or value == "":
        return "–"
    if name == "class_code":
        return names.get(value, str(value))
    if name == "state":
        return str(Asset.State(value).label)
    return f"{value:.6f}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class Rejected:
    """The lines that could not be used, under headings that a next import recognises, each with its reasons."""

    headings: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


RETURNED = {  # what each field is called in a list: data/columns.csv knows these words
    "identifier": _("identifiant"),
    "name": _("nom"),
    "class": _("catégorie"),
    "description": _("description"),
    "capacity": _("capacité"),
    "quantity": _("quantité"),
    "accessibility": _("accessibilité"),
    "site_name": _("lieu"),
    "address": _("adresse"),
    "lon": _("longitude"),
    "lat": _("latitude"),
}


def rejected_lines(run: ImportRun) -> Rejected:
    """Return the lines that could not be used as they were read, to be corrected and sent again."""
    words = (str(word) for word in RETURNED.values())
    return Rejected((str(_("ligne")), *words, str(_("pourquoi elle est refusée"))), _rejected_rows(run))


def _rejected_rows(run: ImportRun) -> Iterator[tuple[object, ...]]:
    rejected = run.suggestions.filter(kind=Kind.REJECTED_LINE).order_by("line", "pk")
    for one in rejected.iterator(chunk_size=2_000):
        read = (one.proposed.get(name, "") for name in RETURNED)
        yield one.line, *read, " ".join(reason.message for reason in reasons_of(one))
