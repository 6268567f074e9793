"""What is free near a place at a moment: nearest first, in one round trip.

The walk goes from the nearest outward over points in metres; those of each class are shifted apart, so that only the
classes wanted are met. Each candidate costs one row of its schedule's day and one probe of its block in the
ledger. It is a function of the database (``migrations/0005_find_free.py``); measured in ``benchmarks/``.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.kernel.distance import Point, great_circle_km, plane_radius, project
from maillon.sharing.availability.queries.predicates import local_days
from maillon.sharing.terms.models import SharingTerms

WHOLE = 3e6  # metres: from any place of Québec to any other, and far from the points of the next class


@dataclass(frozen=True, slots=True)
class FreeSearch:
    """What is wanted, where and when.

    ``class_codes`` may be empty: any class. ``radius_km`` may be None: anywhere. ``people`` keeps the places large
    enough, and those whose capacity nobody wrote down; ``quantity`` above one keeps pools only. The next three
    keep what this hat may book, what costs nothing, what is confirmed at once; ``traits`` what has the
    characteristics wanted (:func:`.traits.path_of`).
    """

    lon: float
    lat: float
    radius_km: float | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    class_codes: tuple[str, ...] = ()
    people: int | None = None
    quantity: int = 1
    bookable_only: bool = False
    without_charge: bool = False
    confirmed_at_once: bool = False
    traits: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class FreeAsset:
    """One asset that is open and free for the whole period, its set-up and clean-up included.

    ``distance_km`` is as the crow flies. ``by_agreement`` says that an agreement in force covers it for the hat,
    ``may_book`` that the hat is inside the circle of the terms; notice, horizon and durations are judged by the
    terms themselves when a request is made.
    """

    asset_id: int
    distance_km: float
    name: str
    class_code: str
    class_name: str
    owner_id: int
    owner: str
    site: str
    time_zone: str
    lon: float
    lat: float
    capacity: int | None
    quantity: int
    bookable_by: str
    confirmed_at_once: bool
    price_per_hour: Decimal | None
    by_agreement: bool
    may_book: bool


@dataclass(frozen=True, slots=True)
class FreeResults:
    """What was found, nearest first; ``more`` says that there is more beyond the limit."""

    assets: tuple[FreeAsset, ...]
    more: bool


CALL = """
SELECT * FROM reservations_find_free(
    %(codes)s::text[], %(lon)s, %(lat)s, %(x)s, %(y)s, %(radius)s, %(plane_radius)s,
    %(starts_at)s, %(ends_at)s, %(first_day)s, %(last_day)s, %(people)s, %(quantity)s,
    %(everything)s, %(circles)s::text[], %(drawn_circles)s::text[], %(own)s,
    %(bookable_only)s, %(without_charge)s, %(confirmed_at_once)s, %(traits)s::jsonpath, %(now)s, %(rows)s)
"""


def find_free(search: FreeSearch, *, hat: Hat, now: dt.datetime) -> FreeResults:
    """Return what this hat may see and that is offered, open and free, nearest first, up to the limit.

    Holds that have expired at ``now`` count as free. Several assets at the same place come in order of number.
    """
    with connection.cursor() as cursor:
        cursor.execute(CALL, parameters(search, hat, now))
        rows = cursor.fetchall()
    found = [_asset(row, search, hat) for row in rows[: search.limit]]
    found.sort(key=lambda one: (one.distance_km, one.asset_id))
    return FreeResults(tuple(found), more=len(rows) > search.limit)


def _asset(row: tuple[Any, ...], search: FreeSearch, hat: Hat) -> FreeAsset:
    (
        asset_id,
        lon,
        lat,
        name,
        capacity,
        quantity,
        owner_id,
        owner,
        site,
        zone,
        code,
        fr,
        en,
        circle,
        approval,
        price,
        agreed,
    ) = row
    return FreeAsset(
        asset_id=asset_id,
        distance_km=great_circle_km(Point(search.lon, search.lat), Point(lon, lat)),
        name=name,
        class_code=code,
        class_name=en if (get_language() or "").startswith("en") else fr,
        owner_id=owner_id,
        owner=owner,
        site=site,
        time_zone=zone,
        lon=lon,
        lat=lat,
        capacity=capacity,
        quantity=quantity,
        bookable_by=circle,
        confirmed_at_once=approval == SharingTerms.Approval.AUTOMATIC,
        price_per_hour=price,
        by_agreement=agreed,
        may_book=hat.within(circle, owner_id, partner=agreed),
    )


def parameters(search: FreeSearch, hat: Hat, now: dt.datetime) -> dict[str, Any]:
    """Return the values of :data:`CALL`; circles as :meth:`Hat.within` and ``Asset.objects.visible_to`` see them."""
    x, y = project(search.lon, search.lat)
    first_day, last_day = local_days(search.starts_at, search.ends_at)
    return {
        "codes": list(search.class_codes),
        "lon": search.lon,
        "lat": search.lat,
        "x": x,
        "y": y,
        "radius": search.radius_km,
        "plane_radius": WHOLE if search.radius_km is None else plane_radius(search.radius_km, search.lat),
        "starts_at": search.starts_at,
        "ends_at": search.ends_at,
        "first_day": first_day,
        "last_day": last_day,
        "people": search.people,
        "quantity": search.quantity,
        "everything": hat.sees_everything,
        "circles": sorted(hat.circles),
        "drawn_circles": sorted(hat.circles - {Circle.OWNER}),
        "own": hat.organisation_id,
        "bookable_only": search.bookable_only,
        "without_charge": search.without_charge,
        "confirmed_at_once": search.confirmed_at_once,
        "traits": search.traits,
        "now": now,
        "rows": search.limit + 1,
    }
