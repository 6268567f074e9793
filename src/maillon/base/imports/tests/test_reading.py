"""Each format becomes the same rows; what cannot be read says what to do."""

import datetime as dt
import io
import os
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.imports import Limits, Row, Unreadable, csv_lines, open_table
from maillon.base.imports.tables import distinct
from maillon.base.imports.tests import files
from maillon.kernel.words import fold

HEADINGS = ("nom", "catégorie", "capacité")
LINES = [["Gymnase Édouard", "Gymnase", "120"], ["Salle « B »", "Salle", "25"]]


def read(data: bytes, limits: Limits | None = None) -> tuple[tuple[str, ...], list[Row]]:
    with open_table(io.BytesIO(data), limits=limits or Limits()) as table:
        return table.headings, list(table.rows)


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, limits)
    assert caught.value.status == 422
    return caught.value.reasons[0].code


def delimited(delimiter: str) -> str:
    return "\r\n".join(delimiter.join(cells) for cells in [list(HEADINGS), *LINES])


@pytest.mark.parametrize(
    "data",
    [
        delimited(",").encode(),
        delimited(";").encode("utf-8-sig"),
        delimited("\t").encode("cp1252"),
        delimited(";").encode("cp1252"),
        delimited("\t").encode("utf-16"),
        ("sep=;\r\n" + delimited(";")).encode(),
        ("\r\n\r\n" + delimited(",")).encode(),
        files.xlsx([HEADINGS, *LINES]),
        files.ods([list(HEADINGS), *LINES]),
        files.geojson(*(files.place(-73, 46, **dict(zip(HEADINGS, cells, strict=True))) for cells in LINES)),
    ],
    ids=["commas", "bom", "tabs-1252", "1252", "utf-16", "sep", "blank-first", "xlsx", "ods", "geojson"],
)
def test_every_format_gives_the_same_rows(data: bytes) -> None:
    headings, rows = read(data)
    assert headings == HEADINGS
    assert [list(row.values.values()) for row in rows] == LINES
    assert not any(row.problems for row in rows)


def test_an_uploaded_file_is_read_and_left_open() -> None:
    upload = SimpleUploadedFile("liste.csv", delimited(",").encode())
    with open_table(upload) as table:  # type: ignore[arg-type]  # Django's files have the methods that count
        assert len(list(table.rows)) == 2
    assert not upload.closed


def test_lines_are_numbered_as_the_person_sees_them() -> None:
    _, rows = read(b'nom;note\n\nA;"deux\nlignes"\n;\nB;fin\n')
    assert [(row.line, row.values) for row in rows] == [
        (3, {"nom": "A", "note": "deux\nlignes"}),
        (6, {"nom": "B", "note": "fin"}),
    ]
    _, rows = read(files.xlsx([["nom"], [], ["A"]]))
    assert [row.line for row in rows] == [3]


def test_cells_of_a_workbook_read_as_a_person_sees_them() -> None:
    day = dt.datetime(2026, 12, 1)  # noqa: DTZ001  (a spreadsheet knows no time zone)
    _, rows = read(files.xlsx([["a", "b", "c", "d"], [25.0, 0.5, day, True]]))
    assert list(rows[0].values.values()) == ["25", "0.5", "2026-12-01", "oui"]


def test_only_the_first_filled_sheet_is_read_and_the_sender_is_told() -> None:
    with open_table(io.BytesIO(files.xlsx([], [["nom"], ["A"]], [["nom"], ["B"]]))) as table:
        assert [row.values["nom"] for row in table.rows] == ["A"]
        assert "Sheet2" in table.remarks[0]
        assert "3" in table.remarks[0]


def test_a_formula_stays_a_text() -> None:
    formula = '=HYPERLINK("http://ailleurs.example";"cliquez")'
    for data in (files.xlsx([["nom"], [formula]]), files.geojson(files.place(-73, 46, nom=formula))):
        assert read(data)[1][0].values["nom"] == formula
    _, rows = read(b"nom,autre\n=1+1,x\n")
    assert rows[0].values["nom"] == "=1+1"


