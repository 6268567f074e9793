"""How an import and its suggestions are written in JSON."""

import datetime as dt
from typing import Annotated, Any

from ninja import Schema

from maillon.base.api.pages import PageQuery
from maillon.base.api.problems import ReasonOut
from maillon.base.api.schemas import Code, Id, Input, Line, explained, identifier, one_of
from maillon.sharing.inventory.imports.queries import Tally, reasons_of
from maillon.sharing.inventory.imports.selections import Selection
from maillon.sharing.inventory.imports.services import NothingSelected, Outcome
from maillon.sharing.inventory.models import ImportRun, ImportWork, Suggestion

RunId = Annotated[int, identifier("Numéro de l’importation.")]
Kind = Annotated[Suggestion.Kind, one_of(Suggestion.Kind)]
Stage = Annotated[ImportRun.Stage, one_of(ImportRun.Stage)]
SuggestionState = Annotated[Suggestion.State, one_of(Suggestion.State)]


class ImportRunOut(Schema):
    """One reading of one file."""

    id: int = explained("Numéro de l’importation.", example=5)
    file_name: str = explained("Nom du fichier envoyé.", example="installations.geojson")
    source: str = explained("La liste dont le fichier est une copie.", example="installations")
    stage: Stage = explained("Lecture en cours, lue ou refusée.", example="read")
    format: str = explained("Format reconnu.", example="geojson")
    rows_read: int = explained("Lignes lues.", example=3403)
    unchanged: int = explained("Lignes qui disent ce qui est déjà connu.", example=0)
    pending: int = explained("Propositions à décider.", example=3390)
    accepted: int = explained("Propositions acceptées.", example=0)
    created_at: dt.datetime = explained("Quand le fichier a été lu.", example="2026-11-20T14:12:00+00:00")


class ImportRunDetail(ImportRunOut):
    """One reading of one file, with its counts."""

    kinds: dict[str, int] = explained(
        "Combien de propositions de chaque genre.", example={"new": 3390, "duplicate": 13}
    )
    remarks: list[str] = explained("Ce qu’il faut savoir de cette lecture.")


class SuggestionOut(Schema):
    """One change that a file proposes; nothing happens until it is accepted."""

    id: int = explained("Numéro de la proposition.", example=812)
    line: int = explained("Ligne du fichier.", example=14)
    kind: Kind = explained("Nouveau, modifié, absent, doublon probable ou ligne refusée.", example="new")
    state: SuggestionState = explained("À décider, accepté, écarté, annulé ou gardé.", example="pending")
    asset_id: int | None = explained("Le bien concerné, s’il existe.", example=103)
    proposed: dict[str, Any] = explained("Les valeurs lues, par champ.", example={"name": "Gymnase double"})
    before: dict[str, Any] | None = explained("Les valeurs actuelles de ce qui changerait.")
    reasons: list[ReasonOut] = explained("Pourquoi la ligne est refusée ou douteuse.")


class SuggestionQuery(PageQuery):
    """Which suggestions."""

    kind: Kind | None = explained("Ne garder que ce genre.", default=None, example="new")
    state: SuggestionState | None = explained("Ne garder que cet état.", default=None, example="pending")


class SelectionIn(Input):
    """Which suggestions to decide on: all of them when nothing is said."""

    kinds: list[Kind] = explained(
        "Seulement ces genres; tous si la liste est vide.", default=[], max_length=10
    )
    class_code: Code | None = explained("Seulement cette catégorie.", default=None, example="gym")
    text: Line = explained("Seulement celles qui contiennent ces mots.", default="", example="gymnase")
    ids: list[Id] | None = explained("Seulement ces numéros.", default=None, example=[812], max_length=5000)

    def selection(self) -> Selection:
        """Return the selection; NothingSelected when it names no number at all."""
        if self.ids == []:
            raise NothingSelected
        return Selection(
            kinds=frozenset(self.kinds),
            class_code=self.class_code or "",
            text=self.text,
            ids=frozenset(self.ids or ()),
        )


class OutcomeOut(Schema):
    """What a decision did."""

    done: int = explained("Propositions traitées.", example=3390)
    left: int = explained(
        "Propositions laissées telles quelles : quelque chose a changé entre-temps.", example=0
    )
    waiting: int = explained(
        "Propositions confiées à un travail en arrière-plan, au-delà de 2 000.", default=0, example=0
    )


def run_out(run: Any) -> ImportRunOut:
    """Return a run read by :func:`maillon.sharing.inventory.imports.queries.runs_of`."""
    return ImportRunOut(**_common(run, pending=run.pending, accepted=run.accepted))


def run_detail(run: ImportRun, tally: Tally) -> ImportRunDetail:
    """Return a run with its counts."""
    counts = {
        "pending": tally.state(Suggestion.State.PENDING),
        "accepted": tally.state(Suggestion.State.ACCEPTED),
    }
    return ImportRunDetail(
        **_common(run, **counts),
        kinds={choice.value: choice.count for choice in tally.kinds},
        remarks=[str(remark) for remark in run.remarks],
    )


def _common(run: ImportRun, *, pending: int, accepted: int) -> dict[str, Any]:
    return {
        "id": run.pk,
        "file_name": run.file_name,
        "source": run.source,
        "stage": ImportRun.Stage(run.stage),
        "format": run.format,
        "rows_read": run.rows_read,
        "unchanged": run.unchanged,
        "pending": pending,
        "accepted": accepted,
        "created_at": run.created_at,
    }


def suggestion_out(suggestion: Suggestion) -> SuggestionOut:
    """Return a suggestion, its reasons in the active language."""
    return SuggestionOut(
        id=suggestion.pk,
        line=suggestion.line,
        kind=Suggestion.Kind(suggestion.kind),
        state=Suggestion.State(suggestion.state),
        asset_id=suggestion.asset_id,
        proposed=suggestion.proposed,
        before=suggestion.before,
        reasons=[
            ReasonOut(code=reason.code, message=reason.message, field=reason.field)
            for reason in reasons_of(suggestion)
        ],
    )


def outcome_out(outcome: Outcome | ImportWork) -> OutcomeOut:
    """Return what a decision did, or how much a job will do."""
    if isinstance(outcome, ImportWork):
        return OutcomeOut(done=0, left=0, waiting=outcome.total)
    return OutcomeOut(done=outcome.done, left=outcome.left)
