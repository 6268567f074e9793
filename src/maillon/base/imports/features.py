"""GeoJSON (RFC 7946), read feature by feature without ever holding the whole."""

import io
import itertools
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

import ijson

from maillon.base.imports.errors import unreadable
from maillon.base.imports.limits import Limits
from maillon.base.imports.shapes import NOT_COORDINATES, SHAPES, Degrees, degrees_of, middle
from maillon.base.imports.tables import Row, Table, bounded, tidy
from maillon.kernel.objections import Objection
from maillon.kernel.words import fold

CHUNK = 1 << 20
NESTED = 3  # levels of properties that are taken apart
NAMED = re.compile(r"EPSG|CRS84", re.IGNORECASE)
LOOKED_AT = 50  # features whose properties give the headings
BOM = b"\xef\xbb\xbf"
# Strings are matched so that what they hold is left alone.
NOT_JSON = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:NaN|Infinity)', re.DOTALL)
BROKEN = (ijson.JSONError, ArithmeticError, ValueError, SystemError)


def read_features(stream: BinaryIO, limits: Limits) -> Table:
    """Read a FeatureCollection; the headings are the properties of its first features."""
    walk = _Walk(limits)
    rows = _rows(walk, _plain(stream))
    first = list(itertools.islice(rows, LOOKED_AT))
    if not walk.found:
        raise unreadable("not_features")
    headings = tuple(dict.fromkeys(name for row in first for name in row.values))
    if len(headings) > limits.columns:
        raise unreadable("too_many_columns", limit=limits.columns)
    return Table("geojson", headings, bounded(itertools.chain(first, rows), limits))


def _plain(stream: BinaryIO) -> BinaryIO:
    """Return the file as JSON: without a byte-order mark, and with null for NaN and Infinity.

    Many programs write these two, which JSON does not know; the feature concerned is then refused, not the file.
    """
    stream.seek(0)
    start = len(BOM) if stream.read(len(BOM)) == BOM else 0
    stream.seek(start)
    tail = b""
    while chunk := stream.read(CHUNK):
        if b"NaN" in tail + chunk or b"Infinity" in tail + chunk:
            stream.seek(start)
            whole = stream.read()
            return io.BytesIO(NOT_JSON.sub(lambda m: m[0] if m[0][:1] == b'"' else b"null", whole))
        tail = chunk[-8:]
    stream.seek(start)
    return stream


class _Walk:
    """Watches the events of the parser: stops what is too deep or too large, notes the reference system and
    whether features came."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.found = False
        self.feature = 0
        self.crs = ""

    def __call__(self, events: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        depth = values = 0
        key: Any = None
        for event, value in events:
            values += 1
            if event in ("start_map", "start_array"):
                if depth == 1 and key == "features" and event == "start_array":
                    self.found = True
                depth += 1
            elif event in ("end_map", "end_array"):
                depth -= 1
            elif depth == 1:
                key = value
            elif key == "crs" and event == "string" and NAMED.search(value):
                self.crs = value
            if depth == 2:
                values = 0
            if depth > self.limits.depth or values > self.limits.values:
                raise unreadable("too_deep", line=self.feature + 1)
            yield event, value


def _rows(walk: _Walk, stream: BinaryIO) -> Iterator[Row]:
    try:
        events = ijson.parse(walk(ijson.basic_parse(stream)))
        for line, feature in enumerate(ijson.items(events, "features.item"), start=1):
            walk.feature = line
            yield _row(line, feature, degrees_of(walk.crs))
    except BROKEN as error:
        raise unreadable("malformed_json", line=walk.feature) from error


def _row(line: int, feature: Any, degrees: Degrees) -> Row:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return Row(line, {}, problems=(Objection("row_not_object"),))
    values = dict(_flat(properties))
    if feature.get("id") is not None and not any(fold(name) == "id" for name in values):
        values["id"] = _text(feature["id"])
    point, problem = _point(feature.get("geometry"), degrees)
    return Row(line, values, point=point, problems=(problem,) if problem else ())


def _flat(properties: dict[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield each property with its value as a text; an object's own are named « adresse.rue »."""
    for name, value in properties.items():
        heading = tidy(f"{above}{name}")
        if isinstance(value, dict) and value and depth < NESTED:
            yield from _flat(value, f"{heading}.", depth + 1)
        else:
            yield heading, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list) and all(isinstance(one, (str, int, Decimal)) for one in value):
        return tidy(", ".join(_text(one) for one in value))
    if isinstance(value, (dict, list)):
        return tidy(json.dumps(value, ensure_ascii=False, default=str))
    return tidy(str(value))


def _point(geometry: Any, degrees: Degrees) -> tuple[tuple[float, float] | None, Objection | None]:
    """Return where a shape is, in degrees: a point itself, else its middle; or why it is nowhere."""
    if geometry is None:
        return None, None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in SHAPES or (kind != "Point" and not coordinates):
        return None, Objection("not_a_point", values={"kind": str(kind)[:40]})
    try:
        return degrees(*middle(kind, coordinates)), None
    except NOT_COORDINATES:
        return None, Objection("not_coordinates")
