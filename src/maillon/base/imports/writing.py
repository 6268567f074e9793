"""Writing rows for a spreadsheet, so that no text becomes a formula.

A text that begins with = + - or @ would be carried out when the file is opened; an apostrophe before it makes
it a text (OWASP, « CSV Injection »). Numbers are left as they are; our own reader takes the apostrophe away.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")
DANGEROUS = re.compile(r"'*[=+\-@]|[\t\r]")


def harmless(value: object) -> str:
    """Return the value as a text that no spreadsheet carries out."""
    text = "" if value is None else str(value)
    return f"'{text}" if DANGEROUS.match(text) and not NUMBER.match(text) else text


class _Echo:
    """A file that hands back what is written in it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield the lines of a CSV file as French spreadsheets open it: UTF-8 with its mark, semicolons."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield writer.writerow([harmless(heading) for heading in headings]).encode()
    for row in rows:
        yield writer.writerow([harmless(value) for value in row]).encode()
