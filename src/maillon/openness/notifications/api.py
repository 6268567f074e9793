"""The messages written to the caller about reservations, for programs.

Only the subject and the fate of each are told, never its text: a text may carry a link that answers in its reader's
name, and the messages of sign-in, which carry codes, are not listed at all.
"""

import datetime as dt
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import explained, one_of
from maillon.base.mail.models import OutgoingMail
from maillon.base.mail.queries import mails_of
from maillon.community.organisations.requests import HatRequest
from maillon.openness.notifications.letters import SUBJECTS

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
