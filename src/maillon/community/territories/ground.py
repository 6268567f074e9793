"""The territories as the ground of a map: approximate areas around their main towns, when no boundary is loaded."""

from functools import lru_cache

from django.db.models import F
from django.utils.translation import gettext as _

from maillon.base.maps import Area, Town
from maillon.community.territories.models import Mrc, Municipality
from maillon.kernel.distance import project
from maillon.kernel.voronoi import Box, cells

MARGIN = 60_000.0  # metres of map around the outermost towns
Seat = tuple[str, float, float]


def ground() -> tuple[Area, ...]:
    """Return the 104 areas, in metres of the plane of Québec; one query, the drawing itself is kept."""
    seats = Mrc.objects.order_by("code").values_list("name", "lon", "lat")
    return _areas(tuple(seats))


def towns() -> tuple[Town, ...]:
    """Return the towns of the register to find one's way by, the most peopled first; one query."""
    most_peopled = F("population_2021").desc(nulls_last=True)
    known = Municipality.objects.order_by(most_peopled, "sort_key").values_list("name", "lon", "lat")
    return _placed(tuple(known))


def attribution() -> str:
    """Return the words that must stand under a map drawn on this ground."""
    return _("Limites approximatives, tracées par Maillon autour des villes principales")


@lru_cache(maxsize=4)
def _placed(known: tuple[Seat, ...]) -> tuple[Town, ...]:
    return tuple(Town(*project(lon, lat), name) for name, lon, lat in known)


@lru_cache(maxsize=4)
def _areas(seats: tuple[Seat, ...]) -> tuple[Area, ...]:
    if not seats:
        return ()
    points = [project(lon, lat) for _name, lon, lat in seats]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    box = Box(min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)
    shapes = cells(points, box)
    return tuple(Area(name, shape) for (name, _lon, _lat), shape in zip(seats, shapes, strict=True) if shape)
