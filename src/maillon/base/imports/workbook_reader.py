"""A process that opens one workbook and writes its first sheet as lines of JSON; never imported by the site.

The library reserves memory for the whole rectangle that a sheet spans: one cell in the last corner aborts the
process that reads it. So it reads here, under limits of memory and time, and its end is only a message.

Standard input: the workbook. Arguments: bytes of memory, seconds of processor. Standard output, one per line:
``{"sheet": name, "count": n}`` first, then ``[line, [cell, …]]``, then ``{"done": true}``; or ``{"problem": code}``.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook


def as_text(value: object) -> str:
    """Return a cell as a person reads it: whole numbers without decimals, dates as 2026-12-01."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def messages(data: bytes) -> Iterator[object]:
    """Yield what is to be written, in order."""
    workbook = load_workbook(io.BytesIO(data))
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    filled = 0
    for name in shown:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is None:
            continue
        filled += 1
        if filled > 1:
            continue
        yield {"sheet": name, "count": len(shown)}
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            texts = [as_text(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            yield [line, texts]
    yield {"done": True} if filled else {"problem": "no_sheet"}


def main(memory: int, seconds: int) -> None:
    """Read under the given limits and write every message."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for message in messages(sys.stdin.buffer.read()):
            sys.stdout.write(json.dumps(message))
            sys.stdout.write("\n")
    except PasswordError:
        sys.stdout.write('{"problem": "password"}\n')
    except CalamineError:
        sys.stdout.write('{"problem": "malformed_workbook"}\n')


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
