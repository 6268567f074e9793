"""The routes by which supplies come in, go out, move, are counted and put right."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Status

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.supplies import services
from maillon.sharing.supplies.api.articles import known_supply
from maillon.sharing.supplies.api.schemas import (
    MovementId,
    SupplyCorrectionIn,
    SupplyCountIn,
    SupplyId,
    SupplyMovementIn,
    SupplyMovementOut,
    SupplyMovementsOut,
    SupplyTransferIn,
    movement_out,
)
from maillon.sharing.supplies.models import Movement
from maillon.sharing.supplies.queries import movements_of
from maillon.sharing.supplies.services import Counted, Given

router = Router(tags=["supplies"])


@router.post(
    "/supplies/counts",
    auth=KEEPER_NEEDED,
    response={201: SupplyMovementsOut},
    openapi_extra=refuses(404, 409),
    summary=_noted("Inscrire des comptes"),
    description=_noted("Ce qui est compté devient ce qu’il y a : tous les comptes s’inscrivent, ou aucun."),
)
def count_some_supplies(request: HatRequest, wanted: SupplyCountIn) -> Status[SupplyMovementsOut]:
    written = services.count_supplies(
        site_id=wanted.site_id,
        counts=[Counted(one.supply_id, one.amount) for one in wanted.counts],
        reason=wanted.reason,
        gesture=uuid.uuid4(),
        hat=request.hat,
        now=timezone.now(),
    )
    return _written(written)


@router.get(
    "/supplies/{supply_id}/movements",
    auth=KEEPER_NEEDED,
    response=Page[SupplyMovementOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les mouvements d’une fourniture"),
    description=_noted("Tout ce qui est entré et sorti, le dernier d’abord; rien ne s’efface."),
)
def list_supply_movements(
    request: HatRequest, response: HttpResponse, supply_id: SupplyId, query: Query[PageQuery]
) -> dict[str, Any]:
    rows = movements_of(known_supply(request, supply_id))
    return page_of(
        rows, order=("-at", "-pk"), page=query, request=request, response=response, shape=movement_out
    )


@router.post(
    "/supplies/{supply_id}/movements",
    auth=KEEPER_NEEDED,
    response={201: SupplyMovementOut},
    openapi_extra=refuses(409),
    summary=_noted("Inscrire une entrée ou une sortie"),
    description=_noted(
        "Ce qui arrive, ce qui sort ou ce qui se perd. Il ne sort jamais plus que ce qu’il reste."
    ),
)
def move_supply(
    request: HatRequest, supply_id: SupplyId, wanted: SupplyMovementIn
) -> Status[SupplyMovementOut]:
    told: dict[str, Any] = {
        "article_id": supply_id,
        "amount": wanted.amount,
        "site_id": wanted.site_id,
        "reason": wanted.reason,
        "gesture": uuid.uuid4(),
        "hat": request.hat,
        "now": timezone.now(),
    }
    if wanted.kind == "received":
        written = services.receive_supply(**told)
    elif wanted.kind == "lost":
        written = services.lose_supply(**told)
    else:
        written = services.issue_supply(**told, given=Given(wanted.use, wanted.given_to_id))
    return Status(201, movement_out(written))


@router.post(
    "/supplies/{supply_id}/transfers",
    auth=KEEPER_NEEDED,
    response={201: SupplyMovementsOut},
    openapi_extra=refuses(409),
    summary=_noted("Changer une fourniture de lieu"),
    description=_noted("Deux mouvements, ou aucun : ce qui part d’un lieu arrive à l’autre."),
)
def transfer_some_supply(
    request: HatRequest, supply_id: SupplyId, wanted: SupplyTransferIn
) -> Status[SupplyMovementsOut]:
    written = services.transfer_supply(
        article_id=supply_id, gesture=uuid.uuid4(), hat=request.hat, now=timezone.now(), **wanted.model_dump()
    )
    return _written(written)


@router.post(
    "/supplies/{supply_id}/movements/{movement_id}/correction",
    auth=KEEPER_NEEDED,
    response={201: SupplyMovementsOut},
    openapi_extra=refuses(409),
    summary=_noted("Corriger un mouvement"),
    description=_noted("Écrit le mouvement contraire, qui nomme le premier; les deux restent lisibles."),
)
def correct_supply_movement(
    request: HatRequest, supply_id: SupplyId, movement_id: MovementId, wanted: SupplyCorrectionIn
) -> Status[SupplyMovementsOut]:
    written = services.correct_movement(
        article_id=supply_id,
        movement_id=movement_id,
        why=wanted.reason,
        gesture=uuid.uuid4(),
        hat=request.hat,
        now=timezone.now(),
    )
    return _written(written)


def _written(movements: list[Movement]) -> Status[SupplyMovementsOut]:
    return Status(201, SupplyMovementsOut(items=[movement_out(one) for one in movements]))
