"""The whole search: words or class, near a place, for a period, as far as it takes."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations.queries.candidates import find_told
from maillon.sharing.reservations.queries.search import FreeAsset, FreeResults, FreeSearch, find_free
from maillon.sharing.reservations.queries.widening import STEPS, Reach, reach_of


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found. ``reach`` says how far we looked by ourselves; None when the radius was given.

    ``seen`` is what was found there before any filter; ``unsaid`` says that no name has the words, and that what is
    shown is the whole class.
    """

    search: FreeSearch
    results: FreeResults
    reach: Reach | None = None
    unsaid: bool = False
    seen: tuple[FreeAsset, ...] = ()


Narrow = Callable[[Sequence[FreeAsset]], Sequence[FreeAsset]]


def look(
    search: FreeSearch,
    words: Sequence[str] = (),
    *,
    hat: Hat,
    now: dt.datetime,
    narrow: Narrow = tuple,
) -> Looked:
    """Return what is free and that ``narrow`` keeps; without a radius, within the first step that holds three of them.

    One query for a class; two for words, one more when no name has them and a class is known too.
    """
    wide = replace(search, radius_km=STEPS[-1]) if search.radius_km is None else search
    unsaid = False
    if words:
        found = find_told(wide, words, hat=hat, now=now)
        if not found.assets and search.class_codes:
            found, unsaid = find_free(wide, hat=hat, now=now), True
    else:
        found = find_free(wide, hat=hat, now=now)
    passing = tuple(narrow(found.assets))
    if search.radius_km is not None:
        return Looked(search, FreeResults(passing, more=found.more), unsaid=unsaid, seen=found.assets)
    reach = reach_of([one.distance_km for one in passing])
    kept = tuple(one for one in passing if one.distance_km <= reach.radius_km)
    seen = tuple(one for one in found.assets if one.distance_km <= reach.radius_km)
    more = found.more and len(seen) == len(found.assets)
    near = replace(search, radius_km=reach.radius_km)
    return Looked(near, FreeResults(kept, more=more), reach, unsaid=unsaid, seen=seen)
