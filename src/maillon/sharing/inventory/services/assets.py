"""Writing assets and sites, archiving assets."""

from django.db import transaction

from maillon.base.refusals import Invalid, Reason
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.inventory.rules import misplaced, time_zone_at
from maillon.sharing.inventory.services.fields import check_details


def _invalid(code: str, field: str) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))


def _check_point(lon: float | None, lat: float | None) -> None:
    if (lon is None) != (lat is None):
        raise _invalid("half_a_point", "lon" if lon is None else "lat")
    if lon is not None and lat is not None and (why := misplaced(lon, lat)):
        raise _invalid(f"point_{why}", "lon")


@transaction.atomic
def write_asset(*, asset: Asset) -> Asset:
    """Write an asset, new or changed. Without a point of its own it takes its site's.

    Raises Invalid when the site belongs to another organisation, when the point is not in Québec, or when a
    characteristic is unknown or answered by what it does not take.
    """
    if asset.site.organisation_id != asset.organisation_id:
        raise _invalid("foreign_site", "site")
    if asset.lon is None and asset.lat is None:
        asset.lon, asset.lat = asset.site.lon, asset.site.lat
    _check_point(asset.lon, asset.lat)
    check_details(asset)
    asset.save()
    return asset


@transaction.atomic
def archive_asset(*, asset: Asset) -> Asset:
    """Take an asset out of what is shown and searched; its history and accepted requests stay."""
    asset.state = Asset.State.ARCHIVED
    asset.save(update_fields=["state", "updated_at"])
    return asset


@transaction.atomic
def restore_asset(*, asset: Asset) -> Asset:
    """Bring an archived asset back into use."""
    asset.state = Asset.State.ACTIVE
    asset.save(update_fields=["state", "updated_at"])
    return asset


@transaction.atomic
def write_site(*, site: Site) -> Site:
    """Write a site, new or changed; its clocks follow its point, its territory its municipality.

    Raises Invalid when the point is not in Québec.
    """
    _check_point(site.lon, site.lat)
    site.time_zone = time_zone_at(site.lon, site.lat)
    site.mrc = site.municipality.mrc if site.municipality else site.organisation.mrc
    site.save()
    return site
