"""Text cut by commas, semicolons or tabs (CSV), in the codes that spreadsheets write."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from maillon.base.imports.errors import unreadable
from maillon.base.imports.limits import Limits
from maillon.base.imports.tables import Cells, Table, tabulate

CHUNK = 1 << 20
DELIMITERS = (";", "\t", ",")
QUOTED = re.compile(r'"[^"]*"?')
DECLARED = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)


def read_delimited(stream: BinaryIO, limits: Limits) -> Table:
    """Read a delimited text; code and delimiter are found out from the content."""
    encoding = _encoding(stream)
    stream.seek(0)
    text = io.TextIOWrapper(_Unclosed(stream), encoding=encoding, newline="")
    first = _first_line(text)
    declared = DECLARED.match(first)  # a line that Excel writes and understands
    if declared is None:
        text.seek(0)
    delimiter = declared[1] if declared else _delimiter(first)
    return tabulate("csv", _lines(text, delimiter, 1 if declared else 0), limits)


class _Unclosed(io.BufferedReader):
    """A reader that leaves its source open: the file belongs to whoever opened it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)  # type: ignore[arg-type]  # an uploaded file has the methods that count

    def close(self) -> None:
        """Leave the source as it is."""


def _encoding(stream: BinaryIO) -> str:
    start = stream.read(64)
    stream.seek(0)
    if silent := _without_mark(start):
        return _holds(stream, silent) or _unknown()
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _holds(stream, "utf-16") or _unknown()
    return _holds(stream, "utf-8-sig") or _holds(stream, "cp1252") or _unknown()


def _without_mark(start: bytes) -> str:
    """Return which UTF-16 a text without its mark is in: every other byte of its first letters is zero."""
    if len(start) >= 8 and not any(start[1:8:2]) and all(start[:8:2]):
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 8 and not any(start[:8:2]) and all(start[1:8:2]) else ""


def _unknown() -> str:
    raise unreadable("encoding")


def _holds(stream: BinaryIO, encoding: str) -> str | None:
    """Return ``encoding`` when the whole stream is written in it."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := stream.read(CHUNK):
            if "\0" in decoder.decode(chunk):
                raise unreadable("not_text")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return encoding


def _first_line(text: io.TextIOWrapper) -> str:
    for _ in range(50):
        line = text.readline(CHUNK)
        if line.strip() or not line:
            return line
    return ""


def _delimiter(line: str) -> str:
    bare = QUOTED.sub("", line)
    return max(DELIMITERS, key=bare.count)


def _lines(text: io.TextIOWrapper, delimiter: str, already: int) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        line = reader.line_num + already + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise unreadable("malformed_text", line=line) from error
        yield line, cells
