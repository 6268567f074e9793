"""Where a GeoJSON shape is: its middle, in degrees, whatever its kind and its reference system."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from math import atan, degrees, exp, isfinite, pi
from typing import Any

from maillon.base.imports.errors import unreadable
from maillon.kernel.distance import unproject

Degrees = Callable[[float, float], tuple[float, float]]
SHAPES = frozenset({"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"})
NOT_COORDINATES = (ValueError, TypeError, OverflowError, IndexError, KeyError)
CODE = re.compile(r"EPSG\W.*?(\d{4,6})|(CRS84)", re.IGNORECASE)
EARTH = 6378137.0  # metres: the sphere of EPSG:3857


def _as_it_is(lon: float, lat: float) -> tuple[float, float]:
    return lon, lat


def _from_mercator(x: float, y: float) -> tuple[float, float]:
    """Return the degrees of a point of the maps of the Web (EPSG:3857)."""
    return degrees(x / EARTH), degrees(2 * atan(exp(y / EARTH)) - pi / 2)


# In degrees already (WGS 84, NAD 83 and its Canadian versions, all within two metres here), or convertible.
SYSTEMS: dict[str, Degrees] = {
    "4326": _as_it_is,
    "4269": _as_it_is,
    "4617": _as_it_is,
    "CRS84": _as_it_is,
    "32198": unproject,
    "3857": _from_mercator,
}


def degrees_of(crs: str) -> Degrees:
    """Return what turns the coordinates of a reference system into degrees; Unreadable for one we do not know."""
    if not crs:
        return _as_it_is
    found = CODE.search(crs)
    code = next((group.upper() for group in found.groups() if group), "") if found else ""
    if code not in SYSTEMS:
        raise unreadable("other_crs", crs=f"EPSG:{code}" if code else crs[:60])
    return SYSTEMS[code]


def middle(kind: str, coordinates: Any) -> tuple[float, float]:
    """Return the middle of a shape: the centre of gravity of an area, else the mean of its points.

    Of several areas, the largest. Raises one of NOT_COORDINATES for what is no shape.
    """
    if kind == "Point":
        return _pair(coordinates)
    if kind in ("Polygon", "MultiPolygon"):
        rings = [coordinates[0]] if kind == "Polygon" else [area[0] for area in coordinates]
        return max((_centre([_pair(one) for one in ring]) for ring in rings), key=lambda found: found[0])[1]
    lines = coordinates if kind == "MultiLineString" else [coordinates]
    points = [_pair(one) for line in lines for one in line]
    return _mean(points)


def _centre(ring: Sequence[tuple[float, float]]) -> tuple[float, tuple[float, float]]:
    """Return the size of a ring and its centre of gravity; the mean of its points when it has no size."""
    x0, y0 = ring[0]  # measured from here, so that large numbers lose nothing
    twice = x = y = 0.0
    for (xa, ya), (xb, yb) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
        twice += cross
        x += (xa + xb - 2 * x0) * cross
        y += (ya + yb - 2 * y0) * cross
    if abs(twice) < 1e-15:
        return 0.0, _mean(ring)
    return abs(twice), (x0 + x / (3 * twice), y0 + y / (3 * twice))


def _mean(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    if not points:
        raise ValueError("no point")
    return sum(x for x, _y in points) / len(points), sum(y for _x, y in points) / len(points)


def _pair(coordinates: Any) -> tuple[float, float]:
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        raise TypeError("no pair of numbers")
    return _number(coordinates[0]), _number(coordinates[1])


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError("no number")
    number = float(value)
    if not isfinite(number):
        raise ValueError("no finite number")
    return number
