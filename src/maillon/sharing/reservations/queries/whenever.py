"""What is free at some time of a period, or how many times out of a whole season: three queries, whatever is asked."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.queries.asking import facts_of
from maillon.sharing.reservations.queries.candidates import candidates, free_asset
from maillon.sharing.reservations.queries.periods import Window
from maillon.sharing.reservations.queries.search import FreeAsset, FreeSearch
from maillon.sharing.reservations.queries.widening import STEPS, Reach, reach_of
from maillon.sharing.reservations.queries.windows import free_in
from maillon.sharing.terms.rules import Wanted, objections

LOOKED_AT = 40  # the nearest that suit but for the moment


@dataclass(frozen=True, slots=True)
class Moments:
    """An asset, and which of the moments asked for can be had: open, free, and allowed by its terms."""

    asset: FreeAsset
    free: tuple[Window, ...]
    missed: tuple[Window, ...]

    @property
    def out_of(self) -> int:
        """Return how many moments were asked for."""
        return len(self.free) + len(self.missed)


def whenever(
    search: FreeSearch,
    windows: Sequence[Window],
    words: Sequence[str] = (),
    *,
    most_first: bool,
    hat: Hat,
    now: dt.datetime,
) -> tuple[list[Moments], Reach | None]:
    """Return what has at least one of these moments: the nearest first, or those that have the most (then nearest).

    Without a radius, within the first step that holds three of them; the reach is then told.
    """
    wide = replace(search, radius_km=STEPS[-1]) if search.radius_km is None else search
    near = list(candidates(wide, hat=hat, now=now, words=words)[:LOOKED_AT])
    free = free_in([one.pk for one in near], windows, quantity=search.quantity, hat=hat, now=now)
    found = [_moments(one, windows, free[one.pk], wide, hat, now) for one in near]
    found = [one for one in found if one.free]
    reach = None
    if search.radius_km is None:
        reach = reach_of(sorted(one.asset.distance_km for one in found))
        found = [one for one in found if one.asset.distance_km <= reach.radius_km]
    found.sort(
        key=lambda one: (-len(one.free) if most_first else 0, one.asset.distance_km, one.asset.asset_id)
    )
    return found, reach


def _moments(
    asset: Asset,
    windows: Sequence[Window],
    free: frozenset[int],
    search: FreeSearch,
    hat: Hat,
    now: dt.datetime,
) -> Moments:
    """Sort the windows into those that can be had and the others; terms are asked only where the asset is free."""
    terms, tz = asset.offer.terms.facts(), ZoneInfo(asset.site.time_zone)
    who = facts_of(hat, partner=bool(asset.agreed))  # type: ignore[attr-defined]  # annotated by candidates()
    had: list[Window] = []
    missed: list[Window] = []
    for place, window in enumerate(windows):
        allowed = place in free and not objections(Wanted(window, tz), terms=terms, hat=who, now=now)
        (had if allowed else missed).append(window)
    return Moments(free_asset(asset, search, hat), tuple(had), tuple(missed))
