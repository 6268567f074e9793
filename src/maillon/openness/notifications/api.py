"""The messages written to the caller about reservations, for programs.

Only the subject and the fate of each are told, never its text: a text may carry a link that answers in its reader's
name, and the messages of sign-in, which carry codes, are not listed at all.
"""

import datetime as dt
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import explained, identifier, one_of
from maillon.base.mail.models import OutgoingMail
from maillon.base.mail.queries import failed_mails, mails_of
from maillon.base.mail.services import retry_failed, retry_mail
from maillon.base.refusals import NotFound
from maillon.community.organisations.requests import HatRequest
from maillon.openness.notifications.letters import SUBJECTS
from maillon.openness.notifications.permissions import ask_to_look_after_mail

router = Router(tags=["me"], auth=HAT_NEEDED)


class MessageOut(Schema):
    """An e-mail written to the caller."""

    id: int = explained("Numéro du message.", example=41)
    kind: str = explained("Ce qu’il annonce.", example="approved")
    subject: str = explained("Son objet.", example="Gymnase double : réservation confirmée")
    language: str = explained("Sa langue.", example="fr-ca")
    state: Annotated[OutgoingMail.State, one_of(OutgoingMail.State)] = explained(
        "À envoyer, envoyé, consigné ou en échec.", example="sent"
    )
    created_at: dt.datetime = explained("Quand il a été écrit.", example="2026-11-20T14:12:00+00:00")


class FailedMailOut(MessageOut):
    """An e-mail that could not be sent, without its text."""

    attempts: int = explained("Nombre d’essais.", example=41)
    problem: str = explained("Ce que le serveur a répondu, en un mot.", example="SMTPServerDisconnected")


class RetriedOut(Schema):
    """How many e-mails are sent again."""

    retried: int = explained("Nombre de courriels qui repartent.", example=3)


MailId = Annotated[int, identifier("Numéro du courriel.")]


@router.get(
    "/mails/failed",
    response=Page[FailedMailOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les courriels en échec"),
    description=_noted(
        "Les courriels du réseau qui n’ont pu être envoyés, sans leur texte; pour l’intendance."
    ),
)
def list_failed_mails(request: HatRequest, response: HttpResponse, query: Query[PageQuery]) -> dict[str, Any]:
    ask_to_look_after_mail(request.hat)
    order = ("-created_at", "-pk")
    return page_of(failed_mails(), order=order, page=query, request=request, response=response, shape=_failed)


@router.post(
    "/mails/failed/retry",
    response=RetriedOut,
    summary=_noted("Renvoyer tous les courriels en échec"),
    description=_noted("Fait repartir chaque courriel en échec, le plus ancien d’abord; pour l’intendance."),
)
def retry_failed_mails(request: HatRequest) -> RetriedOut:
    ask_to_look_after_mail(request.hat)
    return RetriedOut(retried=retry_failed())


@router.post(
    "/mails/{mail_id}/retry",
    response=RetriedOut,
    summary=_noted("Renvoyer un courriel en échec"),
    description=_noted("Fait repartir un courriel en échec; pour l’intendance."),
)
def retry_failed_mail(request: HatRequest, mail_id: MailId) -> RetriedOut:
    ask_to_look_after_mail(request.hat)
    if not retry_mail(mail_id=mail_id):
        raise NotFound(_("Ce courriel n’est pas en échec."))
    return RetriedOut(retried=1)


def _failed(mail: OutgoingMail) -> FailedMailOut:
    return FailedMailOut(**_message(mail).model_dump(), attempts=mail.attempts, problem=mail.problem)


def _message(mail: OutgoingMail) -> MessageOut:
    return MessageOut(
        id=mail.pk,
        kind=mail.key.partition(":")[0],
        subject=mail.subject,
        language=mail.language,
        state=OutgoingMail.State(mail.state),
        created_at=mail.created_at,
    )


@router.get(
    "/me/messages",
    response=Page[MessageOut],
    summary=_noted("Lister ses messages"),
    description=_noted(
        "Les courriels écrits à la personne au sujet de réservations, le plus récent d’abord, sans leur texte."
    ),
)
def list_my_messages(request: HatRequest, response: HttpResponse, query: Query[PageQuery]) -> dict[str, Any]:
    about_reservations = Q()
    for kind in SUBJECTS:
        about_reservations |= Q(key__startswith=f"{kind}:")
    mails = mails_of(person_id=request.hat.person_id or 0).filter(about_reservations).defer("text")
    return page_of(
        mails, order=("-created_at", "-pk"), page=query, request=request, response=response, shape=_message
    )
