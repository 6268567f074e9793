"""What a file holds: headings, and rows that come one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, islice

from django.utils.translation import gettext as _

from maillon.base.imports.errors import unreadable
from maillon.base.imports.limits import Limits
from maillon.kernel.objections import Objection
from maillon.kernel.words import fold, normalise_spaces

Cells = list[str]
TOP = 10  # lines among which the headings are looked for
MARKED_TEXT = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, its values by heading, every value a text (empty when absent).

    ``line`` is the line of the spreadsheet or text, or the rank of the GeoJSON feature, from 1; ``point`` its
    longitude and latitude in degrees when the format itself has points; ``problems`` why it cannot
    be used, to be explained with :data:`.errors.SENTENCES`.
    """

    line: int
    values: dict[str, str]
    point: tuple[float, float] | None = None
    problems: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """An open file: its ``format``, its ``headings``, what the sender should know, and its rows, read once."""

    format: str
    headings: tuple[str, ...]
    rows: Iterator[Row]
    remarks: list[str] = field(default_factory=list)


def tidy(text: str) -> str:
    """Return the text without invisible characters and double spaces; paragraphs stay."""
    if "\n" in text:
        return "\n".join(normalise_spaces(part) for part in text.splitlines()).strip()
    return normalise_spaces(text)


def clean(text: str) -> str:
    """Return the text of a cell, tidy, without the apostrophe that marks a text which looks like a formula."""
    text = text.lstrip(" \u00a0")
    return tidy(text[1:] if MARKED_TEXT.match(text) else text)


def read_headings(cells: Cells, limits: Limits) -> tuple[str, ...]:
    """Return the headings of a first line, each distinct; refuse when there are none, or too many."""
    names = [clean(cell).replace("\n", " ") for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise unreadable("no_headings")
    if len(names) > limits.columns:
        raise unreadable("too_many_columns", limit=limits.columns)
    return distinct(
        [name or _("colonne %(number)s") % {"number": number} for number, name in enumerate(names, start=1)]
    )


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names, those that come again followed by their rank; case and accents tell no two apart.

    >>> distinct(["Nom", "Type", "NOM", "nom"])
    ('Nom', 'Type', 'NOM (2)', 'nom (3)')
    >>> distinct(["Nom", "Nom", "Nom (2)"])
    ('Nom', 'Nom (3)', 'Nom (2)')
    """
    written = {fold(name) for name in names}
    seen: set[str] = set()
    found = []
    for name in names:
        if fold(name) in seen:
            ranked = (f"{name} ({rank})" for rank in count(2))
            name = next(one for one in ranked if fold(one) not in written | seen)
        seen.add(fold(name))
        found.append(name)
    return tuple(found)


def tabulate(format_name: str, lines: Iterable[tuple[int, Cells]], limits: Limits) -> Table:
    """Make a table of numbered lines of cells: titles and merged headings above the headings are left aside."""
    remaining = ((line, cells) for line, cells in lines if any(cell.strip() for cell in cells))
    top = list(islice(remaining, TOP))
    if not top:
        raise unreadable("empty")
    at = _headings_among([cells for _line, cells in top])
    headings = read_headings(top[at][1], limits)
    above = _("Lues à la ligne %(line)s, les têtes de colonnes : ce qui est au-dessus a été laissé de côté.")
    remarks = [above % {"line": top[at][0]}] if at else []
    remarks += _renamed(top[at][1], headings)
    rows = bounded(_rows(headings, chain(top[at + 1 :], remaining)), limits)
    return Table(format_name, headings, rows, remarks)


def _renamed(cells: Cells, headings: Sequence[str]) -> list[str]:
    """Say which headings came again, and how those columns are called here."""
    written = [clean(cell).replace("\n", " ") for cell in cells]
    called = [
        _("« %(name)s » (colonne %(number)s)") % {"name": name[:60], "number": at + 1}
        for at, name in enumerate(headings)
        if written[at] and written[at] != name
    ]
    if not called:
        return []
    names = ", ".join([*called[:8], *(["…"] if len(called) > 8 else [])])
    return [_("Des titres reviennent : ces colonnes sont appelées ici %(names)s.") % {"names": names}]


def _headings_among(top: Sequence[Cells]) -> int:
    """Return which of the first lines holds the headings: the first at least half as full as the fullest.

    A title, a date or the merged cells of a group of columns fill few cells of their line.
    """
    filled = [sum(1 for cell in cells if cell.strip()) for cells in top]
    return next(number for number, count in enumerate(filled) if 2 * count >= max(filled))


def _rows(headings: tuple[str, ...], lines: Iterable[tuple[int, Cells]]) -> Iterator[Row]:
    width = len(headings)
    for line, cells in lines:
        texts = [clean(cell) for cell in cells[:width]]
        texts.extend([""] * (width - len(texts)))
        spilled = any(cell.strip() for cell in cells[width:])
        problems = (Objection("row_too_long"),) if spilled else ()
        yield Row(line, dict(zip(headings, texts, strict=True)), problems=problems)


def bounded(rows: Iterator[Row], limits: Limits) -> Iterator[Row]:
    """Pass the rows on; refuse a file without any, or with too many."""
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > limits.rows:
            raise unreadable("too_many_rows", limit=limits.rows)
        yield row
    if number == 0:
        raise unreadable("no_rows")
