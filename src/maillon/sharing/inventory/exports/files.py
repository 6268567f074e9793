"""The three formats: each turns assets into the bytes of a file, little by little."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter

from maillon.base.imports import csv_lines
from maillon.base.imports.writing import harmless
from maillon.sharing.inventory.exports.columns import Column
from maillon.sharing.inventory.models import Asset

CHUNK = 1 << 16
POINT = frozenset({"Longitude", "Latitude"})
DECIMALS = 7  # about one centimetre; RFC 7946, § 11.2, finds six enough


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its content type, and how it is written.

    One that ``keeps_records`` also says how assets are managed, to their owner; the others are made to be published.
    """

    content_type: str
    write: Callable[[Sequence[Column], Iterable[Asset]], Iterator[bytes]]
    keeps_records: bool = True


def _csv(columns: Sequence[Column], assets: Iterable[Asset]) -> Iterator[bytes]:
    """Write as French spreadsheets read: UTF-8 with its mark, semicolons, decimal commas."""
    rows = ([_with_comma(column.value(asset)) for column in columns] for asset in assets)
    yield from csv_lines([column.heading for column in columns], rows)


def _with_comma(value: object) -> object:
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return str(value).replace(".", ",") if isinstance(value, Decimal) else value


def _xlsx(columns: Sequence[Column], assets: Iterable[Asset]) -> Iterator[bytes]:
    """Write a workbook row by row in a temporary file; every text stays a text, none a formula."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True})
        sheet = book.add_worksheet("Biens")
        head = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, max(12, len(column.heading) + 2))
            sheet.write_string(0, place, column.heading, head)
        for line, asset in enumerate(assets, start=1):
            for place, column in enumerate(columns):
                value = column.value(asset)
                if isinstance(value, (int, float, Decimal)):
                    sheet.write_number(line, place, value)
                elif value:
                    sheet.write_string(line, place, harmless(value))
        book.close()
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _geojson(columns: Sequence[Column], assets: Iterable[Asset]) -> Iterator[bytes]:
    """Write a FeatureCollection (RFC 7946): longitude then latitude in WGS 84, no point where none is known."""
    yield b'{"type": "FeatureCollection", "features": ['
    for rank, asset in enumerate(assets):
        feature = {
            "type": "Feature",
            "id": asset.pk,
            "geometry": _point(asset),
            "properties": {
                column.heading: column.value(asset) for column in columns if column.heading not in POINT
            },
        }
        yield (",\n" if rank else "\n").encode() + json.dumps(feature, ensure_ascii=False).encode()
    yield b"\n]}\n"


def _point(asset: Asset) -> dict[str, object] | None:
    if asset.lon is None or asset.lat is None:
        return None
    return {"type": "Point", "coordinates": [round(asset.lon, DECIMALS), round(asset.lat, DECIMALS)]}


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", _csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "geojson": Format("application/geo+json", _geojson, keeps_records=False),
}
