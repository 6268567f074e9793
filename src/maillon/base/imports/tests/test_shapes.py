"""Where shapes are, in which system, and what odd files say."""

import io
import math

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.imports import Row, Unreadable, open_table
from maillon.base.imports.shapes import middle
from maillon.base.imports.tests import files
from maillon.kernel.distance import project

SQUARE = [[-73.0, 45.0], [-72.0, 45.0], [-72.0, 46.0], [-73.0, 46.0], [-73.0, 45.0]]
SMALL = [[-70.0, 48.0], [-69.9, 48.0], [-69.9, 48.1], [-70.0, 48.0]]


def rows(data: bytes) -> list[Row]:
    with open_table(io.BytesIO(data)) as table:
        return list(table.rows)


def shape(kind: str, coordinates: object, **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }


@pytest.mark.parametrize(
    ("kind", "coordinates", "point"),
    [
        ("Point", [-73.5, 45.5, 12], (-73.5, 45.5)),
        ("MultiPoint", [[-73.0, 45.0], [-72.0, 46.0]], (-72.5, 45.5)),
        ("LineString", [[-73.0, 45.0], [-72.0, 45.0]], (-72.5, 45.0)),
        ("MultiLineString", [[[-73.0, 45.0], [-72.0, 45.0]]], (-72.5, 45.0)),
        ("Polygon", [SQUARE], (-72.5, 45.5)),
        ("MultiPolygon", [[SMALL], [SQUARE]], (-72.5, 45.5)),
    ],
)
def test_a_shape_is_where_its_middle_is(kind: str, coordinates: object, point: tuple[float, float]) -> None:
    (row,) = rows(files.geojson(shape(kind, coordinates, nom="A")))
    assert row.problems == ()
    assert row.point == pytest.approx(point)


@pytest.mark.parametrize(
    ("kind", "coordinates", "code"),
    [
        ("Polygon", [], "not_a_point"),
        ("Polygon", [[]], "not_coordinates"),
        ("MultiPolygon", [[]], "not_coordinates"),
        ("MultiPoint", [["a", "b"]], "not_coordinates"),
        ("Polygon", {"a": 1}, "not_coordinates"),
        ("GeometryCollection", None, "not_a_point"),
    ],
)
def test_an_empty_or_broken_shape_is_a_problem_of_its_line(kind: str, coordinates: object, code: str) -> None:
    found = rows(files.geojson(shape(kind, coordinates, nom="A"), files.place(-73, 46, nom="B")))
    assert [[problem.code for problem in row.problems] for row in found] == [[code], []]


@given(st.lists(st.tuples(st.floats(-80, -56), st.floats(44, 63)), min_size=1, max_size=8))
def test_the_middle_of_a_ring_is_a_pair_of_numbers(ring: list[tuple[float, float]]) -> None:
    from decimal import Decimal

    written = [[Decimal(repr(x)), Decimal(repr(y))] for x, y in ring]
    assert all(map(math.isfinite, middle("Polygon", [written])))


def crs(name: str) -> dict[str, object]:
    return {"type": "name", "properties": {"name": name}}


def test_coordinates_in_metres_become_degrees_when_their_system_is_known() -> None:
    x, y = project(-73.55, 45.5)
    for name, pair in (
        ("urn:ogc:def:crs:EPSG::32198", (x, y)),
        ("EPSG:3857", (-8187548.54, 5700582.73)),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", (-73.55, 45.5)),
        ("urn:ogc:def:crs:EPSG::4269", (-73.55, 45.5)),
    ):
        data = b'{"type":"FeatureCollection","crs":' + files.json.dumps(crs(name)).encode() + b","
        data += files.geojson(files.place(*pair, nom="A"))[len('{"type": "FeatureCollection", ') :]
        (row,) = rows(data)
        assert row.point == pytest.approx((-73.55, 45.5), abs=1e-4), name


def test_another_system_is_named_with_what_to_do() -> None:
    data = b'{"crs":' + files.json.dumps(crs("urn:ogc:def:crs:EPSG::2950")).encode() + b","
    data += files.geojson(files.place(299000, 5040000, nom="A"))[1:]
    with pytest.raises(Unreadable, match="EPSG:2950"):
        rows(data)


def test_properties_inside_properties_are_columns() -> None:
    (row,) = rows(
        files.geojson(
            files.place(
                -73, 46, nom="A", adresse={"rue": "Laurier", "no": 12}, sports=["soccer", "balle"], b={}
            )
        )
    )
    assert row.values == {
        "nom": "A",
        "adresse.rue": "Laurier",
        "adresse.no": "12",
        "sports": "soccer, balle",
        "b": "{}",
    }


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read(code: str) -> None:
    (row,) = rows("nom;catégorie\r\nÉcole Édouard;Gymnase\r\n".encode(code))
    assert row.values == {"nom": "École Édouard", "catégorie": "Gymnase"}


def test_empty_columns_are_named_by_their_place_and_ragged_lines_are_read() -> None:
    with open_table(io.BytesIO("nom;;capacité;;\nA;;12;;\nB;x;;;\nC\n".encode("cp1252"))) as table:
        assert table.headings == ("nom", "colonne 2", "capacité")
        assert [row.values["colonne 2"] for row in table.rows] == ["", "x", ""]


def test_a_workbook_with_a_title_merged_cells_and_dates() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "d mmmm yyyy"})
    sheet.merge_range(0, 0, 0, 3, "Inventaire des locaux")
    sheet.merge_range(1, 2, 1, 3, "Mesures")
    sheet.write_row(2, 0, ["Nom", "Inspection", "Surface", "Hauteur"])
    sheet.write_row(3, 0, ["Gymnase"])
    sheet.write_number(3, 1, 46357, day)
    sheet.write_row(3, 2, [240.5, 7])
    book.close()
    with open_table(io.BytesIO(buffer.getvalue())) as table:
        assert table.headings == ("Nom", "Inspection", "Surface", "Hauteur")
        assert [list(row.values.values()) for row in table.rows] == [["Gymnase", "2026-12-01", "240.5", "7"]]
        assert "ligne 3" in table.remarks[0].replace("\u00a0", " ")


def test_an_open_document_with_dates_numbers_and_merged_cells() -> None:
    def cell(kind: str, attributes: str, text: str) -> str:
        return f'<table:table-cell office:value-type="{kind}" {attributes}><text:p>{text}</text:p></table:table-cell>'

    def line(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    covered = "<table:covered-table-cell/>"
    body = line(cell("string", 'table:number-columns-spanned="3"', "Inventaire"), covered, covered)
    body += line(*(cell("string", "", text) for text in ("nom", "inspection", "surface")))
    day = cell("date", 'office:date-value="2026-12-01"', "1er décembre 2026")
    body += line(cell("string", "", "Gymnase"), day, cell("float", 'office:value="240.5"', "240,5"))
    data = files.zipped({"mimetype": files.ODS_TYPE, "content.xml": files.ODS_HEAD + body + files.ODS_TAIL})
    with open_table(io.BytesIO(data)) as table:
        assert table.headings == ("nom", "inspection", "surface")
        assert [list(row.values.values()) for row in table.rows] == [["Gymnase", "2026-12-01", "240.5"]]
