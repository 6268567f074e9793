"""What is free near a place: nearest first, in one round trip.

The walk is in order of distance, over points shifted apart by class so that only the wanted class is visited;
each candidate costs one probe of its schedule's day and one of its block in the ledger.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from maillon.community.organisations.hats import Hat
from maillon.kernel.distance import Point, great_circle_km, plane_radius, project
from maillon.sharing.inventory.models import AssetClass

TORONTO = ZoneInfo("America/Toronto")
OTHER_ZONES = dt.timedelta(hours=2)  # no clock of Québec is further than this from Toronto's
SHIFT = "1e7::float8"  # metres between the points of two classes; Québec is 2,000 km wide


@dataclass(frozen=True, slots=True)
class FreeSearch:
    """What is wanted, where and when. ``class_codes`` may be empty: any class. The radius is in kilometres."""

    lon: float
    lat: float
    radius_km: float
    starts_at: dt.datetime
    ends_at: dt.datetime
    class_codes: tuple[str, ...] = ()
    people: int | None = None
    quantity: int = 1
    limit: int = 50


@dataclass(frozen=True, slots=True)
class FreeAsset:
    """One asset that is open and free for the whole period, set-up and clean-up included."""

    asset_id: int
    distance_km: float


@dataclass(frozen=True, slots=True)
class FreeResults:
    """What was found, nearest first; ``more`` says that the limit was reached."""

    assets: tuple[FreeAsset, ...]
    more: bool


def find_free(search: FreeSearch, *, hat: Hat, now: dt.datetime) -> FreeResults:
    """Return what this hat may see and that is offered, open and free, nearest first, up to the limit."""
    x, y = project(search.lon, search.lat)
    same_day = search.starts_at.astimezone(TORONTO).date() == search.ends_at.astimezone(TORONTO).date()
    values: dict[str, Any] = {
        "x": x,
        "y": y,
        "radius": plane_radius(search.radius_km, search.lat),
        "classes": _classes(search.class_codes),
        "circles": sorted(hat.circles),
        "own": hat.organisation_id,
        "everything": hat.sees_everything,
        "starts_at": search.starts_at,
        "ends_at": search.ends_at,
        "days": _days(search.starts_at, search.ends_at),
        "people": search.people,
        "quantity": search.quantity,
        "now": now,
        "rows": search.limit + 1,
    }
    statement = _statement(any_class=not search.class_codes, same_day=same_day)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    here = Point(search.lon, search.lat)
    found = [FreeAsset(pk, great_circle_km(here, Point(lon, lat))) for pk, lon, lat in rows]
    within = tuple(one for one in found if one.distance_km <= search.radius_km)  # the plane's circle is wider
    return FreeResults(within[: search.limit], more=len(within) > search.limit)


def _classes(codes: tuple[str, ...]) -> list[int]:
    return list(AssetClass.objects.filter(code__in=codes).order_by("pk").values_list("pk", flat=True))


def _days(starts_at: dt.datetime, ends_at: dt.datetime) -> list[dt.date]:
    """Return every local day, in any zone of Québec, that the period may touch."""
    first = (starts_at.astimezone(TORONTO) - OTHER_ZONES).date()
    last = (ends_at.astimezone(TORONTO) + OTHER_ZONES).date()
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


# A day's hours cover the period; or, over midnight, the hours of several days joined together do.
OPEN_THAT_DAY = """
    EXISTS (SELECT 1 FROM availability_scheduleday s
            WHERE s.schedule_id = b.schedule_id AND s.day = ANY(%(days)s)
              AND s.open_hours @> tstzrange(%(starts_at)s, %(ends_at)s))"""
OPEN_OVER_DAYS = """
    (SELECT range_agg(hours) FROM availability_scheduleday s, unnest(s.open_hours) hours
     WHERE s.schedule_id = b.schedule_id AND s.day = ANY(%(days)s))
    @> tstzrange(%(starts_at)s, %(ends_at)s)"""
FREE = """
    CASE WHEN b.pooled THEN
        availability_pool_peak(b.block_id,
            %(starts_at)s - t.setup_minutes * interval '1 minute',
            %(ends_at)s + t.cleanup_minutes * interval '1 minute', %(now)s) + %(quantity)s
        <= (SELECT k.quantity FROM availability_block k WHERE k.id = b.block_id)
    ELSE %(quantity)s = 1 AND NOT EXISTS (
        SELECT 1 FROM availability_commitment c
        WHERE c.block_id = b.block_id
          AND c.busy_until > %(starts_at)s - t.setup_minutes * interval '1 minute'
          AND c.busy_from < %(ends_at)s + t.cleanup_minutes * interval '1 minute'
          AND c.state <> 'ended' AND (c.state <> 'held' OR c.expires_at > %(now)s)
          AND c.cells && b.cells)
    END"""
VISIBLE = """
    a.state = 'active'
    AND (%(everything)s OR a.audience = ANY(%(circles)s) OR a.organisation_id = %(own)s)
    AND (%(people)s::int IS NULL OR a.capacity IS NULL OR a.capacity >= %(people)s::int)"""


def _statement(*, any_class: bool, same_day: bool) -> str:
    """Return the search in SQL: one walk of the index per class, merged by distance."""
    if any_class:
        there, here = "point(a.x, a.y)", "point(%(x)s, %(y)s)"
    else:
        there = f"point(a.x + a.asset_class_id * {SHIFT}, a.y)"
        here = f"point(%(x)s + wanted.class_id * {SHIFT}, %(y)s)"
    walk = f"""
        SELECT a.id, a.lon, a.lat, {there} <-> {here} AS away
        FROM inventory_asset a
        JOIN terms_offer o ON o.asset_id = a.id AND o.withdrawn_at IS NULL
        JOIN terms_sharingterms t ON t.id = o.terms_id
        JOIN availability_bookable b ON b.asset_id = a.id
        WHERE {there} <@ circle({here}, %(radius)s) AND {VISIBLE}
          AND {OPEN_THAT_DAY if same_day else OPEN_OVER_DAYS}
          AND {FREE}
        ORDER BY {there} <-> {here} LIMIT %(rows)s"""  # noqa: S608  (built from the constants of this file)
    if any_class:
        return f"SELECT id, lon, lat FROM ({walk}) found ORDER BY away, id LIMIT %(rows)s"  # noqa: S608  (idem)
    return f"""
        SELECT found.id, found.lon, found.lat
        FROM unnest(%(classes)s::bigint[]) AS wanted (class_id) CROSS JOIN LATERAL ({walk}) found
        ORDER BY found.away, found.id LIMIT %(rows)s"""  # noqa: S608  (idem)
