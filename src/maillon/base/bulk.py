"""Writing rows by the hundred thousand: PostgreSQL's COPY, and row numbers reserved in one go.

For generated data (the demonstration at scale, the benchmarks); a person's data goes through services.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import connection
from psycopg import sql

LINES_AT_ONCE = 5_000


def reserve(table: str, count: int) -> range:
    """Take ``count`` consecutive row numbers of a table for oneself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), nextval(pg_get_serial_sequence(%s, 'id')) + %s)",
            [table, table, count],
        )
        last: int = cursor.fetchone()[0]
    return range(last - count, last)


@contextmanager
def silenced(*tables: str) -> Iterator[None]:
    """Run without the triggers of these tables: generated rows have no audit trail, and no page waits for them.

    Inside a transaction only: nobody else ever sees the tables so. Foreign keys and exclusions still hold, and
    are verified before the triggers come back.
    """
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def constraint_later(table: str, name: str) -> Iterator[None]:
    """Write without a constraint, and put it back over the whole table: three times faster for many rows.

    Inside a transaction only: if one row breaks it, nothing was written.
    """
    target, constraint = sql.Identifier(table), sql.Identifier(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name])
        told = sql.SQL(cursor.fetchone()[0])
        cursor.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(target, constraint))
        yield
        cursor.execute(sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(target, constraint, told))


def copy_lines(table: str, columns: str, lines: Iterable[str]) -> int:
    r"""Append rows given as COPY text and return how many: values separated by tabs, ``\N`` for nothing.

    ``columns`` are their names, separated by spaces. A line has no end of line, and its values hold neither tab
    nor backslash: they are the generator's own. ``lines`` may not ask the database anything: it is listening.
    """
    target = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns.split()))
    )
    written = 0
    rest = iter(lines)
    with connection.cursor() as cursor, cursor.copy(target) as copy:
        while chunk := list(islice(rest, LINES_AT_ONCE)):
            copy.write("\n".join(chunk) + "\n")
            written += len(chunk)
    return written
