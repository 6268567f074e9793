"""The territories as the ground of a map: approximate areas around their main towns, when no boundary is loaded."""

from functools import lru_cache

from django.utils.translation import gettext as _

from maillon.base.maps import Area
from maillon.community.territories.models import Mrc
from maillon.kernel.distance import project
from maillon.kernel.voronoi import Box, cells

MARGIN = 60_000.0  # metres of map around the outermost towns
Town = tuple[str, float, float]


def ground() -> tuple[Area, ...]:
    """Return the 104 areas, in metres of the plane of Québec; one query, the drawing itself is kept."""
    towns = Mrc.objects.order_by("code").values_list("name", "lon", "lat")
    return _areas(tuple(towns))


def attribution() -> str:
    """Return the words that must stand under a map drawn on this ground."""
    return _("Limites approximatives, tracées par Maillon autour des villes principales")


@lru_cache(maxsize=4)
def _areas(towns: tuple[Town, ...]) -> tuple[Area, ...]:
    if not towns:
        return ()
    points = [project(lon, lat) for _name, lon, lat in towns]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    box = Box(min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)
    shapes = cells(points, box)
    return tuple(Area(name, shape) for (name, _lon, _lat), shape in zip(towns, shapes, strict=True) if shape)
