"""Reading a school calendar from a file: lines of CSV, or the events of an iCalendar file."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from recurring_ical_events import of

from maillon.kernel.school_days import DayKind, Stretch, merged
from maillon.kernel.words import fold

LARGEST = 512 * 1024  # bytes; a school year has some two hundred lines
MOST = 400
A_DAY = timedelta(days=1)
WORDS: tuple[tuple[str, DayKind], ...] = (
    ("relache", DayKind.BREAK),
    ("break", DayKind.BREAK),
    ("pedagog", DayKind.PEDAGOGICAL),
    ("ete", DayKind.SUMMER),
    ("summer", DayKind.SUMMER),
    ("conge", DayKind.HOLIDAY),
    ("holiday", DayKind.HOLIDAY),
    ("ferie", DayKind.HOLIDAY),
    ("noel", DayKind.HOLIDAY),
    ("paques", DayKind.HOLIDAY),
    ("fete", DayKind.HOLIDAY),
    ("classe", DayKind.CLASS),
    ("class", DayKind.CLASS),
)
FIRST_NAMES = frozenset({"du", "date", "jour", "debut", "first", "from", "start"})
LAST_NAMES = frozenset({"au", "fin", "last", "to", "end", "jusqu au", "jusquau"})
KIND_NAMES = frozenset({"genre", "type", "kind", "categorie"})
LABEL_NAMES = frozenset({"nom", "description", "name", "label", "evenement", "titre"})


class UnreadableFileError(ValueError):
    """The file is neither lines of CSV with a day in each, nor an iCalendar file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: the stretches that were understood, and the lines that were not."""

    stretches: tuple[Stretch, ...]
    left_out: tuple[str, ...]


def read(content: bytes, first: date, last: date) -> Reading:
    """Read a file for the days from ``first`` to ``last``; UnreadableFileError when nothing can be read in it.

    The kind of a day comes from its words: « pédagogique », « relâche », « congé ». CSV needs a column for the day;
    ``du``, ``au``, ``genre`` and ``nom`` are the usual ones.
    """
    if len(content) > LARGEST:
        raise UnreadableFileError
    text = _decoded(content)
    events = _events(content, first, last) if "BEGIN:VCALENDAR" in text[:2000] else _lines(text)
    stretches, left_out = [], []
    for begins, ends, words, label in events:
        kind = _kind(words)
        if kind is None or begins is None or ends is None or ends < begins:
            left_out.append(label or words)
        elif ends >= first and begins <= last:
            stretches.append(Stretch(max(begins, first), min(ends, last), kind, label[:120]))
    if not stretches and not left_out:
        raise UnreadableFileError
    return Reading(merged(stretches)[:MOST], tuple(left_out[:MOST]))


Event = tuple[date | None, date | None, str, str]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _kind(words: str) -> DayKind | None:
    plain = f" {fold(words)} "
    found = (kind for word, kind in WORDS if (f" {word} " if len(word) < 4 else word) in plain)
    return next(found, None)


def _events(content: bytes, first: date, last: date) -> Iterator[Event]:
    try:
        found = of(Calendar.from_ical(content)).between(first, last + A_DAY)
    except Exception as error:  # the library raises whatever its parts raise on a damaged file
        raise UnreadableFileError from error
    for event in found:
        start = event["DTSTART"].dt
        end = event["DTEND"].dt if "DTEND" in event else None
        label = str(event.get("SUMMARY", ""))
        yield _day(start), _last(start, end), label, label


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _last(start: date | datetime, end: date | datetime | None) -> date:
    """Return the last day of an event: the end of a whole day is the day after it (RFC 5545, 3.6.1)."""
    if end is None:
        return _day(start)
    if isinstance(end, datetime):
        return (end - timedelta(microseconds=1)).date() if end > start else end.date()
    return max(_day(start), end - A_DAY)


def _lines(text: str) -> Iterator[Event]:
    head = text.partition("\n")[0]
    separator = max(";,\t", key=head.count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)]
    if not rows:
        raise UnreadableFileError
    names = [fold(cell) for cell in rows[0]]
    first = _column(names, FIRST_NAMES)
    if first is None:
        raise UnreadableFileError
    last, kind, label = (_column(names, some) for some in (LAST_NAMES, KIND_NAMES, LABEL_NAMES))
    for row in rows[1 : MOST + 1]:
        begins = _typed(_cell(row, first))
        ends = _typed(_cell(row, last)) or begins
        told = _cell(row, label)
        yield begins, ends, f"{_cell(row, kind)} {told}".strip(), told or _cell(row, kind)


def _column(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    known = set(wanted)
    return next((rank for rank, name in enumerate(names) if name in known), None)


def _cell(row: Sequence[str], rank: int | None) -> str:
    return row[rank].strip() if rank is not None and rank < len(row) else ""


def _typed(text: str) -> date | None:
    """Read « 2026-12-24 », « 24/12/2026 » or « 20261224 »."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d", "%d-%m-%Y", "%Y%m%d"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    return None


def rows_of(stretches: Iterable[Stretch]) -> list[dict[str, Any]]:
    """Return stretches as the first answers of a form."""
    return [
        {"first": one.first, "last": one.last, "kind": one.kind.value, "label": one.label}
        for one in stretches
    ]
