"""When assets open, what occupies them, what is left: for a handful of assets, decided in Python."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import Bookable, ScheduleDay
from maillon.sharing.availability.queries.predicates import is_open, is_untaken, local_days
from maillon.sharing.availability.rules import Capacity, free, unavailable

NO_TIME = timedelta()


@dataclass(frozen=True, slots=True)
class Busy:
    """Something that occupies an asset, a part of it, or a number out of its pool.

    ``asset_id`` is what was taken: the gym may be busy because its left third is. ``busy`` holds the set-up and
    the clean-up, ``period`` does not. ``expires_at`` is set for a hold.
    """

    commitment_id: int
    asset_id: int
    busy: Span[datetime]
    period: Span[datetime]
    cause: str
    state: str
    quantity: int
    expires_at: datetime | None
    note: str


def opening(asset_ids: Collection[int], first: date, last: date) -> dict[int, Spans[datetime]]:
    """Return when each asset is open, from the local day ``first`` to ``last`` included.

    Hours that touch at midnight are joined. An asset without a place in the ledger never opens.
    """
    schedule_of = dict(
        Bookable.objects.filter(asset_id__in=asset_ids)
        .order_by("asset_id")
        .values_list("asset_id", "schedule_id")
    )
    days = ScheduleDay.objects.filter(schedule__in=set(schedule_of.values()), day__range=(first, last))
    hours: dict[int, list[Span[datetime]]] = {}
    for schedule_id, open_hours in days.order_by("day").values_list("schedule_id", "open_hours"):
        hours.setdefault(schedule_id, []).extend(open_hours)
    opened = {schedule_id: Spans(spans) for schedule_id, spans in hours.items()}
    return {number: opened.get(schedule_of.get(number, 0), Spans()) for number in asset_ids}


def busy(
    asset_ids: Collection[int], starts_at: datetime, ends_at: datetime, now: datetime
) -> dict[int, list[Busy]]:
    """Return what occupies each asset between two moments, in order of time; holds expired at ``now`` left out."""
    found: dict[int, list[Busy]] = {number: [] for number in asset_ids}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.asset_id, c.id, c.asset_id, c.busy_from, c.busy_until, c.starts_at, c.ends_at,"
            "       c.cause, c.state, c.quantity, c.expires_at, c.note"
            " FROM availability_bookable b JOIN availability_commitment c ON c.block_id = b.block_id"
            " WHERE b.asset_id = ANY(%(assets)s)"
            "   AND c.busy_until > %(starts_at)s AND c.busy_from < %(ends_at)s"
            "   AND c.state <> 'ended' AND (c.state <> 'held' OR c.expires_at > %(now)s)"
            "   AND (b.pooled AND c.pooled OR c.cells && b.cells)"
            " ORDER BY c.busy_from, c.id",
            {"assets": list(asset_ids), "starts_at": starts_at, "ends_at": ends_at, "now": now},
        )
        for asset_id, number, taken, start, end, period_start, period_end, *rest in cursor.fetchall():
            found[asset_id].append(
                Busy(number, taken, Span(start, end), Span(period_start, period_end), *rest)
            )
    return found


def free_slots(
    asset_ids: Collection[int],
    starts_at: datetime,
    ends_at: datetime,
    *,
    at_least: timedelta,
    setup: timedelta = NO_TIME,
    cleanup: timedelta = NO_TIME,
    quantity: int = 1,
    now: datetime,
) -> dict[int, Spans[datetime]]:
    """Return the stretches, of ``at_least`` that length, inside which any period of the asset may be booked."""
    window = Span(starts_at, ends_at)
    opened = opening(asset_ids, *local_days(starts_at, ends_at))
    taken = busy(asset_ids, starts_at - setup, ends_at + cleanup, now)
    capacities = {
        number: Capacity(pooled=pooled, quantity=holds if pooled else 1)
        for number, pooled, holds in Bookable.objects.filter(asset_id__in=asset_ids)
        .order_by("asset_id")
        .values_list("asset_id", "pooled", "block__quantity")
    }
    left: dict[int, Spans[datetime]] = {}
    for number in asset_ids:
        capacity = capacities.get(number)
        if capacity is None or quantity > capacity.quantity:
            left[number] = Spans()
            continue
        loads = [(item.busy, item.quantity) for item in taken[number]]
        full = unavailable(loads, capacity=capacity, wanted=quantity)
        room = free(opened[number], full, within=window, setup=setup, cleanup=cleanup)
        left[number] = Spans(span for span in room if span.length >= at_least)
    return left


def is_free(
    asset_id: int,
    starts_at: datetime,
    ends_at: datetime,
    *,
    setup: timedelta = NO_TIME,
    cleanup: timedelta = NO_TIME,
    quantity: int = 1,
    now: datetime,
) -> bool:
    """Return whether the asset is open for the whole period, and nothing stands in the way."""
    wanted = Span(starts_at, ends_at)
    slots = free_slots(
        [asset_id],
        starts_at,
        ends_at,
        at_least=wanted.length,
        setup=setup,
        cleanup=cleanup,
        quantity=quantity,
        now=now,
    )
    return slots[asset_id].covers(wanted)


def which_are_free(
    asset_ids: Collection[int],
    starts_at: datetime,
    ends_at: datetime,
    *,
    setup: timedelta = NO_TIME,
    cleanup: timedelta = NO_TIME,
    quantity: int = 1,
    now: datetime,
) -> frozenset[int]:
    """Return those of the assets that are free for the whole period: the answer of SQL, for many at once."""
    first_day, last_day = local_days(starts_at, ends_at)
    untaken = is_untaken("%(setup)s::interval", "%(cleanup)s::interval")
    values: dict[str, Any] = {
        "assets": list(asset_ids),
        "starts_at": starts_at,
        "ends_at": ends_at,
        "first_day": first_day,
        "last_day": last_day,
        "setup": setup,
        "cleanup": cleanup,
        "quantity": quantity,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.asset_id FROM availability_bookable b"  # noqa: S608  (made of our own constants)
            f" WHERE b.asset_id = ANY(%(assets)s) AND {is_open(first_day, last_day)} AND {untaken}",
            values,
        )
        return frozenset(number for (number,) in cursor.fetchall())
