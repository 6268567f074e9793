"""The route of whose open data an asset comes from."""

import datetime as dt
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema

from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import explained
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.origins import Origin, origin_of_asset

router = Router(tags=["inventory"])


class OpenDataOut(Schema):
    """The open data from which an asset was claimed, as its licence asks that it be said."""

    provider: str = explained("Qui publie ces données.", example="Ville de Montréal")
    licence: str = explained("Leur licence.", example="CC BY 4.0")
    file_name: str = explained("Le fichier apporté.", example="installations.geojson")
    address: str = explained("La page de la source; peut être vide.", example="")
    brought_at: dt.datetime = explained("Quand il a été apporté.", example="2026-11-20T14:12:00+00:00")


@router.get(
    "/assets/{asset_id}/sources",
    response=Page[OpenDataOut],
    summary=_noted("Lire les sources d’un bien"),
    description=_noted(
        "Les données ouvertes d’où le bien a été réclamé, à citer avec lui; rien pour un bien décrit par les siens."
    ),
)
def list_sources(request: HatRequest, asset_id: AssetId) -> dict[str, Any]:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    origin = origin_of_asset(asset)
    return whole([] if origin is None else [_out(origin)])


def _out(origin: Origin) -> OpenDataOut:
    return OpenDataOut(
        provider=origin.provider,
        licence=origin.licence,
        file_name=origin.file_name,
        address=origin.address,
        brought_at=origin.brought_at,
    )
