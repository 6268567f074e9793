"""Small files made in the tests, some of them hostile."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import xlsxwriter

ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="Feuille1">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def xlsx(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook with these sheets, each a list of rows; texts stay texts."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


def far_apart() -> bytes:
    """Return a workbook with one cell in each corner of the largest sheet there can be."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "nom")
    sheet.write(1_048_575, 16_383, "loin")
    book.close()
    return buffer.getvalue()


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    """Return an OpenDocument workbook of texts, with the empty repeated cells that LibreOffice writes."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row in rows
    )
    body += (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return zipped({"mimetype": ODS_TYPE, "content.xml": ODS_HEAD + body + ODS_TAIL})


def repeated_ods(times: int) -> bytes:
    """Return an OpenDocument workbook of one filled cell, said to be repeated so many times each way."""
    body = (
        f'<table:table-row table:number-rows-repeated="{times}">'
        f'<table:table-cell table:number-columns-repeated="{times}" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    return zipped({"mimetype": ODS_TYPE, "content.xml": ODS_HEAD + body + ODS_TAIL})


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """Return a zip archive of these entries, as an OpenDocument file when its first entry says so."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
        if "mimetype" in entries:
            archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
    return buffer.getvalue()


def place(lon: Any, lat: Any, **properties: Any) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }


def geojson(*features: Any, **top: Any) -> bytes:
    """Return a FeatureCollection, indented or not as ``json`` writes it; NaN is written as Python does."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | top).encode()
