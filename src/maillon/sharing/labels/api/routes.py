"""The routes of labels."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Status

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, page_of, whole
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.labels import services
from maillon.sharing.labels.api.schemas import (
    BatchId,
    BatchOut,
    ClaimIn,
    LabelCode,
    LabelOut,
    LabelQuery,
    LabelsIn,
    PaperOut,
    VoidIn,
    batch_out,
    label_out,
    paper_out,
)
from maillon.sharing.labels.errors import unknown_label
from maillon.sharing.labels.models import Label
from maillon.sharing.labels.papers import PAPERS
from maillon.sharing.labels.queries import batches_of, labels_of, scanned, told_asset
from maillon.sharing.labels.rules.codes import read
from maillon.sharing.labels.services.labels import Wanted

router = Router(tags=["labels"])


@router.get(
    "/label-papers",
    response=Page[PaperOut],
    summary=_noted("Lister les papiers à étiquettes"),
    description=_noted("Les papiers que Maillon connaît, avec leurs dimensions et leur source."),
)
def list_label_papers(request: HatRequest) -> dict[str, Any]:
    return whole(paper_out(paper) for paper in PAPERS)


@router.get(
    "/labels",
    auth=KEEPER_NEEDED,
    response=Page[LabelOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister ses étiquettes"),
    description=_noted("Les étiquettes de votre organisation, les plus récentes d’abord."),
)
def list_labels(request: HatRequest, response: HttpResponse, query: Query[LabelQuery]) -> dict[str, Any]:
    found = labels_of(request.hat.body_id).select_related("organisation")
    if query.asset:
        found = found.filter(asset__id=query.asset)
    if query.unclaimed:
        found = found.unclaimed()
    return page_of(
        found,
        order=("-created_at", "-pk"),
        page=query,
        request=request,
        response=response,
        shape=lambda label: label_out(label, request.hat, asset_id=label.asset_id),
    )


@router.post(
    "/labels",
    auth=KEEPER_NEEDED,
    response={201: BatchOut},
    summary=_noted("Préparer des étiquettes"),
    description=_noted(
        "Prépare les étiquettes de biens, ou des étiquettes sans bien; le PDF se lit ensuite."
    ),
)
def make_labels(request: HatRequest, wanted: LabelsIn) -> Status[BatchOut]:
    asked = Wanted(**wanted.model_dump())
    return Status(201, batch_out(services.make_labels(wanted=asked, hat=request.hat, now=timezone.now())))


@router.get(
    "/label-batches/{batch_id}/pdf",
    auth=KEEPER_NEEDED,
    response={200: None},
    openapi_extra={
        "responses": {
            200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}},
            **refuses(403)["responses"],
        }
    },
    summary=_noted("Lire le PDF d’un tirage"),
    description=_noted("Les feuilles à imprimer, PDF/UA-1, au décalage retenu pour le papier."),
)
def read_label_batch(request: HatRequest, batch_id: BatchId) -> HttpResponse:
    found = get_object_or_404(batches_of(request.hat.body_id), pk=batch_id)
    return HttpResponse(services.batch_pdf(found), content_type="application/pdf")


@router.get(
    "/labels/{code}",
    response=LabelOut,
    summary=_noted("Lire une étiquette"),
    description=_noted("À qui est une étiquette, et son bien si vous pouvez le voir."),
)
def show_label(request: HatRequest, code: LabelCode) -> LabelOut:
    label = _known(code)
    if request.hat.acts_for(label.organisation_id):
        return label_out(label, request.hat, asset_id=label.asset_id)
    asset = told_asset(label, request.hat)
    return label_out(label, request.hat, asset_id=asset.pk if asset else None)


@router.post(
    "/labels/{code}/claim",
    auth=KEEPER_NEEDED,
    response=LabelOut,
    openapi_extra=refuses(409),
    summary=_noted("Relier une étiquette"),
    description=_noted("Dit sur quel bien est une étiquette; dit deux fois du même bien, rien ne change."),
)
def claim_label(request: HatRequest, code: LabelCode, wanted: ClaimIn) -> LabelOut:
    services.claim_label(code=read(code), asset_id=wanted.asset_id, hat=request.hat, now=timezone.now())
    return label_out(_known(code), request.hat, asset_id=wanted.asset_id)


@router.post(
    "/labels/{code}/void",
    auth=KEEPER_NEEDED,
    response=LabelOut,
    openapi_extra=refuses(409),
    summary=_noted("Annuler une étiquette"),
    description=_noted("La retire, avec une raison; rend celle qui la remplace quand on en demande une."),
)
def void_label(request: HatRequest, code: LabelCode, wanted: VoidIn) -> LabelOut:
    new = services.void_label(
        code=read(code), reason=wanted.reason, replace=wanted.replace, hat=request.hat, now=timezone.now()
    )
    told = _known(new.code if new else code)
    return label_out(told, request.hat, asset_id=told.asset_id)


def _known(code: str) -> Label:
    known = read(code)
    label = scanned(known) if known else None
    if label is None:
        raise unknown_label()
    return label
