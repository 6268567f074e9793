"""Spreadsheets (XLSX and ODS), read in a process of their own under limits."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO

from maillon.base.imports.archives import weigh
from maillon.base.imports.errors import reason, unreadable
from maillon.base.imports.limits import Limits
from maillon.base.imports.tables import Cells, Table, tabulate

READER = Path(__file__).with_name("workbook_reader.py")


@contextmanager
def open_workbook(stream: BinaryIO, limits: Limits) -> Iterator[Table]:
    """Open the first filled and visible sheet of a workbook; its reader ends with the block."""
    format_name = weigh(stream, limits)
    stream.seek(0)
    with tempfile.TemporaryFile() as copy:
        copyfileobj(stream, copy)
        copy.seek(0)
        reader = subprocess.Popen(
            [sys.executable, "-I", str(READER), str(limits.memory), str(limits.seconds)],
            stdin=copy,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    with reader:
        try:
            yield _table(format_name, reader, limits)
        finally:
            reader.kill()


def _table(format_name: str, reader: subprocess.Popen[bytes], limits: Limits) -> Table:
    messages = _messages(reader)
    opening = next(messages)
    table = tabulate(format_name, _lines(messages, limits), limits)
    if opening["count"] > 1:
        table.remarks.append(reason("one_sheet", sheet=opening["sheet"], count=opening["count"]).message)
    return table


def _messages(reader: subprocess.Popen[bytes]) -> Iterator[Any]:
    """Pass on what the reader writes until it is done; refuse when it says why, or ends without a word."""
    for line in reader.stdout or ():
        if not line.endswith(b"\n"):
            break
        message = json.loads(line)
        if isinstance(message, dict) and "done" in message:
            return
        if isinstance(message, dict) and "problem" in message:
            raise unreadable(message["problem"])
        yield message
    killed = reader.wait() < 0  # by a limit, or by itself for want of memory
    raise unreadable("too_heavy" if killed else "malformed_workbook")


def _lines(messages: Iterator[Any], limits: Limits) -> Iterator[tuple[int, Cells]]:
    for line, cells in messages:
        if len(cells) > limits.columns:
            raise unreadable("too_many_columns", limit=limits.columns)
        yield line, cells
