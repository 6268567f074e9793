"""The routes of the inventory."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router

from maillon.base.api.dates import dated
from maillon.base.api.pages import Page, page_of, whole
from maillon.community.agreements.models import Agreement, Party
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.api.nearby import nearest
from maillon.sharing.inventory.api.schemas import (
    AssetClassOut,
    AssetId,
    AssetOut,
    AssetQuery,
    SiteOut,
    SiteQuery,
    asset_shape,
    class_out,
    site_out,
)
from maillon.sharing.inventory.models import (
    Asset,
    AssetClass,
    AssetQuerySet,
    AudienceRule,
    ClassCode,
    ClassField,
    Scope,
    Site,
)

router = Router(tags=["inventory"])
# What these answers depend on: the things, what is asked of their classes, who they are shown to, who is who.
READ = (
    Asset,
    Site,
    ClassField,
    ClassCode,
    AudienceRule,
    Scope,
    Agreement,
    Party,
    Organisation,
    Membership,
)


@router.get(
    "/asset-classes",
    response=Page[AssetClassOut],
    summary=_noted("Lister les catégories"),
    description=_noted("Les catégories de biens, dans l’ordre où elles sont montrées."),
)
def list_asset_classes(request: HatRequest, response: HttpResponse) -> dict[str, Any]:
    dated(response, *READ)
    return whole(
        class_out(one) for one in AssetClass.objects.order_by("number").prefetch_related("fields", "codes")
    )


@router.get(
    "/sites",
    response=Page[SiteOut],
    summary=_noted("Lister les lieux"),
    description=_noted("Les lieux de votre organisation, et ceux où se trouve un bien que vous pouvez voir."),
)
def list_sites(request: HatRequest, response: HttpResponse, query: Query[SiteQuery]) -> dict[str, Any]:
    dated(response, *READ)
    seen = Asset.objects.visible_to(request.hat).filter(site=OuterRef("pk"))
    mine = Q(organisation_id=request.hat.organisation_id) if request.hat.organisation_id else Q(pk__in=[])
    sites = Site.objects.filter(mine | Q(Exists(seen))).select_related("organisation", "municipality")
    if query.organisation:
        sites = sites.filter(organisation_id=query.organisation)
    return page_of(
        sites, order=("sort_key", "pk"), page=query, request=request, response=response, shape=site_out
    )


@router.get(
    "/assets",
    response=Page[AssetOut],
    summary=_noted("Lister les biens"),
    description=_noted(
        "Les biens que vous pouvez voir, par nom. Avec un point : les biens actifs, les plus proches d’abord, "
        "en une seule page."
    ),
)
def list_assets(request: HatRequest, response: HttpResponse, query: Query[AssetQuery]) -> dict[str, Any]:
    dated(response, *READ)
    shape = asset_shape(request.hat)
    assets = _wanted(Asset.objects.visible_to(request.hat).with_owner(), query)
    if query.lon is not None and query.lat is not None:
        found = nearest(assets, lon=query.lon, lat=query.lat, radius_km=query.radius_km, limit=query.limit)
        return whole(shape(near.asset, near.distance_km) for near in found)
    return page_of(
        assets,
        order=("sort_key", "pk"),
        page=query,
        request=request,
        response=response,
        shape=shape,
    )


@router.get(
    "/assets/{asset_id}",
    response=AssetOut,
    summary=_noted("Voir un bien"),
    description=_noted("Un bien que vous pouvez voir."),
)
def show_asset(request: HatRequest, response: HttpResponse, asset_id: AssetId) -> AssetOut:
    dated(response, *READ)
    asset = get_object_or_404(Asset.objects.visible_to(request.hat).with_owner(), pk=asset_id)
    return asset_shape(request.hat)(asset)


def _wanted(assets: AssetQuerySet, query: AssetQuery) -> AssetQuerySet:
    if query.class_code:
        assets = assets.filter(asset_class__code=query.class_code)
    if query.organisation:
        assets = assets.filter(organisation_id=query.organisation)
    if query.mrc:
        assets = assets.filter(site__mrc_id=query.mrc)
    if query.state:
        assets = assets.filter(state=query.state)
    if query.starts_with:
        assets = assets.filter(sort_key__startswith=sort_key(query.starts_with))
    return assets
