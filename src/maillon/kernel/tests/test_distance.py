"""Distances, the plane of Québec, and gross errors of place."""

from math import nan, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.distance import (
    QUEBEC_LAMBERT,
    LambertConic,
    Point,
    Where,
    great_circle_km,
    in_quebec,
    plane_radius,
    project,
    unproject,
)

QUEBEC_CITY, MONTREAL = Point(-71.2080, 46.8139), Point(-73.5540, 45.5089)

# Town coordinates to four decimals; x and y computed once with PROJ 9 (NAD83 to EPSG:32198).
ON_THE_PLANE = {
    "Québec": (-71.2080, 46.8139, -206300.410, 317060.360),
    "Montréal": (-73.5540, 45.5089, -395027.944, 182099.679),
    "Gatineau": (-75.7013, 45.4765, -562744.042, 192878.650),
    "Gaspé": (-64.4803, 48.8316, 293585.459, 545025.048),
    "Les Îles-de-la-Madeleine": (-61.8630, 47.3775, 499223.834, 398851.434),
    "Blanc-Sablon": (-57.1350, 51.4264, 781638.889, 885871.032),
    "Kuujjuaq": (-68.4000, 58.1000, 5875.193, 1561745.270),
    "Ivujivik": (-77.9083, 62.4172, -488050.195, 2075310.216),
    "Chisasibi": (-78.9000, 53.7833, -678055.879, 1133378.606),
    "origin": (-68.5, 44.0, 0.0, 0.0),
}

lons, lats = st.floats(-80, -57), st.floats(44.5, 63)
points = st.builds(Point, lons, lats)


@pytest.mark.parametrize("town", ON_THE_PLANE)
def test_the_plane_agrees_with_proj_to_a_centimetre(town):
    lon, lat, x, y = ON_THE_PLANE[town]
    assert project(lon, lat) == pytest.approx((x, y), abs=0.01)
    assert unproject(x, y) == pytest.approx((lon, lat), abs=1e-7)


def test_the_published_example_of_the_method_is_found():
    """IOGP 373-7-2, method 9802: NAD27 / Texas South Central, in US survey feet."""
    texas = LambertConic(
        a=20925832.16,
        inverse_flattening=294.97870,
        parallels=(28 + 23 / 60, 30 + 17 / 60),
        origin=(-99.0, 27 + 50 / 60),
        false_origin=(2_000_000.0, 0.0),
    )
    assert texas.project(-96.0, 28.5) == pytest.approx((2963503.91, 254759.80), abs=0.01)
    assert texas.unproject(2963503.91, 254759.80) == pytest.approx((-96.0, 28.5), abs=1e-7)


@given(lons, lats)
def test_going_to_the_plane_and_back_changes_nothing(lon, lat):
    back = unproject(*project(lon, lat))
    assert great_circle_km(Point(lon, lat), Point(*back)) < 1e-6


@given(lons, st.floats(45, 62))
def test_the_scale_is_the_slope_of_the_projection(lon, lat):
    step = 1e-4
    (x1, y1), (x2, y2) = project(lon, lat - step), project(lon, lat + step)
    # The meridian's radius of curvature on GRS80 turns degrees of latitude into metres of ground.
    a, e2 = 6378137.0, 0.00669438002290
    sine = sin(radians(lat))
    ground = radians(2 * step) * a * (1 - e2) / (1 - e2 * sine**2) ** 1.5
    assert ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 / ground == pytest.approx(
        QUEBEC_LAMBERT.scale(lat), rel=1e-5
    )


def test_the_scale_is_true_on_the_standard_parallels():
    assert QUEBEC_LAMBERT.scale(46) == pytest.approx(1, abs=1e-12)
    assert QUEBEC_LAMBERT.scale(60) == pytest.approx(1, abs=1e-12)


def test_known_distances():
    assert great_circle_km(QUEBEC_CITY, MONTREAL) == pytest.approx(231, abs=2)
    degree = great_circle_km(Point(-70, 50), Point(-70, 51))
    assert degree == pytest.approx(6371.0088 * radians(1), rel=1e-9)


@given(points, points, points)
def test_distance_is_a_distance(a, b, c):
    assert great_circle_km(a, a) == 0
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a), abs=1e-9)
    assert great_circle_km(a, c) <= great_circle_km(a, b) + great_circle_km(b, c) + 1e-6


@given(points, st.floats(-1, 1), st.floats(-1, 1), st.floats(1, 300))
def test_the_radius_drawn_on_the_plane_misses_nobody(centre, dx, dy, km):
    other = Point(centre.lon + dx * km / 60, max(44.0, min(64.0, centre.lat + dy * km / 111)))
    (x1, y1), (x2, y2) = project(centre.lon, centre.lat), project(other.lon, other.lat)
    if great_circle_km(centre, other) <= km:
        assert ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 <= plane_radius(km, centre.lat)


def test_a_point_nowhere_on_earth_is_refused():
    for lon, lat in [(181, 0), (0, 91), (nan, 45), (-73, nan)]:
        with pytest.raises(ValueError, match="nowhere on Earth"):
            Point(lon, lat)


@pytest.mark.parametrize("town", [name for name in ON_THE_PLANE if name != "origin"])
def test_the_towns_of_quebec_are_in_quebec(town):
    lon, lat, x, y = ON_THE_PLANE[town]
    assert in_quebec(lon, lat)
    assert in_quebec(lat, lon).why is Where.SWAPPED
    assert in_quebec(-lon, lat).why is Where.SIGN_LOST
    assert in_quebec(x, y).why is Where.METRES


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        (-79.38, 43.65),
        (-64.80, 46.10),
        (-66.64, 45.96),
        (-63.13, 46.24),
        (-73.20, 44.48),
        (-60.33, 53.30),
        (2.35, 48.86),
    ],
    ids=["Toronto", "Moncton", "Fredericton", "Charlottetown", "Burlington", "Goose Bay", "Paris"],
)
def test_other_towns_are_not(lon, lat):
    verdict = in_quebec(lon, lat)
    assert not verdict
    assert verdict.why is Where.OUTSIDE


def test_a_missing_place_is_told_apart_from_a_distant_one():
    assert in_quebec(0, 0).why is Where.ZERO
    assert in_quebec(nan, 45).why is Where.NOT_A_PLACE
