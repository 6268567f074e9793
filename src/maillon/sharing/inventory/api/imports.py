"""The routes of imports: send a list, look at what it proposes, decide in bulk, undo."""

from typing import Any, BinaryIO, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noted
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.refusals import Invalid
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.import_schemas import (
    DismissIn,
    ImportRunDetail,
    ImportRunOut,
    ListIn,
    MappingIn,
    MappingOut,
    OutcomeOut,
    RehearsalOut,
    RehearsedIn,
    RunId,
    SelectionIn,
    SuggestionOut,
    SuggestionQuery,
    mapping_out,
    outcome_out,
    rehearsal_out,
    run_detail,
    run_out,
    suggestion_out,
)
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.imports import queries, services
from maillon.sharing.inventory.imports.services import receiving, working
from maillon.sharing.inventory.imports.services.rehearsing import rehearse
from maillon.sharing.inventory.models import ImportRun
from maillon.sharing.inventory.permissions import ask_to_keep

router = Router(tags=["imports"], auth=KEEPER_NEEDED)


@router.get(
    "/imports",
    response=Page[ImportRunOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les importations"),
    description=_noted("Les fichiers lus pour votre organisation, le plus récent d’abord."),
)
def list_imports(request: HatRequest, response: HttpResponse, query: Query[PageQuery]) -> dict[str, Any]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return page_of(
        queries.runs_of(owner_id),
        order=("-created_at", "-pk"),
        page=query,
        request=request,
        response=response,
        shape=run_out,
    )


@router.post(
    "/imports",
    response={201: ImportRunDetail},
    summary=_noted("Envoyer une liste"),
    description=_noted(
        "Lit un fichier (GeoJSON, CSV, XLSX ou ODS) et en tire des propositions. Rien ne change dans l’inventaire "
        "avant qu’elles soient acceptées. Une longue liste est lue en arrière-plan : son étape passe de « reading » à "
        "« read ». Quand ses colonnes ne sont pas sûres et que « mapping » n’est pas donné, elle attend à "
        "l’étape « mapping »."
    ),
)
def send_list(
    request: HatRequest,
    response: HttpResponse,
    file: File[UploadedFile],
    told: Form[ListIn],
) -> Status[ImportRunDetail]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    run = receiving.receive(
        organisation=Organisation.objects.get(pk=owner_id),
        by_id=request.hat.person_id,
        file=cast("BinaryIO", file),
        file_name=file.name or "",
        list_name=told.list_name,
        given=_given(told.mapping),
        now=timezone.now(),
    )
    response["Location"] = f"/api/v1/imports/{run.pk}"
    return Status(201, run_detail(run, queries.tally(run)))


@router.post(
    "/imports/rehearsal",
    response=RehearsalOut,
    summary=_noted("Essayer une liste"),
    description=_noted(
        "Dit ce que le fichier proposerait et comment ses colonnes sont lues, puis oublie tout : rien n’est écrit. "
        "Jusqu’à 2 000 lignes."
    ),
)
def rehearse_list(request: HatRequest, file: File[UploadedFile], told: Form[RehearsedIn]) -> RehearsalOut:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    sent = cast("BinaryIO", file)
    if receiving.is_large(sent):
        raise Invalid(_("Ce fichier a plus de 2 000 lignes : envoyez-le, rien ne change sans votre accord."))
    return rehearse(
        organisation=Organisation.objects.get(pk=owner_id),
        by_id=request.hat.person_id,
        file=sent,
        file_name=file.name or "",
        list_name=told.list_name,
        now=timezone.now(),
        shape=lambda run: rehearsal_out(run, queries.tally(run)),
    )


@router.get(
    "/imports/{run_id}",
    response=ImportRunDetail,
    openapi_extra=refuses(403),
    summary=_noted("Voir une importation"),
    description=_noted("Une lecture, avec le compte de ses propositions."),
)
def show_import(request: HatRequest, run_id: RunId) -> ImportRunDetail:
    run = _run(request, run_id)
    return run_detail(run, queries.tally(run))


def _given(text: str) -> services.Given | None:
    """Return the mapping written in a form; Invalid when it cannot be read."""
    if not text.strip():
        return None
    try:
        return MappingIn.model_validate_json(text).given()
    except ValueError as error:
        raise Invalid(
            _("« mapping » n’est pas une correspondance de colonnes en JSON."), field="mapping"
        ) from error


@router.get(
    "/imports/{run_id}/mapping",
    response=MappingOut,
    openapi_extra=refuses(403),
    summary=_noted("Voir les colonnes d’une importation"),
    description=_noted(
        "Ce que donne chaque colonne du fichier, proposé d’après son titre et ses valeurs ou retenu de la dernière "
        "fois; et la catégorie que veulent dire les mots de votre liste."
    ),
)
def show_mapping(request: HatRequest, run_id: RunId) -> MappingOut:
    return mapping_out(_run(request, run_id))


@router.put(
    "/imports/{run_id}/mapping",
    response=ImportRunDetail,
    summary=_noted("Dire ce que donnent les colonnes"),
    description=_noted(
        "Lit le fichier de nouveau, ses colonnes et ses catégories comme vous le dites; les deux sont retenues pour la "
        "prochaine liste aux mêmes titres. Refusé dès qu’une proposition est décidée."
    ),
)
def set_mapping(request: HatRequest, run_id: RunId, mapping: MappingIn) -> ImportRunDetail:
    run = _run(request, run_id)
    receiving.read_again(run=run, given=mapping.given(), by_id=request.hat.person_id, now=timezone.now())
    return run_detail(run, queries.tally(run))


@router.get(
    "/imports/{run_id}/suggestions",
    response=Page[SuggestionOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les propositions"),
    description=_noted("Ce que le fichier propose, dans l’ordre de ses lignes."),
)
def list_suggestions(
    request: HatRequest, response: HttpResponse, run_id: RunId, query: Query[SuggestionQuery]
) -> dict[str, Any]:
    found = _run(request, run_id).suggestions.all()
    if query.kind:
        found = found.filter(kind=query.kind)
    if query.state:
        found = found.filter(state=query.state)
    return page_of(
        found, order=("line", "pk"), page=query, request=request, response=response, shape=suggestion_out
    )


@router.post(
    "/imports/{run_id}/accept",
    response=OutcomeOut,
    summary=_noted("Accepter des propositions"),
    description=_noted(
        "Ajoute, modifie ou archive ce que les propositions choisies disent. Chacune peut être annulée."
    ),
)
def accept_suggestions(request: HatRequest, run_id: RunId, chosen: SelectionIn) -> OutcomeOut:
    return outcome_out(working.accept(**_decision(request, run_id, chosen)))


@router.post(
    "/imports/{run_id}/dismiss",
    response=OutcomeOut,
    summary=_noted("Écarter des propositions"),
    description=_noted("Met de côté les propositions choisies; la même liste ne les proposera plus."),
)
def dismiss_suggestions(request: HatRequest, run_id: RunId, chosen: DismissIn) -> OutcomeOut:
    return outcome_out(services.dismiss(**_decision(request, run_id, chosen), motive=chosen.motive or ""))


@router.post(
    "/imports/{run_id}/undo",
    response=OutcomeOut,
    summary=_noted("Annuler des propositions acceptées"),
    description=_noted("Reprend ce que les propositions choisies ont changé, si rien n’a changé depuis."),
)
def undo_suggestions(request: HatRequest, run_id: RunId, chosen: SelectionIn) -> OutcomeOut:
    return outcome_out(working.undo(**_decision(request, run_id, chosen)))


def _run(request: HatRequest, run_id: int) -> ImportRun:
    """Return the run of the hat's own organisation; another's does not exist."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(
        ImportRun.objects.select_related("organisation", "preload"), pk=run_id, organisation_id=owner_id
    )


def _decision(request: HatRequest, run_id: int, chosen: SelectionIn) -> dict[str, Any]:
    return {
        "run": _run(request, run_id),
        "selection": chosen.selection(),
        "by_id": request.hat.person_id,
        "now": timezone.now(),
    }
