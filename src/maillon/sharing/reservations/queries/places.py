"""Where « près de … » is: a town or a territory by its name, however it is typed."""

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from maillon.community.territories.models import Mrc, Municipality
from maillon.kernel.words import fold, slips_allowed, slips_between

NOT_WORD = re.compile(r"[^0-9a-z]+")
SHORT = {"st": "saint", "ste": "sainte", "mtl": "montreal", "qc": "quebec"}
SUGGESTED = 5
EASTERN = "America/Toronto"
# The two territories that keep another time. Source: Loi sur le temps légal (RLRQ, c. T-5.1), art. 1 and 2.
CLOCKS = {"010": "America/Halifax", "982": "America/Blanc-Sablon"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a search starts from: its name, longitude and latitude in degrees, clock and territory."""

    name: str
    lon: float
    lat: float
    time_zone: str = EASTERN
    mrc: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The place, or the names that were perhaps meant (none when nothing resembles).

    ``guessed`` says that the name was mistyped and only one is that near: the reader must be told.
    """

    spot: Spot | None = None
    suggestions: tuple[str, ...] = field(default=())
    guessed: bool = False


def plain(name: str) -> str:
    """Return the name as it is compared: « St-Hyacinthe » and « saint hyacinthe » are one."""
    words = NOT_WORD.sub(" ", fold(name)).split()
    return " ".join(SHORT.get(word, word) for word in words)


def find_place(text: str) -> Found:
    """Return the town or territory of that name; else the only one as near; else those that begin so, or look alike.

    A town wins over the territory of the same name; the same name in two territories is told apart by it:
    « Sainte-Anne (Les Maskoutains) ».
    """
    wanted = plain(text)
    if not wanted:
        return Found()
    spots = _spots()
    exact = spots.get(wanted, [])
    if len(exact) == 1:
        return Found(exact[0])
    if exact:
        return Found(suggestions=tuple(spot.name for spot in exact[:SUGGESTED]))
    begin = sorted({spot.name for name, all_ in spots.items() if name.startswith(wanted) for spot in all_})
    if len(begin) == 1:
        return Found(next(spot for all_ in spots.values() for spot in all_ if spot.name == begin[0]))
    if not begin and (guess := _guess(wanted, spots)) is not None:
        return Found(guess, guessed=True)
    alike = begin or [spots[name][0].name for name in get_close_matches(wanted, spots, SUGGESTED, 0.72)]
    return Found(suggestions=tuple(alike[:SUGGESTED]))


def _guess(wanted: str, spots: dict[str, list[Spot]]) -> Spot | None:
    """Return the one place whose name is a slip or two from what was typed; None when two are as near."""
    most = slips_allowed(wanted)
    near = sorted(
        (slips, name)
        for name in spots
        if (slips := slips_between(wanted, name, most)) <= most and len(spots[name]) == 1
    )
    first = {spots[name][0] for slips, name in near if slips == near[0][0]}
    return first.pop() if len(first) == 1 else None


def _spots() -> dict[str, list[Spot]]:
    """Return every name that can be typed and the places that bear it: two queries."""
    towns: dict[str, list[Spot]] = {}
    for town in Municipality.objects.select_related("mrc").order_by("sort_key", "pk"):
        towns.setdefault(plain(town.name), []).append(
            Spot(
                f"{town.name} ({town.mrc.name})",
                town.lon,
                town.lat,
                CLOCKS.get(town.mrc_id, EASTERN),
                town.mrc_id,
            )
        )
    found: dict[str, list[Spot]] = {}
    for name, spots in towns.items():
        found[name] = spots
        for spot in spots:
            found[plain(spot.name)] = [spot]
        if len(spots) == 1:
            bare = replace(spots[0], name=spots[0].name.rpartition(" (")[0])
            found[name] = found[plain(spots[0].name)] = [bare]
    for mrc in Mrc.objects.order_by("sort_key"):
        spot = Spot(mrc.name, mrc.lon, mrc.lat, CLOCKS.get(mrc.code, EASTERN), mrc.code)
        found.setdefault(plain(mrc.name), [spot])
    return found
