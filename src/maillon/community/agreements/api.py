"""Agreements to share, for programs: read them, prepare them, answer, end."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema, Status
from pydantic import Field, WithJsonSchema

from maillon.base.api.auth import HAT_NEEDED, HatAuth
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import PRINTABLE, DayIn, Id, Input, Text, explained, identifier, one_of
from maillon.base.refusals import NotFound
from maillon.community.agreements import services
from maillon.community.agreements.models import Agreement, Party
from maillon.community.agreements.permissions import ask_to_read, ask_to_sign
from maillon.community.agreements.queries import agreement_seen
from maillon.community.agreements.rules import Standing, Term, standing
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.requests import HatRequest


def _sign(hat: Hat) -> int:
    return ask_to_sign(hat, hat.organisation_id)


SIGNATORY_NEEDED = HatAuth(_sign)
router = Router(tags=["agreements"], auth=HAT_NEEDED)
AgreementId = Annotated[int, identifier("Numéro de l’entente.")]
Stands = Annotated[Standing, WithJsonSchema({"type": "string", "enum": [one.value for one in Standing]})]
Answer = Annotated[str, one_of(Party.State)]
Word = Annotated[str, Field(pattern=PRINTABLE)]


class PartnerOut(Schema):
    """A partner of an agreement, and how it answered."""

    organisation: OrganisationRef = explained("Le partenaire.")
    state: Answer = explained("Réponse attendue, acceptée ou déclinée.", example="accepted")
    answered_at: dt.datetime | None = explained("Quand il a répondu; null sans réponse.")
    reason: str = explained("Sa raison de décliner ou de partir; peut être vide.")
    leaves_on: dt.date | None = explained("Premier jour sans ce partenaire; null s’il reste.")


class AgreementOut(Schema):
    """An agreement to share, as its parties read it."""

    id: int = explained("Numéro de l’entente.", example=4)
    title: str = explained("Titre.", example="Gymnases le soir et fins de semaine")
    purpose: str = explained("Ce qui est convenu; peut être vide.")
    owner: OrganisationRef = explained("Qui partage.")
    partners: list[PartnerOut] = explained("Avec qui, et comment chacun a répondu.")
    starts_on: dt.date | None = explained(
        "Premier jour, au Québec; null s’il n’est pas choisi.", example="2026-12-01"
    )
    ends_on: dt.date | None = explained("Premier jour sans l’entente; null : sans fin.", example="2027-07-01")
    standing: Stands = explained("Où en est l’entente aujourd’hui.", example="in_force")
    revision: int = explained(
        "Version du texte et de ce qui est couvert; à renvoyer pour accepter.", example=5
    )
    ended_reason: str = explained("Raison de la fin; peut être vide.")


class AgreementQuery(PageQuery):
    """Which agreements are listed."""

    organisation: Id | None = explained(
        "Celles dont cette organisation est propriétaire.", default=None, example=7
    )


class AgreementIn(Input):
    """A new agreement, in preparation."""

    title: Word = explained(
        "Titre.", example="Gymnases le soir et fins de semaine", min_length=1, max_length=160
    )
    purpose: Text = explained("Ce qui est convenu.", default="", max_length=4000)
    partners: list[Id] = explained(
        "Numéros des organisations partenaires.", default=[], example=[12], max_length=200
    )
    starts_on: DayIn | None = explained("Premier jour, au Québec.", default=None, example="2026-12-01")
    ends_on: DayIn | None = explained(
        "Premier jour sans l’entente; null : sans fin.", default=None, example="2027-07-01"
    )


class AcceptIn(Input):
    """The version that was read."""

    revision: int = explained("Version lue de l’entente.", example=5, ge=1, le=1_000_000)


class DeclineIn(Input):
    """Why a partner says no."""

    reason: Word = explained("Pourquoi, en une phrase.", min_length=1, max_length=2000)


class EndIn(Input):
    """When it ends and why."""

    reason: Word = explained("Pourquoi, en une phrase.", min_length=1, max_length=2000)
    ends_on: DayIn | None = explained(
        "Premier jour sans l’entente, aujourd’hui ou plus tard; null : aujourd’hui.",
        default=None,
        example="2027-01-01",
    )


def agreement_out(agreement: Agreement) -> AgreementOut:
    """Return an agreement; reads its owner and its parties."""
    return AgreementOut(
        id=agreement.pk,
        title=agreement.title,
        purpose=agreement.purpose,
        owner=reference_of(agreement.owner),
        partners=[
            PartnerOut(
                organisation=reference_of(party.organisation),
                state=party.state,
                answered_at=party.answered_at,
                reason=party.reason,
                leaves_on=party.leaves_on,
            )
            for party in agreement.parties.all()
        ],
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        standing=standing(agreement.state, agreement.term, timezone.localdate()),
        revision=agreement.revision,
        ended_reason=agreement.ended_reason,
    )


def shown(request: HatRequest, agreement_id: int) -> AgreementOut:
    """Return an agreement that the caller may read; NotFound otherwise."""
    found = agreement_seen(agreement_id, request.hat)
    if found is None:
        raise NotFound(_("Cette entente n’existe pas."))
    return agreement_out(found)


@router.get(
    "/agreements",
    response=Page[AgreementOut],
    summary=_noted("Lister les ententes"),
    description=_noted(
        "Les ententes de votre organisation, comme propriétaire ou partenaire, la plus récente d’abord."
    ),
    openapi_extra=refuses(403),
)
def list_agreements(
    request: HatRequest, response: HttpResponse, query: Query[AgreementQuery]
) -> dict[str, Any]:
    ask_to_read(request.hat)
    found = Agreement.objects.visible_to(request.hat).shown()
    if query.organisation:
        found = found.filter(owner_id=query.organisation)
    return page_of(
        found,
        order=("-opened_at", "-pk"),
        page=query,
        request=request,
        response=response,
        shape=agreement_out,
    )


@router.get(
    "/agreements/{agreement_id}",
    response=AgreementOut,
    summary=_noted("Voir une entente"),
    description=_noted("Une entente de votre organisation."),
)
def show_agreement(request: HatRequest, agreement_id: AgreementId) -> AgreementOut:
    return shown(request, agreement_id)


@router.post(
    "/agreements",
    auth=SIGNATORY_NEEDED,
    response={201: AgreementOut},
    summary=_noted("Préparer une entente"),
    description=_noted(
        "Commence une entente dont votre organisation est propriétaire. Elle se propose ensuite, une fois dit ce "
        "qu’elle couvre."
    ),
)
def write_agreement(request: HatRequest, response: HttpResponse, wanted: AgreementIn) -> Status[AgreementOut]:
    now = timezone.now()
    term = Term(wanted.starts_on, wanted.ends_on) if wanted.starts_on or wanted.ends_on else None
    made = services.draft_agreement(
        title=wanted.title,
        purpose=wanted.purpose,
        partners=wanted.partners,
        term=term,
        by=request.hat,
        now=now,
    )
    response["Location"] = f"/api/v1/agreements/{made.pk}"
    return Status(201, shown(request, made.pk))


@router.post(
    "/agreements/{agreement_id}/propose",
    auth=SIGNATORY_NEEDED,
    response=AgreementOut,
    summary=_noted("Proposer une entente"),
    description=_noted("Propose l’entente à ses partenaires, qui reçoivent un courriel."),
)
def propose_agreement(request: HatRequest, agreement_id: AgreementId) -> AgreementOut:
    services.propose_agreement(agreement_id=agreement_id, by=request.hat, now=timezone.now())
    return shown(request, agreement_id)


@router.post(
    "/agreements/{agreement_id}/accept",
    auth=SIGNATORY_NEEDED,
    response=AgreementOut,
    summary=_noted("Accepter une entente"),
    description=_noted(
        "Accepte, au nom de votre organisation, l’entente telle que lue; refusé si elle a changé depuis."
    ),
)
def accept_agreement(request: HatRequest, agreement_id: AgreementId, answer: AcceptIn) -> AgreementOut:
    services.accept_agreement(
        agreement_id=agreement_id, revision=answer.revision, by=request.hat, now=timezone.now()
    )
    return shown(request, agreement_id)


@router.post(
    "/agreements/{agreement_id}/decline",
    auth=SIGNATORY_NEEDED,
    response=AgreementOut,
    summary=_noted("Décliner une entente"),
    description=_noted(
        "Décline l’entente au nom de votre organisation, avec une raison que le propriétaire lira."
    ),
)
def decline_agreement(request: HatRequest, agreement_id: AgreementId, answer: DeclineIn) -> AgreementOut:
    services.decline_agreement(
        agreement_id=agreement_id, reason=answer.reason, by=request.hat, now=timezone.now()
    )
    return shown(request, agreement_id)


@router.post(
    "/agreements/{agreement_id}/end",
    auth=SIGNATORY_NEEDED,
    response=AgreementOut,
    summary=_noted("Mettre fin à une entente"),
    description=_noted(
        "Le propriétaire y met fin pour tous, un partenaire pour lui-même. Ce qui est déjà réservé demeure."
    ),
)
def end_agreement(request: HatRequest, agreement_id: AgreementId, wanted: EndIn) -> AgreementOut:
    now = timezone.now()
    services.end_agreement(
        agreement_id=agreement_id,
        reason=wanted.reason,
        ends_on=wanted.ends_on or timezone.localdate(now),
        by=request.hat,
        now=now,
    )
    return shown(request, agreement_id)


@router.post(
    "/agreements/{agreement_id}/abandon",
    auth=SIGNATORY_NEEDED,
    response=AgreementOut,
    summary=_noted("Abandonner une entente"),
    description=_noted("Abandonne une entente en préparation, ou une proposition que personne n’a acceptée."),
)
def abandon_agreement(request: HatRequest, agreement_id: AgreementId) -> AgreementOut:
    services.abandon_agreement(agreement_id=agreement_id, by=request.hat, now=timezone.now())
    return shown(request, agreement_id)


@router.post(
    "/agreements/{agreement_id}/renew",
    auth=SIGNATORY_NEEDED,
    response={201: AgreementOut},
    summary=_noted("Préparer la suite d’une entente"),
    description=_noted("Commence une entente qui suit celle-ci : mêmes partenaires, même portée, à relire."),
)
def renew_agreement(request: HatRequest, agreement_id: AgreementId) -> Status[AgreementOut]:
    made = services.renew_agreement(agreement_id=agreement_id, by=request.hat, now=timezone.now())
    return Status(201, shown(request, made.pk))
