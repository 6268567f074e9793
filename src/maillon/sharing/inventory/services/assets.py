"""Writing assets and sites."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from maillon.base.refusals import Invalid, Reason
from maillon.base.retries import retried
from maillon.sharing.inventory.errors import SENTENCES, ChangedMeanwhile, MergedAway, StillPromised
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.inventory.promises import fit_promises, hold_promises, promises_on
from maillon.sharing.inventory.queries.audiences import drawings_of
from maillon.sharing.inventory.rules import misplaced, time_zone_at
from maillon.sharing.inventory.services.fields import check_details
from maillon.sharing.inventory.services.states import ask_not_frozen


def _invalid(code: str, field: str) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))


def _check_point(lon: float | None, lat: float | None) -> None:
    if (lon is None) != (lat is None):
        raise _invalid("half_a_point", "lon" if lon is None else "lat")
    if lon is not None and lat is not None and (why := misplaced(lon, lat)):
        raise _invalid(f"point_{why}", "lon")


@retried
@transaction.atomic
def write_asset(*, asset: Asset, now: datetime, unchanged: Callable[[Asset], bool] | None = None) -> Asset:
    """Write an asset, new or changed. Without a point of its own it takes its site's; one that follows the rules of
    who may see takes what they say.

    Raises Invalid when the site belongs to another organisation, when the point is not in Québec, or when a
    characteristic is unknown or answered by what it does not take; Frozen when the asset is held intact;
    StillPromised when it would be archived while others count on it; the refusal of whoever has promised more of
    it than would be left. ``unchanged`` is asked of the asset as it stands, locked: ChangedMeanwhile when it says no.
    """
    if asset.pk is not None:
        _ask_to_change(asset, now, unchanged)
    if asset.site.organisation_id != asset.organisation_id:
        raise _invalid("foreign_site", "site")
    if asset.lon is None and asset.lat is None:
        asset.lon, asset.lat = asset.site.lon, asset.site.lat
    _check_point(asset.lon, asset.lat)
    check_details(asset)
    if asset.audience_follows:
        drawn = drawings_of(asset.organisation_id).of(asset.site_id, asset.asset_class_id)
        asset.audience = drawn.audience
    asset.save()
    return asset


def _ask_to_change(asset: Asset, now: datetime, unchanged: Callable[[Asset], bool] | None) -> None:
    """Raise the refusal of what may not be done to the asset as it stands in the database."""
    archives = asset.state == Asset.State.ARCHIVED
    counted = Asset.objects.filter(pk=asset.pk).exclude(quantity=asset.quantity).exists()
    if archives or counted:  # whoever books locks the place, then the asset: so does this
        hold_promises([asset.pk])
    known = Asset.objects.select_for_update(no_key=True).get(pk=asset.pk)
    if unchanged is not None and not unchanged(known):
        raise ChangedMeanwhile
    ask_not_frozen([known])
    if archives and known.state != asset.state and (standing := promises_on([asset.pk], now)):
        raise StillPromised(standing)
    if known.merged_into_id is not None and not archives:
        raise MergedAway
    if known.quantity != asset.quantity:
        fit_promises(asset.pk, asset.quantity, now)


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
