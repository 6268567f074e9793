"""A place in sharing for tests: ``make_shared_place()`` is a gym that neighbours may book with approval."""

import datetime as dt
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.kernel.recurrence import Weekly
from maillon.sharing.availability.models import Bookable, Schedule
from maillon.sharing.availability.services import make_bookable, materialise
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.terms.models import Offer, SharingTerms
from maillon.testing.builders.community import make_organisation

TORONTO = ZoneInfo("America/Toronto")
SAINT_HYACINTHE = (-72.957, 45.630)  # longitude, latitude
_numbers = count(1)


def at(hour: float, *, days: int = 7, tz: ZoneInfo = TORONTO) -> dt.datetime:
    """Return an hour by the clock of the place, some days from today, which is Montréal's whatever the place."""
    day = timezone.now().astimezone(TORONTO).date() + dt.timedelta(days=days)
    minutes = round(hour * 60)
    return dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60), tzinfo=tz)


def make_schedule(organisation: Organisation, *, opens: int = 8 * 60, closes: int = 22 * 60) -> Schedule:
    """Return a schedule open every day between these local minutes, holidays included, its days written."""
    schedule = Schedule.objects.create(
        organisation=organisation,
        name=f"Horaire {next(_numbers)}",
        weekly=Weekly.same(opens, closes).to_json(),
        closed_on_holidays=False,
    )
    today = timezone.localdate()
    materialise(schedule_ids=[schedule.pk], first=today - dt.timedelta(7), last=today + dt.timedelta(200))
    return schedule


def make_asset(
    owner: Organisation | None = None,
    *,
    code: str = "gym",
    name: str = "",
    point: tuple[float, float] | None = SAINT_HYACINTHE,
    **values: Any,
) -> Asset:
    """Return an active asset that everyone may see, at a site of its own."""
    owner = owner or make_organisation()
    number = next(_numbers)
    lon, lat = point or (None, None)
    site = Site.objects.create(
        organisation=owner, name=values.pop("site_name", f"Lieu {number}"), mrc=owner.mrc, lon=lon, lat=lat
    )
    return Asset.objects.create(
        organisation=owner,
        site=site,
        asset_class=AssetClass.objects.get(code=code),
        name=name or f"Bien {number}",
        lon=lon,
        lat=lat,
        **{"audience": Circle.EVERYONE, "capacity": 60} | values,
    )


def offer(asset: Asset, **terms: Any) -> Offer:
    """Put an asset in sharing under new terms: without notice unless told otherwise."""
    chosen = {"name": f"Conditions {next(_numbers)}", "notice_minutes": 0, "bookable_by": Circle.VERIFIED}
    written = SharingTerms.objects.create(organisation=asset.organisation, **chosen | terms)
    return Offer.objects.create(asset=asset, terms=written, offered_at=timezone.now())


def make_shared_place(
    owner: Organisation | None = None,
    *,
    terms: dict[str, Any] | None = None,
    schedule: Schedule | None = None,
    pool_of: int | None = None,
    **values: Any,
) -> Asset:
    """Return an asset that can be booked: offered, open every day from 8 h to 22 h; ``pool_of`` counts like things."""
    asset = make_asset(owner, **({"quantity": pool_of} if pool_of else {}) | values)
    offer(asset, **(terms or {}))
    make_bookable(
        asset=asset,
        schedule=schedule or make_schedule(asset.organisation),
        pooled=pool_of is not None,
        quantity=pool_of or 1,
    )
    return asset


def block_of(asset: Asset) -> int:
    """Return the number of the block in which the asset is."""
    return Bookable.objects.get(asset=asset).block_id
