"""What suits a search whatever the moment, nearest first: what is then asked when it is free."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Q, Value
from django.db.models.expressions import RawSQL
from django.utils import timezone

from maillon.base.finding import told
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.kernel.distance import Point, great_circle_km, plane_radius, project
from maillon.kernel.spans import Span
from maillon.sharing.inventory.models import Asset, AssetQuerySet, Site, covering
from maillon.sharing.reservations.queries.search import WHOLE, FreeAsset, FreeResults, FreeSearch
from maillon.sharing.reservations.queries.windows import free_in
from maillon.sharing.terms.models import SharingTerms

LOOKED_AT = 200  # the nearest of them
HERE = "point(inventory_asset.x, inventory_asset.y)"


def candidates(search: FreeSearch, *, hat: Hat, now: dt.datetime, words: Sequence[str] = ()) -> AssetQuerySet:
    """Return what this hat may see, is in sharing and suits the search but for its period, nearest first.

    Each of ``words`` begins a word of the name, of the place or of the owner. Read with terms, place, owner, class;
    ``agreed`` says whether an agreement in force covers the asset for the hat.
    """
    on = timezone.localdate(now)
    agreed = Value(0, BooleanField()) if hat.organisation_id is None else covering(on, hat.organisation_id)
    found = (
        Asset.objects.visible_to(hat, on)
        .active()
        .filter(offer__withdrawn_at__isnull=True, offer__isnull=False, bookable__isnull=False)
        .with_owner()
        .select_related("offer__terms")
        .annotate(agreed=agreed)
    )
    if search.class_codes:
        found = found.filter(asset_class__code__in=search.class_codes)
    if search.people is not None:
        found = found.filter(Q(capacity__isnull=True) | Q(capacity__gte=search.people))
    if search.without_charge:
        found = found.filter(offer__terms__price_per_hour__isnull=True)
    if search.confirmed_at_once:
        found = found.filter(offer__terms__approval=SharingTerms.Approval.AUTOMATIC)
    if search.traits:
        found = found.filter(
            RawSQL("inventory_asset.details @@ %s::jsonpath", [search.traits], BooleanField())
        )
    return _near(_telling(found, words), search)


def _telling(found: AssetQuerySet, words: Sequence[str]) -> AssetQuerySet:
    """Keep what the words tell, each in the name, the place or the owner; each way goes through its own index."""
    for word in words:
        rows: Any = Asset.objects.active().order_by().values("pk")
        ways: list[Any] = [
            told(rows, word),
            rows.filter(site__in=told(Site.objects.order_by(), word).values("pk")),
            rows.filter(
                organisation__in=told(Organisation.objects.order_by(), word, number="short_name").values("pk")
            ),
        ]
        found = found.filter(pk__in=ways[0].union(*ways[1:], all=True))
    return found


def _near(found: AssetQuerySet, search: FreeSearch) -> AssetQuerySet:
    x, y = project(search.lon, search.lat)
    radius = WHOLE if search.radius_km is None else plane_radius(search.radius_km, search.lat)
    within = RawSQL(f"{HERE} <@ circle(point(%s, %s), %s)", [x, y, radius], BooleanField())  # noqa: S611  (constants)
    return found.filter(within).order_by(RawSQL(f"{HERE} <-> point(%s, %s)", [x, y]), "pk")  # noqa: S611  (constants)


def find_told(search: FreeSearch, words: Sequence[str], *, hat: Hat, now: dt.datetime) -> FreeResults:
    """Return what these words tell and that is free for the period, as :func:`.search.find_free` would: two queries.

    The 200 nearest that the words tell are looked at.
    """
    near = list(candidates(search, hat=hat, now=now, words=words)[: LOOKED_AT + 1])
    period = Span(search.starts_at, search.ends_at)
    looked = near[:LOOKED_AT]
    free = free_in([one.pk for one in looked], [period], quantity=search.quantity, hat=hat, now=now)
    found = [free_asset(one, search, hat) for one in looked if free[one.pk]]
    found = [one for one in found if search.radius_km is None or one.distance_km <= search.radius_km]
    found = [one for one in found if one.may_book or not search.bookable_only]
    found.sort(key=lambda one: (one.distance_km, one.asset_id))
    more = len(near) > LOOKED_AT or len(found) > search.limit
    return FreeResults(tuple(found[: search.limit]), more=more)


def free_asset(asset: Asset, search: FreeSearch, hat: Hat) -> FreeAsset:
    """Return a candidate as the search tells what is free."""
    terms, agreed = asset.offer.terms, bool(asset.agreed)  # type: ignore[attr-defined]  # annotated by candidates()
    lon, lat = asset.lon or 0.0, asset.lat or 0.0
    return FreeAsset(
        asset_id=asset.pk,
        distance_km=great_circle_km(Point(search.lon, search.lat), Point(lon, lat)),
        name=asset.name,
        class_code=asset.asset_class.code,
        class_name=asset.asset_class.name,
        owner_id=asset.organisation_id,
        owner=asset.organisation.label,
        site=asset.site.name,
        time_zone=asset.site.time_zone,
        lon=lon,
        lat=lat,
        capacity=asset.capacity,
        quantity=asset.quantity,
        bookable_by=terms.bookable_by,
        confirmed_at_once=terms.approval == SharingTerms.Approval.AUTOMATIC,
        price_per_hour=terms.price_per_hour,
        by_agreement=agreed,
        may_book=hat.within(terms.bookable_by, asset.organisation_id, partner=agreed),
    )