def test_two_hundred_columns_are_read_and_too_many_are_refused() -> None:
    names = [f"colonne {number}" for number in range(200)]
    headings, rows = read("\n".join([",".join(names), ",".join(names)]).encode())
    assert len(headings) == 200
    assert rows[0].values["colonne 199"] == "colonne 199"
    many = ",".join(f"c{number}" for number in range(301)).encode() + b"\nx\n"
    assert code_of(many) == "too_many_columns"
    assert code_of(files.xlsx([[f"c{number}" for number in range(301)], ["x"]])) == "too_many_columns"
    wide = files.geojson(files.place(-73, 46, **{f"c{number}": 1 for number in range(301)}))
    assert code_of(wide) == "too_many_columns"


@pytest.mark.parametrize(
    "data", [b"Nom;NOM;;Nom (2)\nA;B;C;D\n", files.xlsx([["Nom", "NOM", "", "Nom (2)"], [*"ABCD"]])]
)
def test_a_heading_that_comes_again_is_told_apart_and_no_value_is_lost(data: bytes) -> None:
    with open_table(io.BytesIO(data)) as table:
        assert table.headings == ("Nom", "NOM (3)", "colonne 3", "Nom (2)")
        assert list(next(table.rows).values.values()) == ["A", "B", "C", "D"]
        assert "NOM (3)" in table.remarks[-1]


@given(st.lists(st.text(alphabet="aAbé( 2)", min_size=1, max_size=6), max_size=8))
def test_headings_are_always_distinct_and_the_first_keep_their_name(names: list[str]) -> None:
    found = distinct(names)
    assert len({fold(name) for name in found}) == len(found) == len(names)
    for at, name in enumerate(names):
        if fold(name) not in {fold(one) for one in names[:at]}:
            assert found[at] == name


def test_too_many_rows_are_refused() -> None:
    assert code_of(b"nom\n" + b"A\n" * 11, Limits(rows=10)) == "too_many_rows"
    assert code_of(files.geojson(*[files.place(-73, 46, nom="A")] * 11), Limits(rows=10)) == "too_many_rows"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"nom,age\n", "no_rows"),
        (b'{"type":"FeatureCollection","features":[]}', "no_rows"),
        (b",,\nnom,age\n,,\n", "no_rows"),
        ("\u200b\nA\n".encode(), "no_headings"),
        (b"nom\n\x00\x01\x02", "not_text"),
        (b"nom\n\x81\x8d\n", "encoding"),
        (b'nom;note\nA;"' + b"x" * 200_000, "malformed_text"),
        (b"%PDF-1.7 ...", "wrong_kind"),
        (b"<!DOCTYPE html><html>", "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_workbook"),
        (b"PK\x03\x04 abimee", "malformed_workbook"),
        (files.xlsx([["nom"], ["A"]])[:-200], "malformed_workbook"),
        (files.zipped({"lisez-moi.txt": "bonjour"}), "not_a_workbook"),
        (files.xlsx([]), "no_sheet"),
        (b'{"type":"FeatureCollection","features":[{', "malformed_json"),
        (b'{"type":"Feature"}', "not_features"),
        (b"[1,2]", "not_features"),
        (b'{"features":{"a":1}}', "not_features"),
        (b'{"features":[{"a":' + b"9" * 10_000 + b"}]}", "malformed_json"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_row_with_more_cells_than_headings_is_a_problem_of_that_row_only() -> None:
    _, rows = read(b"nom,note\nA,x,y\nB,z,\n")
    assert [[problem.code for problem in row.problems] for row in rows] == [["row_too_long"], []]


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        (files.place("-73", 46, nom="A"), "not_coordinates"),
        (files.place(float("nan"), 46, nom="A"), "not_coordinates"),
        (files.place(-73, float("-inf"), nom="A"), "not_coordinates"),
        (files.place(True, 46, nom="A"), "not_coordinates"),
        (files.place(10**400, 46, nom="A"), "not_coordinates"),
        ({"geometry": {"type": "Point", "coordinates": 5}, "properties": {}}, "not_coordinates"),
        ({"geometry": {"type": "Polygon", "coordinates": []}, "properties": {}}, "not_a_point"),
        ({"geometry": "Point", "properties": {}}, "not_a_point"),
        ({"properties": ["nom"]}, "row_not_object"),
        ("un lieu", "row_not_object"),
    ],
)
def test_a_faulty_feature_does_not_stop_the_others(feature: object, code: str) -> None:
    _, rows = read(files.geojson(files.place(-73, 46, nom="NaN, Infinity"), feature, files.place(-73, 46)))
    assert [[problem.code for problem in row.problems] for row in rows] == [[], [code], []]
    assert rows[0].values["nom"] == "NaN, Infinity"
    assert rows[0].point == (-73.0, 46.0)


