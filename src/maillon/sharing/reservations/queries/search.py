"""What is free near a place at a moment: nearest first, in one round trip.

The walk goes from the nearest outward over points in metres; those of each class are shifted apart, so that only the
classes wanted are met. Each candidate costs one row of its schedule's day and one probe of its block in the
ledger (:mod:`maillon.sharing.availability.queries.predicates`). Measured in ``benchmarks/``.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.kernel.distance import EARTH_RADIUS_KM, Point, great_circle_km, plane_radius, project
from maillon.sharing.availability.queries.predicates import is_open, is_untaken, local_days
from maillon.sharing.terms.models import SharingTerms

WHOLE = 3e6  # metres: from any place of Québec to any other, and far from the points of the next class


@dataclass(frozen=True, slots=True)
class FreeSearch:
    """What is wanted, where and when.

    ``class_codes`` may be empty: any class. ``radius_km`` may be None: anywhere. ``people`` keeps the places large
    enough, and those whose capacity nobody wrote down; ``quantity`` above one keeps pools only. The last three
    keep what this hat may book, what costs nothing, what is confirmed at once.
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
    limit: int = 50


@dataclass(frozen=True, slots=True)
class FreeAsset:
    """One asset that is open and free for the whole period, its set-up and clean-up included.

    ``distance_km`` is as the crow flies. ``may_book`` says that the hat is inside the circle of the terms; notice,
    horizon and durations are judged by the terms themselves when a request is made.
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
    may_book: bool


@dataclass(frozen=True, slots=True)
class FreeResults:
    """What was found, nearest first; ``more`` says that there is more beyond the limit."""

    assets: tuple[FreeAsset, ...]
    more: bool


def find_free(search: FreeSearch, *, hat: Hat, now: dt.datetime) -> FreeResults:
    """Return what this hat may see and that is offered, open and free, nearest first, up to the limit.

    Holds that have expired at ``now`` count as free. Several assets at the same place come in order of number.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement(search), parameters(search, hat, now))
        rows = cursor.fetchall()
    found = sorted(
        (_asset(row, search, hat) for row in rows[: search.limit]),
        key=lambda one: (one.distance_km, one.asset_id),
    )
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
        may_book=hat.within(circle, owner_id),
    )


def parameters(search: FreeSearch, hat: Hat, now: dt.datetime) -> dict[str, Any]:
    """Return the values of :func:`statement`."""
    x, y = project(search.lon, search.lat)
    first_day, last_day = local_days(search.starts_at, search.ends_at)
    return {
        "x": x,
        "y": y,
        "lon": search.lon,
        "lat": search.lat,
        "radius": search.radius_km,
        "plane_radius": WHOLE if search.radius_km is None else plane_radius(search.radius_km, search.lat),
        "codes": list(search.class_codes),
        "circles": sorted(hat.circles),
        "drawn_circles": sorted(hat.circles - {Circle.OWNER}),
        "own": hat.organisation_id,
        "starts_at": search.starts_at,
        "ends_at": search.ends_at,
        "first_day": first_day,
        "last_day": last_day,
        "people": search.people,
        "quantity": search.quantity,
        "now": now,
        "everything": hat.sees_everything,
        "rows": search.limit + 1,
    }


def statement(search: FreeSearch) -> str:
    """Return the search in SQL: one walk per class wanted (or one over all), then what the cards show of the nearest.

    Only the conditions that this search needs are written. Every value goes through a parameter.
    """
    if search.class_codes:
        there, here = (
            "point(a.x + a.asset_class_id * 1e7::float8, a.y)",
            "point(%(x)s + k.id * 1e7::float8, %(y)s)",
        )
        nearest = f"""
SELECT f.* FROM inventory_assetclass k CROSS JOIN LATERAL ({_walk(search, there, here)}) f
WHERE k.code = ANY(%(codes)s) ORDER BY f.away, f.id LIMIT %(rows)s
"""  # noqa: S608  (idem)
    else:
        nearest = _walk(search, "point(a.x, a.y)", "point(%(x)s, %(y)s)")
    return f"""
SELECT f.id, f.lon, f.lat, f.name, f.capacity, f.quantity, f.organisation_id,
    coalesce(nullif(o.short_name, ''), o.name), s.name, s.time_zone, k.code, k.name_fr, k.name_en,
    t.bookable_by, t.approval, t.price_per_hour
FROM ({nearest}) f
JOIN terms_sharingterms t ON t.id = f.terms_id
JOIN organisations_organisation o ON o.id = f.organisation_id
JOIN inventory_site s ON s.id = f.site_id
JOIN inventory_assetclass k ON k.id = f.asset_class_id
ORDER BY f.away, f.id
"""  # noqa: S608  (made of the constants of this module)


def _walk(search: FreeSearch, there: str, here: str) -> str:
    days = local_days(search.starts_at, search.ends_at)
    conditions = [
        *_conditions(search, there, here),
        is_open(*days),
        is_untaken("t.setup_minutes * interval '1 minute'", "t.cleanup_minutes * interval '1 minute'"),
    ]
    return f"""
SELECT a.id, a.lon, a.lat, a.name, a.capacity, a.quantity, a.organisation_id, a.site_id, a.asset_class_id,
    t.id AS terms_id, {there} <-> {here} AS away
FROM inventory_asset a
JOIN availability_bookable b ON b.asset_id = a.id
JOIN terms_offer o ON o.asset_id = a.id AND o.withdrawn_at IS NULL
JOIN terms_sharingterms t ON t.id = o.terms_id
WHERE {" AND ".join(conditions)}
ORDER BY {there} <-> {here}, a.id LIMIT %(rows)s
"""  # noqa: S608  (idem)


# As Asset.objects.visible_to says it, of active assets; a test holds the two against each other.
VISIBLE = (
    "a.state = 'active' AND (%(everything)s OR a.audience = ANY(%(circles)s) OR a.organisation_id = %(own)s)"
)
LARGE_ENOUGH = "(a.capacity IS NULL OR a.capacity >= %(people)s)"
# As Hat.within says it.
BOOKABLE = "(t.bookable_by = ANY(%(drawn_circles)s) OR a.organisation_id = %(own)s)"
# The plane's circle is drawn a little wide; this is the distance that people read (kernel.distance, haversine).
WITHIN = f"""
{2 * EARTH_RADIUS_KM} * asin(least(1, sqrt(
    sin(radians(a.lat - %(lat)s) / 2) ^ 2
    + cos(radians(%(lat)s)) * cos(radians(a.lat)) * sin(radians(a.lon - %(lon)s) / 2) ^ 2
))) <= %(radius)s
"""


def _conditions(search: FreeSearch, there: str, here: str) -> list[str]:
    """Return what a candidate must be, time apart."""
    conditions = [f"{there} <@ circle({here}, %(plane_radius)s)", VISIBLE]
    if search.class_codes:
        conditions.append("a.asset_class_id = k.id")  # for a search from so far away that classes would meet
    if search.radius_km is not None:
        conditions.append(WITHIN)
    if search.people is not None:
        conditions.append(LARGE_ENOUGH)
    if search.bookable_only:
        conditions.append(BOOKABLE)
    if search.without_charge:
        conditions.append("t.price_per_hour IS NULL")
    if search.confirmed_at_once:
        conditions.append(f"t.approval = '{SharingTerms.Approval.AUTOMATIC.value}'")
    return conditions
