"""Where things are in Québec, and how far from each other.

A place is a longitude and a latitude in degrees (NAD83; WGS 84 is within two metres of it here). For the
database's nearest-first index, places are also laid flat: the Québec Lambert conformal conic projection
(EPSG:32198), in metres. The plane serves to find candidates; what people read is :func:`great_circle_km`.

Sources: EPSG:32198 (standard parallels 60° and 46°, origin 44° N 68.5° W, GRS80); formulas of IOGP
publication 373-7-2, method 9802 « Lambert Conic Conformal (2SP) »; mean radius of the Earth 6 371.0088 km (IUGG).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import asin, atan, atan2, cos, degrees, hypot, isfinite, log, pi, radians, sin, sqrt, tan

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """A place: longitude and latitude, in degrees, east and north positive (so Québec's longitudes are < 0).

    ValueError when it is nowhere on Earth.
    """

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lon) and isfinite(self.lat) and abs(self.lon) <= 180 and abs(self.lat) <= 90):
            raise ValueError(f"nowhere on Earth: longitude {self.lon!r}, latitude {self.lat!r}")


def great_circle_km(a: Point, b: Point) -> float:
    """How far apart two places are, in kilometres, as the crow flies (haversine on the mean sphere).

    Within 0.6 % of the distance on the ellipsoid. Symmetric; 0 for the same place.
    """
    half_lat, half_lon = radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2
    h = sin(half_lat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


class LambertConic:
    """A Lambert conformal conic projection with two standard parallels, on any ellipsoid.

    Angles in degrees, lengths in the unit of the semi-major axis ``a``. ``project`` and ``unproject`` undo
    each other to better than a millimetre over Québec.
    """

    def __init__(
        self,
        *,
        a: float,
        inverse_flattening: float,
        parallels: tuple[float, float],
        origin: tuple[float, float],
        false_origin: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        flattening = 1 / inverse_flattening
        self._a = a
        self._e = sqrt(flattening * (2 - flattening))
        self._lon0, lat0 = origin
        self._false_x, self._false_y = false_origin
        first, second = (radians(parallel) for parallel in parallels)
        m1, t1 = self._m(first), self._t(first)
        m2, t2 = self._m(second), self._t(second)
        self._n = (log(m1) - log(m2)) / (log(t1) - log(t2))
        self._f = m1 / (self._n * t1**self._n)
        self._r0 = self._radius(radians(lat0))

    def _m(self, lat: float) -> float:
        return cos(lat) / sqrt(1 - (self._e * sin(lat)) ** 2)

    def _t(self, lat: float) -> float:
        wobble = self._e * sin(lat)
        result: float = tan(pi / 4 - lat / 2) / ((1 - wobble) / (1 + wobble)) ** (self._e / 2)
        return result

    def _radius(self, lat: float) -> float:
        result: float = self._a * self._f * self._t(lat) ** self._n
        return result

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """From longitude and latitude to the plane."""
        radius = self._radius(radians(lat))
        theta = self._n * radians(lon - self._lon0)
        return self._false_x + radius * sin(theta), self._false_y + self._r0 - radius * cos(theta)

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """From the plane back to longitude and latitude."""
        east, south = x - self._false_x, self._r0 - (y - self._false_y)
        t = (hypot(east, south) / (self._a * self._f)) ** (1 / self._n)
        lat = pi / 2 - 2 * atan(t)
        # The latitude is a fixed point; each turn gains a factor of about e² (0.0067), so eight pass 1e-15.
        for _ in range(8):
            wobble = self._e * sin(lat)
            lat = pi / 2 - 2 * atan(t * ((1 - wobble) / (1 + wobble)) ** (self._e / 2))
        return self._lon0 + degrees(atan2(east, south) / self._n), degrees(lat)

    def scale(self, lat: float) -> float:
        """Metres on the plane for one metre of ground, at this latitude (the same in all directions)."""
        phi = radians(lat)
        result: float = self._n * self._radius(phi) / (self._a * self._m(phi))
        return result


QUEBEC_LAMBERT = LambertConic(
    a=6378137.0, inverse_flattening=298.257222101, parallels=(60.0, 46.0), origin=(-68.5, 44.0)
)


def project(lon: float, lat: float) -> tuple[float, float]:
    """A place laid flat: (x, y) in metres, Québec Lambert (EPSG:32198)."""
    return QUEBEC_LAMBERT.project(lon, lat)


def unproject(x: float, y: float) -> tuple[float, float]:
    """From metres on the plane back to (longitude, latitude) in degrees."""
    return QUEBEC_LAMBERT.unproject(x, y)


def plane_radius(km: float, lat: float) -> float:
    """The radius to draw on the plane, in metres, so that nothing within ``km`` of this latitude is missed.

    The plane stretches or shrinks by up to 1 % over Québec; the largest scale met within the radius is taken,
    and 0.6 % is added for the ellipsoid. Candidates found so are then measured with :func:`great_circle_km`.
    """
    reach = degrees(km / EARTH_RADIUS_KM)
    largest = max(
        QUEBEC_LAMBERT.scale(edge) for edge in (max(lat - reach, 30.0), lat, min(lat + reach, 75.0))
    )
    return km * 1000 * largest * 1.006


class Where(StrEnum):
    """Why a place is, or is not, taken to be in Québec."""

    INSIDE = "inside"
    NOT_A_PLACE = "not_a_place"
    ZERO = "zero"
    SWAPPED = "swapped"
    SIGN_LOST = "sign_lost"
    METRES = "metres"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of :func:`in_quebec`: true or false, and why, so that a message can help."""

    why: Where

    def __bool__(self) -> bool:
        return self.why is Where.INSIDE


# A hand-drawn ring around Québec and its islands and waters, with 5 to 60 km to spare. It stops gross errors
# (the wrong country, swapped coordinates); it is not a boundary and decides no right.
_RING: tuple[tuple[float, float], ...] = (
    (-80.2, 46.0),
    (-79.75, 46.0),
    (-78.9, 46.0),
    (-77.4, 45.6),
    (-76.2, 45.25),
    (-75.2, 45.2),
    (-74.6, 44.85),
    (-71.3, 44.85),
    (-70.6, 44.95),
    (-70.0, 45.9),
    (-69.8, 46.8),
    (-69.1, 47.1),
    (-68.3, 47.0),
    (-66.9, 47.6),
    (-65.2, 47.75),
    (-62.7, 46.7),
    (-60.1, 46.7),
    (-60.1, 48.0),
    (-58.8, 48.6),
    (-57.6, 50.6),
    (-56.6, 51.3),
    (-56.6, 52.45),
    (-57.9, 52.85),
    (-59.2, 52.85),
    (-61.4, 53.0),
    (-63.6, 53.2),
    (-66.0, 53.6),
    (-63.0, 54.6),
    (-62.9, 58.0),
    (-63.9, 60.2),
    (-64.2, 60.95),
    (-70.0, 62.0),
    (-73.0, 62.9),
    (-78.8, 62.9),
    (-79.2, 61.6),
    (-79.0, 59.0),
    (-80.3, 57.0),
    (-80.3, 51.0),
)


def in_quebec(lon: float, lat: float) -> Verdict:
    """Is this place in Québec, roughly? Truthy when it is; ``.why`` names the likely mistake when it is not.

    Swapped coordinates, a lost minus sign, metres instead of degrees and the point (0, 0) are recognised. The
    test is generous by 5 to 60 km: it accepts a few neighbours across a border and refuses nobody inside.
    """
    return Verdict(_where(lon, lat))


def _where(lon: float, lat: float) -> Where:
    if not (isfinite(lon) and isfinite(lat)):
        return Where.NOT_A_PLACE
    if lon == 0 and lat == 0:
        return Where.ZERO
    if _inside(lon, lat):
        return Where.INSIDE
    if _inside(lat, lon):
        return Where.SWAPPED
    if _inside(-abs(lon), abs(lat)):
        return Where.SIGN_LOST
    if abs(lon) > 180 or abs(lat) > 90:
        return Where.METRES
    return Where.OUTSIDE


def _inside(lon: float, lat: float) -> bool:
    crossings = 0
    previous = _RING[-1]
    for corner in _RING:
        (x1, y1), (x2, y2) = previous, corner
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
        previous = corner
    return crossings % 2 == 1
