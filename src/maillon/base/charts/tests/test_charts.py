import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.charts import Chart, Series, bars, lines, sparkline, week_heat
from maillon.base.charts.drawing import marks

AMOUNTS = st.floats(0, 1e9, allow_nan=False)
NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr-ca"):
        yield


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  (our own drawing)


def well_drawn(chart: Chart) -> ElementTree.Element:
    """Check what every chart promises, and return its drawing."""
    root = parsed(chart.svg)
    assert root.get("role") == "img"
    assert chart.title in (root.get("aria-label") or "")
    assert not re.search(r'\b(style|onclick|fill)="', chart.svg)
    assert all(len(row) == len(chart.heads) for row in chart.rows)
    return root


@given(st.lists(st.tuples(NAMES, AMOUNTS), max_size=8))
def test_every_amount_is_a_bar_and_a_row(items: list[tuple[str, float]]) -> None:
    with translation.override("fr-ca"):
        chart = bars("Heures", items, what="Heures")
    root = well_drawn(chart)
    rects = root.findall(".//rect")
    assert len(rects) == len(chart.rows) == len(items)
    lengths = [float(rect.get("width", 0)) for rect in rects]
    assert all(0 < length <= 420 for length in lengths)
    order = sorted(range(len(items)), key=lambda i: items[i][1])
    assert all(lengths[a] <= lengths[b] + 0.1 for a, b in pairwise(order))


def test_a_name_from_a_person_cannot_become_markup() -> None:
    chart = bars("<script>", [("<img onerror=x>", 1)], what="x")
    assert "<img" not in chart.svg
    assert "<script>" not in chart.svg
    parsed(chart.svg)


def test_a_bar_has_no_negative_length() -> None:
    with pytest.raises(ValueError, match="negative"):
        bars("x", [("a", -1)], what="x")


def test_a_line_breaks_where_nothing_was_measured() -> None:
    chart = lines("Demandes", ["a", "b", "c", "d", "e"], [Series("x", [1, 2, None, 3, 4])], along="Mois")
    root = well_drawn(chart)
    assert len(root.findall(".//polyline")) == 2
    assert chart.rows[2] == ("c", "")


def test_series_differ_by_more_than_colour_and_are_named() -> None:
    chart = lines("Deux", ["a", "b"], [Series("reçues", [1, 2]), Series("acceptées", [0, 1])], along="Mois")
    classes = {line.get("class") for line in well_drawn(chart).findall(".//polyline")}
    assert classes == {"c-line-1", "c-line-2"}
    assert "acceptées" in chart.svg


@pytest.mark.parametrize("values", [[], [None, None], [0, 0], [5, None]])
def test_little_or_nothing_still_draws(values: list[float | None]) -> None:
    well_drawn(lines("Vide", [str(i) for i in range(len(values))], [Series("x", values)], along="Mois"))


def test_more_than_four_series_cannot_be_told_apart() -> None:
    with pytest.raises(ValueError, match="four"):
        lines("x", ["a"], [Series(str(n), [1]) for n in range(5)], along="x")


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(6, 23)), st.none() | st.floats(0, 1)))
def test_each_hour_of_the_week_has_its_shade_and_its_figure(
    values: dict[tuple[int, int], float | None],
) -> None:
    with translation.override("fr-ca"):
        chart = week_heat("Occupation", values)
    root = well_drawn(chart)
    squares = [rect for rect in root.findall(".//rect") if rect.find("title") is not None]
    assert len(squares) == 7 * 18
    none = sum(1 for rect in squares if rect.get("class") == "c-heat-none")
    assert none == 7 * 18 - sum(1 for share in values.values() if share is not None)
    assert len(chart.rows) == 18


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        week_heat("x", {(0, 8): 1.2})


def test_a_sparkline_says_in_words_what_it_shows() -> None:
    assert parsed(sparkline([1, 2, 3], label="en hausse")).get("aria-label") == "en hausse"
    parsed(sparkline([], label="rien"))
    parsed(sparkline([4], label="un seul"))


@given(st.floats(1e-6, 1e12))
def test_marks_are_few_round_and_reach_the_top(top: float) -> None:
    found = marks(top)
    assert found[0] == 0
    assert found[-1] >= top * (1 - 1e-6)
    assert len(found) <= 7
