"""The routes of the messages that come by a label."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Status
from ninja.errors import HttpError

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, page_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.labels import services
from maillon.sharing.labels.api.routes import router
from maillon.sharing.labels.api.schemas import (
    CloseIn,
    LabelCode,
    LabelMessageIn,
    LabelMessageOut,
    MessageId,
    MessageQuery,
    ReceivedOut,
    message_out,
)
from maillon.sharing.labels.models import Message
from maillon.sharing.labels.rules.codes import read


@router.post(
    "/labels/{code}/messages",
    response={201: ReceivedOut},
    openapi_extra=refuses(404, 409, 429),
    summary=_noted("Écrire au propriétaire"),
    description=_noted(
        "Écrit à qui appartient la chose qui porte l’étiquette, sans compte. Le nombre de messages d’une même adresse "
        "est limité; le message est effacé après un an."
    ),
)
def leave_label_message(request: HatRequest, code: LabelCode, wanted: LabelMessageIn) -> Status[ReceivedOut]:
    if not ratelimit.consume(request, action="label_message"):
        raise HttpError(429, "")
    services.leave_message(
        code=read(code), kind=wanted.kind, text=wanted.text, contact=wanted.contact, now=timezone.now()
    )
    return Status(201, ReceivedOut(sent=True))


@router.get(
    "/label-messages",
    auth=KEEPER_NEEDED,
    response=Page[LabelMessageOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les messages reçus"),
    description=_noted("Ce qu’écrivent les personnes qui lisent vos étiquettes, le plus récent d’abord."),
)
def list_label_messages(
    request: HatRequest, response: HttpResponse, query: Query[MessageQuery]
) -> dict[str, Any]:
    found = Message.objects.filter(organisation_id=request.hat.body_id).select_related("label")
    if query.closed is not None:
        found = found.filter(closed_at__isnull=not query.closed)
    return page_of(
        found,
        order=("-received_at", "-pk"),
        page=query,
        request=request,
        response=response,
        shape=message_out,
    )


@router.post(
    "/label-messages/{message_id}/close",
    auth=KEEPER_NEEDED,
    response=LabelMessageOut,
    openapi_extra=refuses(409),
    summary=_noted("Régler un message"),
    description=_noted("Dit qu’un message est réglé, et ce qui a été fait."),
)
def close_label_message(request: HatRequest, message_id: MessageId, wanted: CloseIn) -> LabelMessageOut:
    closed = services.close_message(
        message_id=message_id, outcome=wanted.outcome, hat=request.hat, now=timezone.now()
    )
    return message_out(closed)
