"""Assets as the cards of a list of results, in the order in which they were found."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.urls import reverse

from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span
from maillon.sharing.inventory.drawings import VARIANTS
from maillon.sharing.inventory.drawings.scenes import SCENES
from maillon.sharing.inventory.models import Asset, Photo
from maillon.sharing.reservations.models import TravelRate
from maillon.sharing.reservations.queries.asking import facts_of
from maillon.sharing.reservations.queries.search import FreeAsset
from maillon.sharing.reservations.queries.terms import price_in_words
from maillon.sharing.reservations.queries.travel import Travel, travel_to
from maillon.sharing.terms.errors import reasons
from maillon.sharing.terms.rules import HatFacts, Wanted, objections


@dataclass(frozen=True, slots=True)
class Card:
    """One found asset: its number on the map, and what helps to choose it. ``x`` and ``y`` are metres.

    ``against`` says why its terms refuse the period that is free; empty when nothing does.
    """

    number: int
    asset_id: int
    name: str
    kind: str
    owner: str
    place: str
    kilometres: float
    travel: Travel | None
    capacity: int | None
    price: str
    who: str
    photo: str
    photo_alt: str
    against: str
    x: float
    y: float


def cards_of(
    found: Sequence[FreeAsset],
    period: Span[dt.datetime],
    *,
    hat: Hat,
    now: dt.datetime,
    rate: TravelRate | None = None,
) -> list[Card]:
    """Return the cards of these assets, in the order given, each with what its terms object: two queries.

    ``rate`` gives the cost of going there.
    """
    assets = (
        Asset.objects.visible_to(hat)
        .filter(pk__in=[one.asset_id for one in found], offer__isnull=False)
        .with_owner()
        .select_related("offer__terms")
        .prefetch_related(Prefetch("photos", Photo.objects.order_by("position", "pk")))
    )
    by_number = {asset.pk: asset for asset in assets.order_by("pk")}
    known = [(by_number[one.asset_id], one) for one in found if one.asset_id in by_number]
    return [
        _card(
            rank,
            asset,
            one.distance_km,
            travel_to(one.distance_km, rate),
            _against(asset, period, facts_of(hat, partner=one.by_agreement), now),
        )
        for rank, (asset, one) in enumerate(known, start=1)
    ]


def _against(asset: Asset, period: Span[dt.datetime], who: HatFacts | None, now: dt.datetime) -> str:
    """Return the first reason why the terms refuse this period, « » when none does."""
    wanted = Wanted(period, ZoneInfo(asset.site.time_zone))
    said = reasons(objections(wanted, terms=asset.offer.terms.facts(), hat=who, now=now))
    return said[0].message if said else ""


def _card(rank: int, asset: Asset, kilometres: float, travel: Travel | None, against: str) -> Card:
    terms, photo = asset.offer.terms, next(iter(asset.photos.all()), None)
    return Card(
        number=rank,
        asset_id=asset.pk,
        name=asset.name,
        kind=asset.asset_class.name,
        owner=asset.organisation.label,
        place=asset.site.name,
        kilometres=kilometres,
        travel=travel,
        capacity=asset.capacity,
        price=price_in_words(terms),
        who=str(terms.get_bookable_by_display()),
        photo=reverse("inventory:photo", args=[asset.pk, photo.pk, 320]) if photo else _illustration(asset),
        photo_alt=photo.alt if photo else "",
        against=against,
        x=asset.x or 0.0,
        y=asset.y or 0.0,
    )


def _illustration(asset: Asset) -> str:
    """Return the drawing of its class, one of three by its number; « » when none is drawn."""
    code = asset.asset_class.code
    return reverse("inventory:illustration", args=[code, asset.pk % VARIANTS]) if code in SCENES else ""
