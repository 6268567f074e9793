"""Weighing a workbook before it is opened: it is a zip archive, and a small one may hold terabytes."""

import zipfile
import zlib
from typing import BinaryIO

from maillon.base.imports.errors import unreadable
from maillon.base.imports.limits import Limits

CHUNK = 1 << 20
MEGABYTE = 1024 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


def weigh(stream: BinaryIO, limits: Limits) -> str:
    """Return ``xlsx`` or ``ods`` once the announced and the real sizes are known to be bearable.

    The real size is counted by decompressing into nothing; an archive whose announced sizes lie is broken.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_announced(archive, limits)
            kind = _kind(archive)
            _check_real(archive, limits)
    except BROKEN as error:
        raise unreadable("malformed_workbook") from error
    return kind


def _too_large(limits: Limits) -> Exception:
    return unreadable("too_large_unpacked", limit=limits.unpacked // MEGABYTE)


def _check_announced(archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise _too_large(limits)
    if any(entry.flag_bits & 1 for entry in entries):
        raise unreadable("password")


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if any(name.lower() == "xl/workbook.xml" for name in names):
        return "xlsx"
    if "mimetype" in names:
        with archive.open("mimetype") as entry:
            if entry.read(len(OPEN_DOCUMENT)) == OPEN_DOCUMENT:
                return "ods"
    raise unreadable("not_a_workbook")


def _check_real(archive: zipfile.ZipFile, limits: Limits) -> None:
    left = limits.unpacked
    for entry in archive.infolist():
        with archive.open(entry) as content:
            while chunk := content.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _too_large(limits)
