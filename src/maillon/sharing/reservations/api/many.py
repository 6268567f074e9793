"""The route that answers several requests in one call."""

from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.schemas import Input, Text, explained
from maillon.base.refusals import NotAllowed
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.api.schemas import Motive
from maillon.sharing.reservations.errors import explained as reasons
from maillon.sharing.reservations.permissions import may_decide_for
from maillon.sharing.reservations.rules import Action
from maillon.sharing.reservations.services.many import MOST, Outcome, decide_many

router = Router(tags=["reservations"], auth=HAT_NEEDED)


class ManyAnswersIn(Input):
    """One answer to several requests."""

    references: list[str] = explained(
        "Numéros des demandes.", example=["R-2026-000042"], min_length=1, max_length=MOST
    )
    action: Literal["approve", "refuse"] = explained("Accepter ou refuser.", example="approve")
    motive: Motive | None = explained("Motif, pour refuser.", default=None, example="staff")
    reason: Text = explained("Explication; nécessaire quand le motif est « other ».", default="")


class RequestAnswerReason(Schema):
    """Why a request stays as it was."""

    code: str = explained("Code stable.", example="already_approved")
    message: str = explained("La phrase.", example="Cette demande a déjà été acceptée.")


class RequestAnswerOut(Schema):
    """What became of one request."""

    reference: str = explained("Numéro de la demande.", example="R-2026-000042")
    done: bool = explained("Vrai si la réponse est donnée.", example=True)
    reasons: list[RequestAnswerReason] = explained("Pourquoi elle ne l’est pas; vide sinon.")


class RequestAnswersOut(Schema):
    """What became of each, in the order sent."""

    outcomes: list[RequestAnswerOut] = explained("Une ligne par demande.")


@router.post(
    "/answers",
    response=RequestAnswersOut,
    summary=_noted("Répondre à plusieurs demandes"),
    description=_noted(
        "Accepte ou refuse plusieurs demandes faites à l’organisation du chapeau, chacune à part : ce qui ne peut "
        "recevoir sa réponse le dit, et n’empêche pas les autres."
    ),
)
def answer_requests(request: HatRequest, answers: ManyAnswersIn) -> RequestAnswersOut:
    organisation_id = request.hat.organisation_id
    if organisation_id is None or not may_decide_for(request.hat, organisation_id):
        raise NotAllowed(reasons([Objection("not_decider")]))
    outcomes = decide_many(
        references=[one.replace("\x00", "") for one in answers.references],
        hat=request.hat,
        action=Action(answers.action),
        motive=answers.motive or "",
        reason=answers.reason,
        now=timezone.now(),
    )
    return RequestAnswersOut(outcomes=[_out(one) for one in outcomes])


def _out(one: Outcome) -> RequestAnswerOut:
    told = [RequestAnswerReason(code=reason.code, message=reason.message) for reason in one.reasons]
    return RequestAnswerOut(reference=one.reference, done=one.done, reasons=told)
