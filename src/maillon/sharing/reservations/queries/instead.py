"""When nothing is free: why, and what would be; a bounded number of queries, whatever is sought."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span
from maillon.sharing.availability.queries import opening
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import UnmetDemand
from maillon.sharing.reservations.queries.asking import facts_of
from maillon.sharing.reservations.queries.candidates import candidates
from maillon.sharing.reservations.queries.search import FreeSearch, find_free
from maillon.sharing.reservations.queries.shifts import Kind, Window, windows_around
from maillon.sharing.reservations.queries.widening import STEPS, reach_of
from maillon.sharing.reservations.queries.windows import free_in
from maillon.sharing.terms.rules import Wanted, objections

LOOKED_AT = 60  # the nearest that suit but for the moment
Reason = UnmetDemand.Reason
MEETING = ("room", "hall", "classroom", "auditorium", "gym", "office")
SPORT = ("gym", "sports_field", "rink", "pool", "outdoor_place")
# What may serve in the place of a class, the likeliest first.
RELATED: Mapping[str, tuple[str, ...]] = {
    "room": MEETING,
    "hall": ("auditorium", "gym", "room", "classroom", "outdoor_place"),
    "classroom": MEETING,
    "auditorium": ("hall", "gym", "classroom"),
    "office": ("room", "classroom"),
    "gym": ("hall", *SPORT),
    "sports_field": SPORT,
    "rink": SPORT,
    "pool": ("sports_field", "outdoor_place"),
    "outdoor_place": ("sports_field", "land", "parking"),
    "land": ("outdoor_place", "sports_field", "parking"),
    "parking": ("land", "outdoor_place"),
    "kitchen": ("hall", "workshop"),
    "workshop": ("classroom", "kitchen", "room"),
    "vehicle": ("truck",),
    "truck": ("vehicle", "machinery"),
    "machinery": ("truck", "tools", "equipment"),
    "equipment": ("tools", "it", "furniture"),
    "tools": ("equipment", "machinery"),
    "it": ("equipment",),
    "furniture": ("equipment",),
}


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing to change, and how many would then be free."""

    kind: Kind
    count: int
    period: Window | None = None
    class_code: str = ""
    people: int | None = None
    radius_km: int | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why nothing is free: how many suit but for the moment, taken or closed; and what could be tried instead."""

    reason: Reason
    near: int
    taken: int
    closed: int
    alternatives: tuple[Alternative, ...]


def instead_of(
    search: FreeSearch,
    words: Sequence[str] = (),
    *,
    bounded: bool,
    tz: ZoneInfo,
    hat: Hat,
    now: dt.datetime,
) -> Nothing:
    """Say why nothing is free, and what else would be: nine queries at most.

    ``bounded`` says that the reader chose the radius; without it, the search already went as far as it goes.
    """
    near = list(candidates(search, hat=hat, now=now, words=words)[:LOOKED_AT])
    wanted = Span(search.starts_at, search.ends_at)
    found = [*_moved(near, wanted, search, tz, hat, now), *_changed(search, bounded, hat, now)]
    closed = _closed(near, wanted, tz)
    return Nothing(_why(near, closed, found), len(near), len(near) - closed, closed, tuple(found))


def _moved(
    near: Sequence[Asset], wanted: Window, search: FreeSearch, tz: ZoneInfo, hat: Hat, now: dt.datetime
) -> Iterator[Alternative]:
    """Yield, for each way of moving the period, the nearest moment at which something can be had: one query."""
    around = windows_around(wanted, tz, now)
    free = free_in(
        [one.pk for one in near],
        [window for _kind, window in around],
        quantity=search.quantity,
        hat=hat,
        now=now,
    )
    told: set[Kind] = set()
    for place, (kind, window) in enumerate(around):
        if kind in told:
            continue
        count = sum(place in free[one.pk] and _allowed(one, window, hat, now) for one in near)
        if count:
            told.add(kind)
            yield Alternative(kind, count, period=window)


def _allowed(asset: Asset, window: Window, hat: Hat, now: dt.datetime) -> bool:
    """Return whether the terms of the asset object nothing to this period."""
    wanted = Wanted(window, ZoneInfo(asset.site.time_zone))
    who = facts_of(hat, partner=bool(asset.agreed))  # type: ignore[attr-defined]  # annotated by candidates()
    return not objections(wanted, terms=asset.offer.terms.facts(), hat=who, now=now)


def _changed(search: FreeSearch, bounded: bool, hat: Hat, now: dt.datetime) -> Iterator[Alternative]:  # noqa: FBT001
    """Yield what would be free at the same hours, something else being changed: a query each."""
    if bounded and search.radius_km is not None and search.radius_km < STEPS[-1]:
        wide = find_free(replace(search, radius_km=STEPS[-1]), hat=hat, now=now).assets
        if wide:
            reach = reach_of([one.distance_km for one in wide])
            yield Alternative(Kind.FURTHER, reach.within, radius_km=reach.radius_km)
    if search.people is not None:
        smaller = find_free(replace(search, people=None), hat=hat, now=now).assets
        if sizes := [one.capacity for one in smaller if one.capacity]:
            yield Alternative(Kind.SMALLER, sizes.count(max(sizes)), people=max(sizes))
    if search.traits:
        plain = find_free(replace(search, traits=None), hat=hat, now=now).assets
        if plain:
            yield Alternative(Kind.WITHOUT_TRAITS, len(plain))
    related = [
        code for code in RELATED.get("".join(search.class_codes), ()) if code not in search.class_codes
    ]
    if related:
        others = find_free(replace(search, class_codes=tuple(related)), hat=hat, now=now).assets
        codes = [one.class_code for one in others]
        for code in [code for code in related if code in codes][:2]:
            yield Alternative(Kind.OTHER_CLASS, codes.count(code), class_code=code)


def _closed(near: Sequence[Asset], wanted: Window, tz: ZoneInfo) -> int:
    """Return how many of the assets are closed during the period: two queries."""
    first, last = wanted.start.astimezone(tz).date(), wanted.end.astimezone(tz).date()
    hours = opening([one.pk for one in near], first, last)
    return sum(not spans.covers(wanted) for spans in hours.values())


def _why(near: Sequence[Asset], closed: int, found: Sequence[Alternative]) -> Reason:
    kinds = {one.kind for one in found}
    if near:
        return Reason.CLOSED if closed == len(near) else Reason.TAKEN
    if Kind.WITHOUT_TRAITS in kinds:
        return Reason.TRAITS
    return Reason.TOO_SMALL if Kind.SMALLER in kinds else Reason.NOTHING
