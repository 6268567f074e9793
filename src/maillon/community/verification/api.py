"""How a verification stands, and the queue of those who verify, for programs. Never the pieces."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema
from pydantic import WithJsonSchema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import explained, one_of
from maillon.base.refusals import explain
from maillon.community.organisations.api import Kind, OrganisationId, OrganisationRef, reference_of
from maillon.community.organisations.kinds import OrganisationKind
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.community.verification.errors import SENTENCES
from maillon.community.verification.models import Request
from maillon.community.verification.permissions import ask_for_a_queue, ask_to_follow
from maillon.community.verification.queries import (
    open_request_of,
    standing_of,
    waiting_for,
    what_is_missing,
)
from maillon.community.verification.rules import Standing

router = Router(tags=["organisations"], auth=HAT_NEEDED)
Worth = Annotated[Standing, WithJsonSchema({"type": "string", "enum": [one.value for one in Standing]})]
Nature = Annotated[str, one_of(Request.Nature)]
State = Annotated[str, one_of(Request.State)]


class LackOut(Schema):
    """One thing that a request lacks."""

    code: str = explained("Code stable du manque.", example="proof_missing")
    field: str | None = explained("Ce qui manque.", example="criterion_need")
    message: str = explained("Le manque, en une phrase.")


class VerificationOut(Schema):
    """How the verification of an organisation stands today."""

    standing: Worth = explained(
        "« none » : pas vérifiée; « verified »; « to_renew » : finit dans les 60 jours; « expired ».",
        example="verified",
    )
    in_force: bool = explained("Si l’organisation est dans le cercle de son genre.", example=True)
    until: dt.date | None = explained("Dernier jour, compris; null sans fin.", example="2028-11-21")
    request: State | None = explained("État de la demande ouverte; null s’il n’y en a pas.", example="sent")
    missing: list[LackOut] = explained("Ce qui manque à la demande en préparation.")


class VerificationRequestOut(Schema):
    """A request that waits for a decision."""

    id: int = explained("Numéro de la demande.", example=12)
    organisation: OrganisationRef = explained("L’organisation qui demande.")
    kind: Kind = explained("Ce qu’elle déclare être.", example="organisme_bienfaisance")
    nature: Nature = explained("Première demande, renouvellement ou appel.", example="first")
    sent_at: dt.datetime | None = explained("Quand elle a été envoyée.")


@router.get(
    "/organisations/{organisation_id}/verification",
    response=VerificationOut,
    summary=_noted("Voir où en est la vérification d’une organisation"),
    description=_noted("Pour l’organisation et les personnes qui la vérifient. Les pièces n’y sont jamais."),
    openapi_extra=refuses(403),
)
def show_verification(request: HatRequest, organisation_id: OrganisationId) -> VerificationOut:
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    ask_to_follow(request.hat, organisation)
    standing = standing_of(organisation, timezone.localdate())
    asked = open_request_of(organisation_id)
    lacking = explain(what_is_missing(asked), SENTENCES) if asked is not None and asked.is_editable else ()
    return VerificationOut(
        standing=standing,
        in_force=standing.in_force,
        until=organisation.verified_until,
        request=asked.state if asked is not None else None,
        missing=[LackOut(code=one.code, field=one.field, message=one.message) for one in lacking],
    )


@router.get(
    "/verifications",
    response=Page[VerificationRequestOut],
    summary=_noted("Lister les vérifications à décider"),
    description=_noted(
        "Les demandes qui attendent la coordination de ce territoire, ou l’intendance du réseau; la plus ancienne "
        "d’abord."
    ),
    openapi_extra=refuses(403),
)
def list_verifications(
    request: HatRequest, response: HttpResponse, query: Query[PageQuery]
) -> dict[str, Any]:
    ask_for_a_queue(request.hat)
    return page_of(
        waiting_for(request.hat),
        order=("opened_at", "pk"),
        page=query,
        request=request,
        response=response,
        shape=_shown,
    )


def _shown(asked: Request) -> VerificationRequestOut:
    return VerificationRequestOut(
        id=asked.pk,
        organisation=reference_of(asked.organisation),
        kind=OrganisationKind(asked.kind),
        nature=asked.nature,
        sent_at=asked.sent_at,
    )
