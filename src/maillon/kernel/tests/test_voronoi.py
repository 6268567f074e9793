"""Each place of the map belongs to its nearest town."""

from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.kernel.voronoi import Box, area, cells

BOX = Box(0, 0, 100, 60)
inside = st.tuples(st.integers(0, 100), st.integers(0, 60)).map(lambda p: (float(p[0]), float(p[1])))
towns = st.lists(inside, min_size=1, max_size=25, unique=True)


def holds(polygon, place, slack=1e-6):
    """Is the place in this convex polygon, whose corners turn counter-clockwise?"""
    corners = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    return all(
        (x2 - x1) * (place[1] - y1) - (y2 - y1) * (place[0] - x1) >= -slack for (x1, y1), (x2, y2) in corners
    )


@settings(deadline=None)
@given(towns)
def test_the_areas_share_out_the_whole_map(points):
    made = cells(points, BOX)
    assert len(made) == len(points)
    assert sum(map(area, made)) == pytest.approx(6000, rel=1e-9)


@settings(deadline=None)
@given(towns, inside)
def test_a_place_is_in_the_area_of_its_nearest_town_and_of_no_farther_one(points, place):
    nearest = min(dist(p, place) for p in points)
    for point, polygon in zip(points, cells(points, BOX), strict=True):
        away = dist(point, place) - nearest
        if away == 0:
            assert holds(polygon, place)
        elif away > 1e-3:
            assert not holds(polygon, place)


@settings(deadline=None)
@given(towns)
def test_each_town_is_in_its_own_area(points):
    assert all(holds(polygon, point) for point, polygon in zip(points, cells(points, BOX), strict=True))


def test_two_towns_share_the_map_in_the_middle():
    left, right = cells([(25.0, 30.0), (75.0, 30.0)], BOX)
    assert set(left) == {(0, 0), (50, 0), (50, 60), (0, 60)}
    assert set(right) == {(50, 0), (100, 0), (100, 60), (50, 60)}


def test_one_town_has_all_of_it_and_none_has_nothing():
    assert cells([(1.0, 1.0)], BOX) == [BOX.corners]
    assert cells([], BOX) == []


def test_a_town_too_far_outside_may_have_no_area():
    near, far = cells([(50.0, 30.0), (1000.0, 30.0)], BOX)
    assert near == BOX.corners
    assert far == ()
    assert area(far) == 0


def test_a_hollowed_outline_is_shared_out_entirely():
    outline = [
        (0.0, 0.0),
        (90.0, 0.0),
        (90.0, 60.0),
        (60.0, 60.0),
        (60.0, 20.0),
        (30.0, 20.0),
        (30.0, 60.0),
        (0.0, 60.0),
    ]
    made = cells([(10.0, 50.0), (80.0, 50.0), (45.0, 10.0)], outline)
    assert sum(map(area, made)) == pytest.approx(area(outline))


def test_two_towns_at_the_same_place_are_refused():
    with pytest.raises(ValueError, match="same place"):
        cells([(1.0, 1.0), (1.0, 1.0)], BOX)
    with pytest.raises(ValueError, match="area"):
        Box(0, 0, 0, 1)
