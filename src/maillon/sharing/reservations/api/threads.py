"""The routes of what is written about a request."""

import datetime as dt
from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import Input, Line, Text, explained, local, one_of
from maillon.base.refusals import NotFound
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.api.schemas import Reference
from maillon.sharing.reservations.errors import explained as reasons
from maillon.sharing.reservations.models import Reservation, ThreadMessage
from maillon.sharing.reservations.queries.following import one_for
from maillon.sharing.reservations.queries.threads import messages_about, root_of
from maillon.sharing.reservations.services.threads import Change, ask_clarification, mark_read, write_message

router = Router(tags=["reservations"], auth=HAT_NEEDED)


class ThreadMessageOut(Schema):
    """A message about a request; who wrote it is told by the organisation only."""

    id: int = explained("Numéro du message.", example=12)
    kind: Annotated[ThreadMessage.Kind, one_of(ThreadMessage.Kind)] = explained(
        "Message, précision demandée ou précision donnée.", example="question"
    )
    from_owner: bool = explained("Vrai s’il vient du propriétaire du bien.", example=True)
    organisation: OrganisationRef | None = explained("L’organisation au nom de qui il est écrit.")
    text: str = explained("Le message; vide s’il a été effacé.", example="Combien serez-vous?")
    written_at: dt.datetime = explained("Quand il a été écrit.", example="2026-11-20T09:12:00-05:00")
    changes: dict[str, list[str | int | None]] = explained(
        "Ce que la réponse corrige dans la demande : la valeur d’avant, puis la nouvelle.",
        example={"attendees": [25, 30]},
    )
    document: str | None = explained(
        "L’adresse où télécharger le document joint; null sans document.",
        example="/demandes/R-2026-000042/echange/12/",
    )


class MessageIn(Input):
    """A message; with it, what it corrects in the request when a question waits for you."""

    text: Text = explained("Le message.", default="", example="Nous serons trente.")
    purpose: Line | None = explained(
        "L’activité corrigée, en réponse à une précision demandée.", default=None, example="Badminton"
    )
    attendees: int | None = explained(
        "Le nombre de personnes corrigé, en réponse à une précision demandée.",
        default=None,
        example=30,
        ge=1,
        le=100_000,
    )


class QuestionIn(Input):
    """What the owner wants to know before answering."""

    text: Text = explained("La question.", example="Combien serez-vous?", min_length=1)


@router.get(
    "/reservations/{reference}/messages",
    response=Page[ThreadMessageOut],
    summary=_noted("Lire l’échange d’une demande"),
    description=_noted(
        "Les messages entre les personnes qui demandent et celles qui répondent, le plus ancien d’abord. Ce qui est "
        "demandé ensemble n’a qu’un échange."
    ),
)
def list_thread_messages(
    request: HatRequest, response: HttpResponse, reference: Reference, query: Query[PageQuery]
) -> dict[str, Any]:
    root = _root(reference, request)
    return page_of(
        messages_about(root, request.hat),
        order=("written_at", "pk"),
        page=query,
        request=request,
        response=response,
        shape=lambda message: _told(message, root),
    )


@router.post(
    "/reservations/{reference}/messages",
    response={201: ThreadMessageOut},
    openapi_extra=refuses(409),
    summary=_noted("Écrire dans l’échange d’une demande"),
    description=_noted(
        "Envoie un message à l’autre partie, qui le reçoit aussi par courriel. Quand une précision vous est demandée, "
        "il y répond, peut corriger l’activité et le nombre de personnes, et rend la demande au propriétaire."
    ),
)
def write_thread_message(
    request: HatRequest, reference: Reference, message: MessageIn
) -> Status[ThreadMessageOut]:
    written = write_message(
        reference=reference,
        hat=request.hat,
        text=message.text,
        change=Change(message.purpose, message.attendees),
        now=timezone.now(),
    )
    return Status(201, _told(written, _root(reference, request)))


@router.post(
    "/reservations/{reference}/documents",
    response={201: ThreadMessageOut},
    openapi_extra=refuses(409),
    summary=_noted("Joindre un document à l’échange d’une demande"),
    description=_noted(
        "Envoie un PDF, un document bureautique sans macros ou une image, d’au plus 10 Mo, jugé par son contenu; "
        "quand une précision vous est demandée, il y répond."
    ),
)
def send_thread_document(
    request: HatRequest, reference: Reference, file: File[UploadedFile]
) -> Status[ThreadMessageOut]:
    written = write_message(
        reference=reference,
        hat=request.hat,
        text="",
        file=cast("BinaryIO", file),
        file_name=file.name or "",
        now=timezone.now(),
    )
    return Status(201, _told(written, _root(reference, request)))


@router.post(
    "/reservations/{reference}/clarify",
    response={201: ThreadMessageOut},
    openapi_extra=refuses(409),
    summary=_noted("Demander une précision"),
    description=_noted(
        "Pose une question avant de décider, au nom du propriétaire : son délai de réponse s’arrête, la place reste "
        "retenue, et l’autre partie a cinq jours pour répondre; sans réponse, la demande expire."
    ),
)
def clarify_request(
    request: HatRequest, reference: Reference, question: QuestionIn
) -> Status[ThreadMessageOut]:
    written = ask_clarification(reference=reference, hat=request.hat, text=question.text, now=timezone.now())
    return Status(201, _told(written, _root(reference, request)))


@router.post(
    "/reservations/{reference}/messages/read",
    response={204: None},
    summary=_noted("Dire que l’échange est lu"),
    description=_noted("Note que la personne a lu les messages jusqu’à maintenant."),
)
def read_thread_messages(request: HatRequest, reference: Reference) -> Status[None]:
    mark_read(reference=reference, hat=request.hat, now=timezone.now())
    return Status(204, None)


def _root(reference: str, request: HatRequest) -> Reservation:
    reservation = one_for(reference, request.hat)
    if reservation is None:
        raise NotFound(reasons([Objection("unknown")]))
    return root_of(reservation)


def _told(message: ThreadMessage, root: Reservation) -> ThreadMessageOut:
    address = reverse("reservations:thread_document", args=[root.reference, message.pk])
    return ThreadMessageOut(
        id=message.pk,
        kind=ThreadMessage.Kind(message.kind),
        from_owner=message.from_owner,
        organisation=reference_of(message.organisation) if message.organisation else None,
        text=message.text,
        written_at=local(message.written_at, root.asset.site.time_zone),
        changes=message.changes,
        document=address if message.file else None,
    )
