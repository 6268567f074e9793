"""Opening a file by what it holds, never by what its name says."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from maillon.base.imports.delimited import read_delimited
from maillon.base.imports.errors import unreadable
from maillon.base.imports.features import read_features
from maillon.base.imports.limits import LIMITS, Limits
from maillon.base.imports.tables import Table
from maillon.base.imports.workbooks import open_workbook

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = {
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "RAR",
    b"SQLite format 3": "SQLite",
    b"<!doctype html": "HTML",
    b"<html": "HTML",
    b"<?xml": "XML",
}


@contextmanager
def open_table(stream: BinaryIO, *, limits: Limits = LIMITS) -> Iterator[Table]:
    """Open the table that a file holds, to be read row by row inside the block.

    ``stream`` is an open, seekable binary file and stays open. Raises :class:`.errors.Unreadable`, at the opening
    or at any row: a caller writes nothing that it cannot take back.
    """
    stream.seek(0)
    start = stream.read(512)
    stream.seek(0)
    if not start.strip(b"\xef\xbb\xbf\0 \t\r\n"):
        raise unreadable("empty")
    if start.startswith(ZIP):
        with open_workbook(stream, limits) as table:
            yield table
        return
    _refuse_other_kinds(start)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        yield read_features(stream, limits)
    else:
        yield read_delimited(stream, limits)


def _refuse_other_kinds(start: bytes) -> None:
    if start.startswith(OLD_WORKBOOK):
        raise unreadable("old_workbook")
    for mark, kind in OTHER_KINDS.items():
        if start.lstrip().lower().startswith(mark.lower()):
            raise unreadable("wrong_kind", kind=kind)
