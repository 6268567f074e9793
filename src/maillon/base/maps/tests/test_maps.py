import re
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.maps import Area, Place, Town, draw_map
from maillon.base.maps.ground import cut, view_of
from maillon.base.maps.names import town_names
from maillon.base.maps.points import marks_of
from maillon.kernel.distance import project
from maillon.kernel.voronoi import Box, area, cells

COORDINATES = st.tuples(st.floats(-800_000, 800_000), st.floats(0, 2_000_000))
HERE = project(-72.956, 45.630)


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr-ca"):
        yield


def places_at(points: list[tuple[float, float]]) -> list[Place]:
    return [Place(x, y, f"Lieu {n}", f"#lieu-{n}", number=n) for n, (x, y) in enumerate(points, 1)]


@given(st.lists(COORDINATES, min_size=1, max_size=40))
def test_every_place_is_in_sight(points: list[tuple[float, float]]) -> None:
    view = view_of(points, width=480, height=440)
    for point in points:
        x, y = view.at(point)
        assert 0 <= x <= 480
        assert 0 <= y <= 440


@given(st.lists(COORDINATES, min_size=1, max_size=40))
def test_no_place_is_lost_and_no_two_marks_cover_each_other(points: list[tuple[float, float]]) -> None:
    view = view_of(points, width=480, height=440)
    marks = marks_of(places_at(points), view)
    assert sorted(place.number or 0 for mark in marks for place in mark.places) == list(
        range(1, len(points) + 1)
    )
    for i, one in enumerate(marks):
        assert not any(one.touches(other) for other in marks[i + 1 :])


@given(st.lists(COORDINATES, min_size=1, max_size=30), st.lists(COORDINATES, max_size=6))
def test_names_never_stand_over_each_other_or_over_a_mark(
    towns: list[tuple[float, float]], points: list[tuple[float, float]]
) -> None:
    view = view_of([*towns, *points], width=480, height=440)
    marks = marks_of(places_at(points), view)
    written = town_names([Town(x, y, f"Sainte-Ville-{n}") for n, (x, y) in enumerate(towns)], view, marks)
    boxes = []
    for name in written:
        x, y, shift, words = re.match(r'.*data-at="(\S+) (\S+)".* y="(\S+)">([^<]+)<', name).groups()
        half = 3.5 * len(words)
        boxes.append(
            (float(x) - half, float(y) + float(shift) - 12, float(x) + half, float(y) + float(shift) + 4)
        )
    boxes += [(m.at[0] - m.half, m.at[1] - m.tall, m.at[0] + m.half, m.at[1] + m.tall) for m in marks]
    for i, one in enumerate(boxes[: len(written)]):
        for other in boxes[i + 1 :]:
            apart = (
                one[2] <= other[0] + 0.2
                or other[2] <= one[0] + 0.2
                or one[3] <= other[1] + 0.2
                or other[3] <= one[1] + 0.2
            )
            assert apart


@given(st.lists(COORDINATES, min_size=2, max_size=12, unique=True))
def test_areas_cut_to_the_sheet_keep_what_is_seen(points: list[tuple[float, float]]) -> None:
    sheet = Box(0, 0, 480, 440)
    inside = [((x + 800_000) / 1_600_000 * 480, y / 2_000_000 * 440) for x, y in points]
    if len(set(inside)) < len(inside):
        return
    wide = Box(-480, -440, 960, 880)
    seen = [cut(shape, 480, 440) for shape in cells(inside, wide)]
    assert sum(area(shape) for shape in seen if shape) == pytest.approx(area(sheet.corners), rel=1e-6)
    assert all(-1e-6 <= x <= 480 + 1e-6 and -1e-6 <= y <= 440 + 1e-6 for shape in seen for x, y in shape)


def drawing(*points: tuple[float, float]) -> ElementTree.Element:
    picture = draw_map(places_at(list(points)), label="Trois lieux", centre=HERE, radius=12_000)
    assert 'style="' not in picture.svg
    return ElementTree.fromstring(picture.svg)  # noqa: S314  (our own drawing)


def test_each_point_is_a_link_named_and_numbered() -> None:
    root = drawing(HERE, (HERE[0] + 6_000, HERE[1]), (HERE[0], HERE[1] + 7_000))
    links = root.findall("a")
    assert [link.get("href") for link in links] == ["#lieu-1", "#lieu-2", "#lieu-3"]
    assert links[0].get("aria-label") == "1. Lieu 1"
    assert root.get("role") == "group"
    assert root.get("aria-label") == "Trois lieux"
    assert root.find("desc") is not None


def test_places_that_would_cover_each_other_are_told_together() -> None:
    root = drawing(HERE, (HERE[0] + 10, HERE[1]), (HERE[0] + 9_000, HERE[1]))
    assert [link.get("aria-label") for link in root.findall("a")] == ["1 +1. Lieu 1, Lieu 2", "3. Lieu 3"]


def test_counted_places_show_how_many_stand_there() -> None:
    picture = draw_map([Place(*HERE, "Saint-Hyacinthe", "/x", count=42)], label="Ville")
    assert ">42<" in picture.svg
    assert 'aria-label="42. Saint-Hyacinthe"' in picture.svg


def test_a_name_from_a_person_cannot_become_markup() -> None:
    picture = draw_map(
        [Place(*HERE, '"><script>', "javascript", number=1)],
        label="<b>",
        areas=[Area("<i>", [(HERE[0] + x, HERE[1] + y) for x, y in ((-1e6, -1e6), (1e6, -1e6), (0, 1e6))])],
    )
    assert "<script>" not in picture.svg
    assert "<i>" not in picture.svg
    ElementTree.fromstring(picture.svg)  # noqa: S314  (our own drawing)


def test_the_scale_is_a_round_length_that_fits() -> None:
    root = drawing(HERE, (HERE[0] + 6_000, HERE[1]))
    scale = next(g for g in root.findall("g") if "map-scale" in g.get("class", ""))
    words = "".join(scale.itertext())
    assert words == "2\u00a0km"
    length = float(scale.findall("path")[0].get("d", "").split("h")[1].split("v")[0])
    assert length * float(scale.get("data-metres-per-pixel", 0)) == pytest.approx(2_000, rel=0.01)


def test_what_was_found_fills_the_map_however_wide_the_search() -> None:
    near, wide = (
        draw_map(places_at([HERE, (HERE[0] + 2_000, HERE[1])]), label="x", centre=HERE, radius=r)
        for r in (3_000, 90_000)
    )
    points = [svg.split('class="map-point"')[1:] for svg in (near.svg, wide.svg)]
    assert points[0] == points[1]
    assert len(points[0]) == 2


def test_towns_in_sight_are_named_once_where_they_can_be_read() -> None:
    towns = [
        Town(*HERE, "Saint-Hyacinthe"),
        Town(HERE[0] + 50, HERE[1] + 50, "La même ville, presque"),
        Town(HERE[0] + 900_000, HERE[1], "Très loin"),
    ]
    svg = draw_map(
        [Place(HERE[0], HERE[1] + 9_000, "x", "#x", number=1)], label="x", centre=HERE, towns=towns
    ).svg
    assert "Saint-Hyacinthe" in svg
    assert "presque" not in svg
    assert "Très loin" not in svg


def test_no_place_at_all_still_draws() -> None:
    assert draw_map([], label="Rien").svg
