"""Reading the files that people send: spreadsheets, delimited text and GeoJSON become plain rows.

Words: a *table* is what a file holds, with its *headings*; a *row* is one line of it, every value a text; a
*remark* is something the reader decided and the sender should know; a *problem* is why one row cannot be used.

Verbs: :func:`open_table` opens a file and reads it as it goes, whatever its format; it refuses with
:class:`Unreadable`, which says what to do, and never raises anything else for what a file may contain;
:func:`csv_lines` writes rows for a spreadsheet, with formulas made harmless.

A file is hostile until read: limits are in :mod:`.limits`; workbooks are first weighed (zip bombs) and then opened
in a process of their own, because the library aborts the whole process on a sheet too large for memory.
"""

from maillon.base.imports.errors import Unreadable
from maillon.base.imports.limits import LIMITS, Limits
from maillon.base.imports.reading import open_table
from maillon.base.imports.tables import Row, Table
from maillon.base.imports.writing import csv_lines

__all__ = ["LIMITS", "Limits", "Row", "Table", "Unreadable", "csv_lines", "open_table"]
