"""The list of supplies as a file: CSV and workbook, where no text becomes a formula."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from maillon.base.imports import csv_lines
from maillon.base.imports.writing import harmless
from maillon.sharing.supplies.models import Article
from maillon.sharing.supplies.queries import standing_of
from maillon.sharing.supplies.units import Unit

CHUNK = 1 << 16
Line = Sequence[object]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its content type, and how its lines are written."""

    content_type: str
    write: Callable[[Sequence[str], Iterable[Line]], Iterator[bytes]]


def headings() -> list[str]:
    """Return the heads of the columns, those of an import first."""
    return [
        _("Nom"),
        _("Unité"),
        _("Quantité"),
        _("Seuil"),
        _("GTIN"),
        _("UNSPSC"),
        _("Lieu habituel"),
        _("Réparti"),
        _("Remarque"),
    ]


def lines_of(articles: Sequence[Article]) -> Iterator[list[object]]:
    """Return what is written of each article; one query."""
    standing = standing_of(articles)
    for one in articles:
        where = "; ".join(f"{at.site_name} ({plain(at.quantity):f})" for at in standing.get(one.pk, ()))
        yield [
            one.name,
            Unit(one.unit).label,
            plain(one.quantity),  # type: ignore[attr-defined]  # read with its quantity
            None if one.threshold is None else plain(one.threshold),
            one.gtin,
            one.unspsc,
            one.site.name,
            where,
            one.note,
        ]


def plain(amount: Decimal) -> Decimal:
    """Return the amount without the zeros that tell nothing."""
    whole = amount.to_integral_value()
    return whole if amount == whole else amount.normalize()


def _csv(heads: Sequence[str], lines: Iterable[Line]) -> Iterator[bytes]:
    """Write as French spreadsheets read: UTF-8 with its mark, semicolons, decimal commas."""
    yield from csv_lines(heads, ([_with_comma(value) for value in line] for line in lines))


def _with_comma(value: object) -> object:
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value


def _xlsx(heads: Sequence[str], lines: Iterable[Line]) -> Iterator[bytes]:
    """Write a workbook in a temporary file; numbers are numbers, every text stays a text."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True})
        sheet = book.add_worksheet(_("Fournitures"))
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, head in enumerate(heads):
            sheet.set_column(place, place, max(12, len(head) + 2))
            sheet.write_string(0, place, head, bold)
        for row, line in enumerate(lines, start=1):
            for place, value in enumerate(line):
                if isinstance(value, Decimal):
                    sheet.write_number(row, place, value)
                elif value:
                    sheet.write_string(row, place, harmless(value))
        book.close()
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", _csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
}
