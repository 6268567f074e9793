"""Whatever the bytes, a reader gives rows or refuses; nothing else ever comes out."""

import io
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillon.base.imports import Limits, Unreadable, csv_lines, open_table
from maillon.base.imports.tests import files

SMALL = Limits(columns=20, rows=50, unpacked=2_000_000, seconds=10)
WORKBOOKS = [
    files.xlsx([["nom", "capacité"], ["A", 12], ["B", None]]),
    files.ods([["nom", "capacité"], ["A", "12"]]),
]
JSON = files.geojson(files.place(-73.5, 45.5, nom="A", capacité=3), files.place(-70, 47, nom="B"))
TEXT = 'nom;capacité\n«A»;12\n"B";\n'.encode()


def reads_or_refuses(data: bytes) -> None:
    try:
        with open_table(io.BytesIO(data), limits=SMALL) as table:
            for row in table.rows:
                assert all(isinstance(value, str) and "\0" not in value for value in row.values.values())
    except Unreadable as refusal:
        message = refusal.reasons[0].message
    else:
        message = "lu"
    assert message


def damage(data: bytes) -> st.SearchStrategy[bytes]:
    """Overwrite, cut and insert a few bytes."""
    place = st.integers(0, len(data))
    one = st.tuples(place, st.integers(0, 8), st.binary(max_size=8))

    def apply(changes: list[tuple[int, int, bytes]]) -> bytes:
        result = data
        for at, length, new in changes:
            result = result[:at] + new + result[at + length :]
        return result

    return st.lists(one, min_size=1, max_size=4).map(apply)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    reads_or_refuses(data)


@given(st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_text(data: bytes) -> None:
    reads_or_refuses(data)


@settings(max_examples=300)
@given(st.one_of(damage(JSON), damage(TEXT)))
def test_damaged_text_and_geojson(data: bytes) -> None:
    reads_or_refuses(data)


@settings(max_examples=200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=12,
    )
)
def test_any_feature(feature: object) -> None:
    reads_or_refuses(files.geojson(feature, {"type": "Feature", "geometry": feature, "properties": {}}))
    reads_or_refuses(files.geojson({"type": "Feature", "properties": feature}))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WORKBOOKS).flatmap(damage))
def test_damaged_workbooks(data: bytes) -> None:
    reads_or_refuses(data)


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12), min_size=1))
def test_what_is_written_is_read_back(names: list[str]) -> None:
    data = b"".join(csv_lines(["nom", "fin"], [[name, "x"] for name in names]))
    with open_table(io.BytesIO(data)) as table:
        read = [row.values["nom"] for row in table.rows]
    assert read == [unicodedata.normalize("NFC", name) for name in names]
