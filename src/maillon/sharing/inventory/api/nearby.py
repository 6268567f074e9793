"""The assets around a point, nearest first."""

from dataclasses import dataclass

from django.db.models import BooleanField, FloatField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid
from maillon.kernel.distance import Point, great_circle_km, in_quebec, plane_radius, project
from maillon.sharing.inventory.models import Asset

POINT = 'point("inventory_asset"."x", "inventory_asset"."y")'  # as in the search index
METRES_PER_KM = 1000


@dataclass(frozen=True, slots=True)
class Near:
    """An asset and how far it is, in kilometres as the crow flies."""

    asset: Asset
    distance_km: float


def nearest(assets: QuerySet[Asset], *, lon: float, lat: float, radius_km: float, limit: int) -> list[Near]:
    """Return the ``limit`` nearest of the active ``assets`` within the radius.

    Raises Invalid when the point is not in Québec. Drafts and archives are left out, as they are from the index.
    """
    if not in_quebec(lon, lat):
        raise Invalid(_("Ce point n’est pas au Québec : vérifiez la longitude et la latitude."), field="lon")
    x, y = project(lon, lat)
    within = RawSQL(f"{POINT} <@ circle(point(%s, %s), %s)", (x, y, plane_radius(radius_km, lat)))  # noqa: S611  (our own constant)
    away = RawSQL(f"{POINT} <-> point(%s, %s)", (x, y))  # noqa: S611  (our own constant)
    within.output_field, away.output_field = BooleanField(), FloatField()
    here = Point(lon, lat)
    found = [
        Near(asset, great_circle_km(here, Point(asset.lon, asset.lat)))
        for asset in assets.filter(within, state=Asset.State.ACTIVE).order_by(away, "pk")[:limit]
        if asset.lon is not None and asset.lat is not None
    ]
    return sorted(
        (near for near in found if near.distance_km <= radius_km), key=lambda near: near.distance_km
    )
