"""How an import and its suggestions are written in JSON."""

import datetime as dt
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from maillon.base.api.pages import PageQuery
from maillon.base.api.problems import ReasonOut
from maillon.base.api.schemas import Code, Id, Input, Line, explained, identifier, one_of
from maillon.sharing.inventory.imports.columns import category_lines, field_choices
from maillon.sharing.inventory.imports.looks import Look
from maillon.sharing.inventory.imports.queries import Tally, reasons_of
from maillon.sharing.inventory.imports.selections import Selection
from maillon.sharing.inventory.imports.services import Given, NothingSelected, Outcome
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
    stage: Stage = explained(
        "Colonnes à vérifier (« mapping »), lecture en cours, lue ou refusée.", example="read"
    )
    format: str = explained("Format reconnu.", example="geojson")
    rows_read: int = explained("Lignes lues.", example=3403)
    unchanged: int = explained("Lignes qui disent ce qui est déjà connu.", example=0)
    pending: int = explained("Propositions à décider.", example=3390)
    accepted: int = explained("Propositions acceptées.", example=0)
    created_at: dt.datetime = explained("Quand le fichier a été lu.", example="2026-11-20T14:12:00+00:00")


class OriginOut(Schema):
    """Whose open data a run is; its records are claimed by accepting them."""

    provider: str = explained("Qui publie ces données.", example="Ville de Montréal")
    licence: str = explained("Leur licence.", example="CC BY 4.0")
    address: str = explained("La page de la source, si elle est connue.", example="")


class ImportRunDetail(ImportRunOut):
    """One reading of one file, with its counts."""

    open_data: OriginOut | None = explained(
        "Pour des fiches non réclamées : d’où elles viennent.", default=None
    )

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


class DismissIn(SelectionIn):
    """Which suggestions to set aside, and why when they are unclaimed records."""

    motive: Literal["not_ours_other", "not_ours_gone", "not_ours_known", "not_ours_wrong"] | None = explained(
        "Pourquoi une fiche de données ouvertes n’est pas réclamée : à un autre, disparue, déjà connue, fausse.",
        default=None,
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


class ColumnOut(Schema):
    """A column of a sent file."""

    heading: str = explained("Son titre.", example="Surface (m²)")
    samples: list[str] = explained("Ses premières valeurs.", example=["120", "85,5", "240"])
    looks_like: Annotated[Look, one_of(Look)] = explained(
        "Ce à quoi ses valeurs ressemblent.", example="numbers"
    )
    field: str | None = explained(
        "Le champ qu’elle donne; aucun si elle est laissée de côté.", example="details.area"
    )
    sure: bool = explained("Faux quand une personne devrait regarder.", example=True)


class CategoryOut(Schema):
    """A category of a sent file."""

    text: str = explained(
        "La catégorie, telle qu’écrite; vide pour les lignes qui n’en ont pas.", example="Aréna"
    )
    lines: int = explained("Combien de lignes la disent.", example=12)
    without_class: int = explained("Combien de ces lignes restent sans catégorie de Maillon.", example=0)
    class_code: str | None = explained("La catégorie que votre règle lui donne.", example="rink")


class FieldOut(Schema):
    """A field that a column may give."""

    field: str = explained("Son nom dans une correspondance.", example="details.area")
    label: str = explained("Ses mots.", example="Surface (m²)")


class MappingOut(Schema):
    """What each column of a file gives, and which class its categories mean."""

    columns: list[ColumnOut] = explained("Les colonnes, dans l’ordre du fichier.")
    categories: list[CategoryOut] = explained("Les catégories : celles que Maillon ne reconnaît pas d’abord.")
    default_class: str | None = explained("La catégorie des lignes qui n’en disent aucune.", example=None)
    fields: list[FieldOut] = explained("Les champs que l’on peut choisir.")


Heading = Annotated[str, Field(max_length=1000)]


class MappingIn(Input):
    """What each column of a file gives, and which class its categories mean; both are remembered."""

    columns: dict[Heading, Heading | None] = explained(
        "Un champ par titre de colonne; un titre absent ou sans champ n’est pas importé.",
        example={"Nom du bien": "name", "Surface (m²)": "details.area", "Note": None},
        max_length=300,
    )
    classes: dict[Line, Code | None] = explained(
        "Le code de catégorie que veut dire chaque mot de votre liste; rien pour oublier une règle.",
        default={},
        example={"Aréna": "rink"},
        max_length=300,
    )
    default_class: Code | None = explained("La catégorie des lignes qui n’en disent aucune.", default=None)

    def given(self) -> Given:
        """Return what was said."""
        return Given(
            {heading: name or "" for heading, name in self.columns.items()},
            {text: code or "" for text, code in self.classes.items()},
            self.default_class or "",
        )


def mapping_out(run: ImportRun) -> MappingOut:
    """Return the mapping of a run."""
    groups = [entry for _word, entry in field_choices() if isinstance(entry, list)]
    return MappingOut(
        columns=[
            ColumnOut(
                heading=one["heading"],
                samples=one["samples"],
                looks_like=Look(one["look"]),
                field=one["field"] or None,
                sure=one["sure"],
            )
            for one in run.columns
        ],
        categories=[
            CategoryOut(text=one.text, lines=one.lines, without_class=one.lost, class_code=one.rule or None)
            for one in category_lines(run)
        ],
        default_class=run.default_class or None,
        fields=[FieldOut(field=name, label=str(label)) for group in groups for name, label in group],
    )


class RehearsedIn(Input):
    """Which list a file is a copy of."""

    list_name: Line = explained(
        "De quelle liste le fichier est une copie.", default="", example="installations"
    )


class ListIn(RehearsedIn):
    """Which list a file is a copy of, and what its columns give."""

    mapping: str = explained(
        "La correspondance des colonnes, en JSON, comme la route « mapping » la prend.",
        default="",
        max_length=200_000,
    )


class RehearsalOut(Schema):
    """What a file would propose; nothing of it was written."""

    source: str = explained("La liste dont le fichier serait une copie.", example="installations")
    format: str = explained("Format reconnu.", example="geojson")
    rows_read: int = explained("Lignes lues.", example=120)
    unchanged: int = explained("Lignes qui disent ce qui est déjà connu.", example=0)
    kinds: dict[str, int] = explained("Combien de propositions de chaque genre.", example={"new": 118})
    mapping: MappingOut = explained("Comment les colonnes et les catégories sont lues.")
    suggestions: list[SuggestionOut] = explained("Les cent premières propositions, dans l’ordre du fichier.")


def rehearsal_out(run: ImportRun, tally: Tally) -> RehearsalOut:
    """Return what a file would propose."""
    return RehearsalOut(
        source=run.source,
        format=run.format,
        rows_read=run.rows_read,
        unchanged=run.unchanged,
        kinds={choice.value: choice.count for choice in tally.kinds},
        mapping=mapping_out(run),
        suggestions=[suggestion_out(one) for one in run.suggestions.order_by("line", "pk")[:100]],
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
        open_data=_origin(run),
    )


def _origin(run: ImportRun) -> OriginOut | None:
    made = run.preload
    return OriginOut(provider=made.provider, licence=made.licence, address=made.address) if made else None


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
            ReasonOut(code=reason.code, message=reason.message, field=reason.field, values={})
            for reason in reasons_of(suggestion)
        ],
    )


def outcome_out(outcome: Outcome | ImportWork) -> OutcomeOut:
    """Return what a decision did, or how much a job will do."""
    if isinstance(outcome, ImportWork):
        return OutcomeOut(done=0, left=0, waiting=outcome.total)
    return OutcomeOut(done=outcome.done, left=outcome.left)
