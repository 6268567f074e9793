"""The routes by which one closes a count, answers its proposals, reads and verifies its report."""

from typing import Annotated, Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import File, Query
from ninja.files import UploadedFile

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, page_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.stocktaking import services
from maillon.sharing.stocktaking.api.routes import known_count, router
from maillon.sharing.stocktaking.api.schemas import (
    CountId,
    CountProposalOut,
    CountProposalQuery,
    ProposalsAnsweredOut,
    ProposalsAnswerIn,
    ReportSealOut,
    SealCheckOut,
    proposal_out,
    seal_out,
)
from maillon.sharing.stocktaking.models import Count, Proposal, Report


@router.post(
    "/counts/{count_id}/close",
    auth=KEEPER_NEEDED,
    response=ReportSealOut,
    openapi_extra=refuses(409),
    summary=_noted("Fermer un récolement"),
    description=_noted(
        "Plus rien ne s’y ajoute; le rapport est écrit et scellé, les propositions attendent."
    ),
)
def close_count(request: HatRequest, count_id: CountId) -> ReportSealOut:
    return seal_out(services.close_count(count_id=count_id, hat=request.hat, now=timezone.now()))


@router.get(
    "/counts/{count_id}/proposals",
    auth=KEEPER_NEEDED,
    response=Page[CountProposalOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les propositions"),
    description=_noted("Ce que le récolement fermé propose de corriger à l’inventaire."),
)
def list_proposals(
    request: HatRequest, response: HttpResponse, count_id: CountId, query: Query[CountProposalQuery]
) -> dict[str, Any]:
    rows = Proposal.objects.filter(count=known_count(request, count_id))
    if query.state:
        rows = rows.filter(state=query.state)
    return page_of(
        rows, order=("kind", "pk"), page=query, request=request, response=response, shape=proposal_out
    )


@router.post(
    "/counts/{count_id}/proposals",
    auth=KEEPER_NEEDED,
    response=ProposalsAnsweredOut,
    openapi_extra=refuses(409),
    summary=_noted("Répondre aux propositions"),
    description=_noted("Accepte ou écarte des propositions, toutes ou aucune; l’inventaire change aussitôt."),
)
def decide_proposals(
    request: HatRequest, count_id: CountId, wanted: ProposalsAnswerIn
) -> ProposalsAnsweredOut:
    done = services.decide_proposals(
        count_id=count_id,
        proposal_ids=wanted.proposal_ids,
        accept=wanted.accept,
        hat=request.hat,
        now=timezone.now(),
    )
    return ProposalsAnsweredOut(decided=done)


def _report(count: Count) -> Report:
    found = Report.objects.filter(count=count).first()
    if found is None:
        raise Http404
    return found


@router.get(
    "/counts/{count_id}/report",
    auth=HAT_NEEDED,
    response={200: None},
    openapi_extra={
        "responses": {
            200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
        }
    },
    summary=_noted("Lire le rapport scellé"),
    description=_noted("Le PDF/UA-1 du récolement fermé, octet pour octet tel que scellé."),
)
def read_count_report(request: HatRequest, count_id: CountId) -> HttpResponse:
    found = _report(known_count(request, count_id))
    with found.file.open("rb") as file:
        return HttpResponse(file.read(), content_type="application/pdf")


@router.get(
    "/counts/{count_id}/seal",
    auth=HAT_NEEDED,
    response=ReportSealOut,
    summary=_noted("Lire le sceau d’un rapport"),
    description=_noted("L’empreinte, la signature et la clé publique du rapport."),
)
def read_count_seal(request: HatRequest, count_id: CountId) -> ReportSealOut:
    return seal_out(_report(known_count(request, count_id)))


@router.post(
    "/counts/{count_id}/verify",
    response=SealCheckOut,
    summary=_noted("Vérifier un rapport"),
    description=_noted("Dit si un fichier est, octet pour octet, le rapport scellé; il n’est pas gardé."),
)
def verify_count_report(
    request: HatRequest,
    count_id: CountId,
    file: Annotated[UploadedFile, File(description=_noted("Le PDF à vérifier."))],
) -> SealCheckOut:
    found = Report.objects.filter(count__id=count_id).first()
    if found is None:
        raise Http404
    told = services.verify_report(report=found, content=file.read())
    return SealCheckOut(digest=told.digest, genuine=told.genuine)