def test_a_feature_without_a_shape_has_no_point() -> None:
    _, rows = read(files.geojson({"type": "Feature", "id": 7, "geometry": None, "properties": {"nom": "A"}}))
    assert (rows[0].point, rows[0].problems, rows[0].values) == (None, (), {"nom": "A", "id": "7"})


def test_features_nested_without_end_are_refused() -> None:
    assert code_of(b'{"features":[{"a":' + b"[" * 3_000_000) == "too_deep"
    numbers = b",".join([b"1"] * 2000)
    assert code_of(b'{"features":[{"a":[' + numbers + b"]}]}", Limits(values=1000)) == "too_deep"


def test_a_zip_bomb_is_refused_on_what_it_announces_and_on_what_it_holds() -> None:
    bomb = files.zipped({"xl/workbook.xml": b"0" * 60_000_000})
    assert len(bomb) < 100_000
    assert code_of(bomb, Limits(unpacked=50_000_000)) == "too_large_unpacked"
    crowd = files.zipped({f"xl/{number}": "" for number in range(60)})
    assert code_of(crowd, Limits(entries=50)) == "too_large_unpacked"
    lying = bytearray(bomb)  # the directory now announces 10 bytes for its entry
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert code_of(bytes(lying), Limits(unpacked=50_000_000)) == "malformed_workbook"


def test_a_workbook_with_a_password_says_so() -> None:
    locked = bytearray(files.zipped({"xl/workbook.xml": "x"}))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(locked)) == "password"


def test_a_sheet_too_wide_for_memory_ends_as_a_message() -> None:
    assert code_of(files.far_apart()) == "too_heavy"
    assert code_of(files.repeated_ods(1_000_000)) in {"too_heavy", "malformed_workbook", "too_many_columns"}


def test_the_reader_of_a_workbook_does_not_outlive_its_block() -> None:
    data = files.xlsx([["nom"], *[[f"bien {number}"] for number in range(20_000)]])
    before = _children()
    with open_table(io.BytesIO(data)) as table:
        next(table.rows)
        assert len(_children()) == len(before) + 1
    assert _children() == before


def _children() -> set[str]:
    with open(f"/proc/{os.getpid()}/task/{os.getpid()}/children") as children:  # noqa: PTH123  (a file of the kernel)
        return set(children.read().split())


def test_what_we_write_is_harmless_in_a_spreadsheet_and_reads_back_the_same() -> None:
    texts = ["=1+1", "+aide", "-moins", "@nom", "'déjà", "'=1+1", "-73,5", "+12", "a;b", "deux\nlignes", ""]
    data = b"".join(csv_lines(["nom", "fin"], [[text, "x"] for text in texts]))
    assert b"\n=1" not in data
    assert b"\n'=1+1" in data
    assert [row.values["nom"] for row in read(data)[1]] == texts


def test_a_zip_of_our_own_is_really_a_zip() -> None:
    """Guards the other tests: the hostile files are what they say."""
    assert zipfile.is_zipfile(io.BytesIO(files.far_apart()))
