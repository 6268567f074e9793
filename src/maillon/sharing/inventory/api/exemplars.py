"""The routes of the exemplars of a pool, for those who look after it."""

import datetime as dt
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Schema, Status
from pydantic import Field

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import PRINTABLE, DayIn, Id, Input, Line, explained, one_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.api.history import router
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset, Exemplar
from maillon.sharing.inventory.permissions import ask_to_keep

ExemplarState = Annotated[Exemplar.State, one_of(Exemplar.State)]
Label = Annotated[str, Field(min_length=1, max_length=40, pattern=PRINTABLE)]
Serial = Annotated[str, Field(max_length=80, pattern=PRINTABLE)]


class ExemplarOut(Schema):
    """One of the like things of a pool."""

    id: int = explained("Numéro dans Maillon.", example=31)
    label: str = explained("Le numéro que vous lui donnez.", example="PERC-01")
    serial: str = explained("Numéro de série; peut être vide.", example="SN-48213")
    state: ExemplarState = explained("En service, en réparation, perdu ou retiré.", example="in_service")
    reason: str = explained("Pourquoi il n’est pas en service; vide s’il l’est.")
    since: dt.date = explained("Depuis quel jour.", example="2026-11-20")


class ExemplarIn(Input):
    """A exemplar to write down."""

    label: Label = explained("Le numéro que vous lui donnez.", example="PERC-01")
    serial: Serial = explained("Numéro de série; peut être vide.", default="", example="SN-48213")


class ExemplarsIn(Input):
    """Exemplars to write down; all are in service."""

    exemplars: list[ExemplarIn] = explained("Les exemplaires.", min_length=1, max_length=500)


class ExemplarsChange(Input):
    """Which exemplars, in what state from now on."""

    exemplar_ids: list[Id] = explained("Numéros des exemplaires.", example=[31], min_length=1, max_length=500)
    state: ExemplarState = explained("Leur état.", example="repair")
    reason: Line = explained("Pourquoi; nécessaire s’ils ne sont plus en service.", default="")
    since: DayIn | None = explained(
        "Depuis quel jour; aujourd’hui sans cela.", default=None, example="2026-11-20"
    )


def _pool(request: HatRequest, asset_id: int) -> Asset:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    ask_to_keep(request.hat, asset.organisation_id)
    return asset


def _told(asset: Asset) -> dict[str, Any]:
    return whole(
        ExemplarOut(
            id=exemplar.pk,
            label=exemplar.label,
            serial=exemplar.serial,
            state=Exemplar.State(exemplar.state),
            reason=exemplar.reason,
            since=exemplar.since,
        )
        for exemplar in asset.exemplars.order_by("label", "pk")
    )


@router.get(
    "/assets/{asset_id}/exemplars",
    auth=KEEPER_NEEDED,
    response=Page[ExemplarOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les exemplaires d’un bien"),
    description=_noted(
        "Les exemplaires connus d’un bien qui se compte; vide quand seule sa quantité est connue."
    ),
)
def list_exemplars(request: HatRequest, asset_id: AssetId) -> dict[str, Any]:
    return _told(_pool(request, asset_id))


@router.post(
    "/assets/{asset_id}/exemplars",
    auth=KEEPER_NEEDED,
    response={201: Page[ExemplarOut]},
    openapi_extra=refuses(409),
    summary=_noted("Inscrire des exemplaires"),
    description=_noted(
        "Inscrit des exemplaires, en service. La quantité à réserver suit ceux qui sont en service; refusé si c’est "
        "moins que ce qui est promis."
    ),
)
def add_exemplars(request: HatRequest, asset_id: AssetId, wanted: ExemplarsIn) -> Status[dict[str, Any]]:
    asset = _pool(request, asset_id)
    services.add_exemplars(
        asset_id=asset.pk,
        exemplars=[(exemplar.label, exemplar.serial) for exemplar in wanted.exemplars],
        hat=request.hat,
        now=timezone.now(),
    )
    return Status(201, _told(asset))


@router.patch(
    "/assets/{asset_id}/exemplars",
    auth=KEEPER_NEEDED,
    response=Page[ExemplarOut],
    openapi_extra=refuses(409),
    summary=_noted("Changer l’état d’exemplaires"),
    description=_noted(
        "Met des exemplaires en service, en réparation, perdus ou retirés, avec la raison et le jour."
    ),
)
def change_exemplars(request: HatRequest, asset_id: AssetId, change: ExemplarsChange) -> dict[str, Any]:
    asset = _pool(request, asset_id)
    services.change_exemplars(
        asset_id=asset.pk,
        exemplar_ids=change.exemplar_ids,
        state=change.state,
        reason=change.reason,
        since=change.since,
        hat=request.hat,
        now=timezone.now(),
    )
    return _told(asset)
