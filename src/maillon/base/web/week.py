"""The week of a place as a table of hours and days, ready to be drawn.

Pure: values in, rows out. Hours are local minutes since midnight (0 to 1440). A stretch of the same state is one
cell over several rows, except what is free: each free step is a moment of its own that can be chosen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

State = Literal["free", "asked", "taken", "closed", "mine"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of one day in one state.

    ``word`` is what the cell says; ``href`` leads somewhere (to reserve, to see one's request); ``note`` says why
    the moment cannot be had. Slots of a day may leave gaps (shown closed) but never overlap.
    """

    day: date
    start: int
    end: int
    state: State
    word: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A column's head."""

    date: date
    is_today: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: ``rows`` tall, from ``start`` to ``end`` minutes."""

    day: date
    start: int
    end: int
    rows: int
    state: State
    word: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, beginning at ``start`` minutes."""

    start: int
    cells: tuple[Cell, ...]

    @property
    def is_hour(self) -> bool:
        """Say whether the line begins a full hour, the only ones whose hour is written."""
        return self.start % 60 == 0


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """What ``c-calendar-week`` draws; ``step``: minutes per line."""

    days: tuple[Day, ...]
    rows: tuple[Row, ...]
    step: int = 60


def week_grid(
    monday: date,
    slots: Sequence[Slot],
    *,
    closed_word: str,
    today: date | None = None,
    step: int = 60,
    hours: tuple[int, int] | None = None,
    notes: dict[date, str] | None = None,
    link: Callable[[date, int], str] | None = None,
) -> WeekGrid:
    """Lay the week out.

    ``step``: minutes per line. ``hours``: first and last minute shown; without it, what the slots need, at least
    8 h to 22 h. ``link(day, minute)`` gives the address that reserves a free step (a free slot's own ``href`` wins).
    ``notes``: a word under a day's head (a holiday). ValueError when two slots of a day overlap.
    """
    first, last = hours or _hours_needed(slots, step)
    lines = range(first, last, step)
    columns = []
    for offset in range(7):
        day = monday + timedelta(days=offset)
        mine = sorted((slot for slot in slots if slot.day == day), key=lambda slot: slot.start)
        if any(before.end > after.start for before, after in pairwise(mine)):
            raise ValueError(f"two slots of {day} overlap")
        columns.append(_column(day, mine, lines, step, closed_word, link))
    rows = tuple(Row(start, tuple(column[start] for column in columns if start in column)) for start in lines)
    days = tuple(
        Day(day, is_today=day == today, note=(notes or {}).get(day, ""))
        for day in (monday + timedelta(days=offset) for offset in range(7))
    )
    return WeekGrid(days, rows, step)


def _hours_needed(slots: Sequence[Slot], step: int) -> tuple[int, int]:
    first = min([8 * 60, *(slot.start for slot in slots)])
    last = max([22 * 60, *(slot.end for slot in slots)])
    return first - first % max(step, 60), last


def _column(
    day: date,
    slots: Sequence[Slot],
    lines: range,
    step: int,
    closed_word: str,
    link: Callable[[date, int], str] | None,
) -> dict[int, Cell]:
    """One cell per beginning line of the day; lines covered by a taller cell have none."""
    deciding = [_slot_at(slots, line, step) for line in lines]
    cells: dict[int, Cell] = {}
    index = 0
    while index < len(lines):
        slot, line = deciding[index], lines[index]
        height = 1
        if slot is not None and slot.state == "free":
            href = slot.href or (link(day, line) if link else "")
            cells[line] = Cell(day, line, line + step, 1, "free", slot.word, href, slot.note)
        else:
            while index + height < len(lines) and deciding[index + height] is slot:
                height += 1
            cells[line] = (
                Cell(day, slot.start, slot.end, height, slot.state, slot.word, slot.href, slot.note)
                if slot
                else Cell(day, line, line + height * step, height, "closed", closed_word)
            )
        index += height
    return cells


def _slot_at(slots: Sequence[Slot], line: int, step: int) -> Slot | None:
    """The slot that decides a line: any that is not free wins; a free one must last the whole line."""
    here = [slot for slot in slots if slot.start < line + step and slot.end > line]
    busy = [slot for slot in here if slot.state != "free"]
    whole = [slot for slot in here if slot.start <= line and slot.end >= line + step]
    return next(iter(busy or whole), None)
