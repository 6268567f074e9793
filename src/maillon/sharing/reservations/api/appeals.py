"""The routes of refusals looked at again."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema, Status

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import Input, Text, explained, local, one_of
from maillon.base.refusals import NotAllowed
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.api.schemas import Reference
from maillon.sharing.reservations.errors import explained as reasons
from maillon.sharing.reservations.models import Appeal
from maillon.sharing.reservations.permissions import may_answer_appeals
from maillon.sharing.reservations.queries.appeals import appeals_to
from maillon.sharing.reservations.services.appeals import answer_appeal, make_appeal

router = Router(tags=["reservations"], auth=HAT_NEEDED)
Outcome = Annotated[Appeal.Outcome, one_of(Appeal.Outcome)]


class AppealOut(Schema):
    """A refusal that someone asked to have looked at again."""

    reference: str = explained("Numéro de la demande refusée.", example="R-2026-000042")
    text: str = explained(
        "Pourquoi revoir ce refus; vide s’il a été effacé.", example="Nous étions inscrits."
    )
    asked_at: dt.datetime = explained("Quand il a été demandé.", example="2026-11-20T09:12:00-05:00")
    outcome: Outcome | None = explained("La réponse; null tant qu’elle n’est pas donnée.", example="upheld")
    answer: str = explained("Les raisons de la réponse.", example="Le plancher est verni cette semaine-là.")
    answered_at: dt.datetime | None = explained("Quand la réponse a été donnée.")


class AppealIn(Input):
    """Why a refusal should be looked at again."""

    text: Text = explained("Pourquoi revoir ce refus.", example="Nous étions inscrits.", min_length=1)


class AppealAnswerIn(Input):
    """What becomes of the refusal, and why."""

    outcome: Outcome = explained("La réponse.", example="upheld")
    reasons: Text = explained("Les raisons, que la personne lira.", example="Plancher verni.", min_length=1)


class AppealQuery(PageQuery):
    """Which appeals."""

    answered: Literal["yes", "no"] = explained("no : ceux qui attendent; yes : les autres.", default="no")


@router.get(
    "/appeals",
    response=Page[AppealOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les réexamens"),
    description=_noted(
        "Les refus que l’administration de l’organisation du chapeau est priée de revoir, ou qu’elle a revus."
    ),
)
def list_appeals(request: HatRequest, response: HttpResponse, query: Query[AppealQuery]) -> dict[str, Any]:
    organisation_id = request.hat.organisation_id
    if organisation_id is None or not may_answer_appeals(request.hat, organisation_id):
        raise NotAllowed(reasons([Objection("not_administrator")]))
    return page_of(
        appeals_to(organisation_id, request.hat, answered=query.answered == "yes"),
        order=("asked_at", "pk"),
        page=query,
        request=request,
        response=response,
        shape=_out,
    )


@router.post(
    "/reservations/{reference}/appeal",
    response={201: AppealOut},
    openapi_extra=refuses(409),
    summary=_noted("Demander le réexamen d’un refus"),
    description=_noted(
        "Prie l’administration du propriétaire de revoir un refus : une seule fois, dans les dix jours."
    ),
)
def appeal_refusal(request: HatRequest, reference: Reference, wanted: AppealIn) -> Status[AppealOut]:
    made = make_appeal(reference=reference, hat=request.hat, text=wanted.text, now=timezone.now())
    return Status(201, _out(made))


@router.post(
    "/reservations/{reference}/appeal/answer",
    response=AppealOut,
    openapi_extra=refuses(409),
    summary=_noted("Répondre à un réexamen"),
    description=_noted(
        "Maintient le refus, ou accepte la demande si la place est encore libre, avec des raisons. Qui a refusé ne "
        "répond pas, à moins d’être seul à administrer l’organisation."
    ),
)
def answer_refusal_appeal(request: HatRequest, reference: Reference, answer: AppealAnswerIn) -> AppealOut:
    made = answer_appeal(
        reference=reference,
        hat=request.hat,
        outcome=answer.outcome,
        reasons=answer.reasons,
        now=timezone.now(),
    )
    return _out(made)


def _out(one: Appeal) -> AppealOut:
    zone = one.reservation.asset.site.time_zone
    return AppealOut(
        reference=one.reservation.reference,
        text=one.text,
        asked_at=local(one.asked_at, zone),
        outcome=Appeal.Outcome(one.outcome) if one.outcome else None,
        answer=one.answer,
        answered_at=local(one.answered_at, zone) if one.answered_at else None,
    )
