"""The routes of the waiting list."""

import datetime as dt
import uuid
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Path, Query, Router, Schema, Status

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import Input, Line, Moment, explained, identifier
from maillon.base.refusals import NotFound
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.inventory.api.schemas import AssetRef
from maillon.sharing.reservations.rules import MANY, Wish
from maillon.sharing.waiting.errors import explained as reasons
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.queries import one_for, places_before
from maillon.sharing.waiting.services import join, leave, take_place

router = Router(tags=["waiting"])
AssetId = Annotated[int, identifier("Numéro du bien.")]
WaitKey = Annotated[uuid.UUID, Path(..., description=_noted("Identifiant de l’attente."))]


class WaitOut(Schema):
    """A place in the line."""

    uid: uuid.UUID = explained("Identifiant de l’attente.")
    asset: AssetRef = explained("Le bien.")
    organisation: OrganisationRef = explained("Qui attend.")
    starts_at: dt.datetime = explained("Début de la période attendue.", example="2026-12-01T18:00:00-05:00")
    ends_at: dt.datetime = explained("Fin, exclue.", example="2026-12-01T20:00:00-05:00")
    purpose: str = explained("L’activité prévue.", example="Badminton")
    quantity: int = explained("Combien.", example=1)
    state: str = explained(
        "waiting, offered (à elle de répondre), taken, passed, left ou over.", example="waiting"
    )
    before: int = explained("Combien attendent avant elle un moment qui touche le sien.", example=2)
    kept_until: dt.datetime | None = explained("Jusqu’à quand la place lui est gardée.")
    reservation: str | None = explained(
        "Numéro de la demande, une fois la place prise.", example="R-2026-000042"
    )


class WaitIn(Input):
    """What one would wait for."""

    starts_at: Moment = explained("Début, avec son décalage.", example="2026-12-01T18:00:00-05:00")
    ends_at: Moment = explained("Fin, exclue.", example="2026-12-01T20:00:00-05:00")
    purpose: Line = explained("L’activité prévue.", example="Badminton", min_length=1)
    attendees: int | None = explained("Combien de personnes.", default=None, example=20, ge=1, le=MANY)
    quantity: int = explained("Combien.", default=1, example=1, ge=1, le=MANY)


class TakenOut(Schema):
    """The request that was sent."""

    reference: str = explained("Numéro de la demande (voir /reservations).", example="R-2026-000042")


def _out(wait: Wait, before: int | None = None) -> WaitOut:
    if before is None:
        before = places_before([wait]).get(wait.pk, 0) if wait.state == Wait.State.WAITING else 0
    return WaitOut(
        uid=wait.uid,
        asset=AssetRef(id=wait.asset_id, name=wait.asset.name),
        organisation=reference_of(wait.organisation),
        starts_at=wait.starts_at,
        ends_at=wait.ends_at,
        purpose=wait.purpose,
        quantity=wait.quantity,
        state=wait.state,
        before=before,
        kept_until=wait.kept_until,
        reservation=wait.reservation.reference if wait.reservation else None,
    )


def _seen(uid: uuid.UUID, request: HatRequest) -> Wait:
    found = one_for(uid, request.hat)
    if found is None:
        raise NotFound(reasons([Objection("unknown")]))
    return found


@router.get(
    "/waits",
    auth=HAT_NEEDED,
    response=Page[WaitOut],
    summary=_noted("Lister les attentes"),
    description=_noted("Celles de votre organisation, et celles que d’autres ont sur vos biens."),
)
def list_waits(request: HatRequest, response: HttpResponse, query: Query[PageQuery]) -> dict[str, Any]:
    return page_of(
        Wait.objects.visible_to(request.hat).shown(),
        order=("joined_at", "pk"),
        page=query,
        request=request,
        response=response,
        shape=_out,
    )


@router.post(
    "/assets/{asset_id}/waits",
    auth=HAT_NEEDED,
    response={201: WaitOut},
    openapi_extra=refuses(409, 422),
    summary=_noted("Attendre un moment"),
    description=_noted(
        "Inscrit votre organisation sur la liste d’un moment déjà pris; deux fois le même moment, une seule attente."
    ),
)
def wait_for(
    request: HatRequest, response: HttpResponse, asset_id: AssetId, wanted: WaitIn
) -> Status[WaitOut]:
    wish = Wish(asset_id, **wanted.model_dump())
    made = join(hat=request.hat, wish=wish, now=timezone.now())
    response["Location"] = f"/api/v1/waits/{made.uid}"
    return Status(201, _out(_seen(made.uid, request)))


@router.get(
    "/waits/{uid}",
    auth=HAT_NEEDED,
    response=WaitOut,
    summary=_noted("Voir une attente"),
    description=_noted("Où elle en est."),
)
def show_wait(request: HatRequest, uid: WaitKey) -> WaitOut:
    return _out(_seen(uid, request))


@router.post(
    "/waits/{uid}/take",
    auth=HAT_NEEDED,
    response=TakenOut,
    openapi_extra=refuses(409),
    summary=_noted("Prendre la place gardée"),
    description=_noted("Envoie la demande, confirmée aussitôt là où les conditions le disent."),
)
def take_wait(request: HatRequest, uid: WaitKey) -> TakenOut:
    return TakenOut(reference=take_place(uid=uid, hat=request.hat, now=timezone.now()).reference)


@router.post(
    "/waits/{uid}/leave",
    auth=HAT_NEEDED,
    response=WaitOut,
    openapi_extra=refuses(409),
    summary=_noted("Se retirer de la liste"),
    description=_noted("La place gardée, s’il y en a une, va à la suivante."),
)
def leave_wait(request: HatRequest, uid: WaitKey) -> WaitOut:
    leave(uid=uid, hat=request.hat, now=timezone.now())
    return _out(_seen(uid, request))
