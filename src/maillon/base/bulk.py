"""Writing rows by the hundred thousand: one statement for many rows, PostgreSQL's COPY, row numbers reserved in one go.

:func:`update_rows` and :func:`analyse` serve imports, triggers and constraints holding as for one row. The rest is
for generated data (the demonstration at scale, the benchmarks).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model
from psycopg import sql

LINES_AT_ONCE = 5_000
UPDATE = "UPDATE {table} AS t SET {assignments} FROM unnest({arrays}) AS v ({columns}) WHERE t.id = v.id"


def update_rows(rows: Sequence[Model], names: Iterable[str]) -> None:
    """Save these fields of many rows of one table in one statement; their key is ``id``.

    Ten times faster than ``bulk_update``, whose statement grows with the square of the rows.
    """
    if not rows:
        return
    found = [rows[0]._meta.get_field(name) for name in ("id", *names)]
    fields: list[Field[Any, Any]] = [field for field in found if isinstance(field, Field)]
    name = connection.ops.quote_name
    columns = [name(str(field.column)) for field in fields]
    types = ["text" if isinstance(field, JSONField) else _type(field) for field in fields]
    casts = ["::jsonb" if isinstance(field, JSONField) else "" for field in fields]
    pairs = zip(columns[1:], casts[1:], strict=True)
    statement = UPDATE.format(  # a text, not a composed statement: the audit trail adds its context to it
        table=name(rows[0]._meta.db_table),
        assignments=", ".join(f"{column} = v.{column}{cast}" for column, cast in pairs),
        arrays=", ".join(f"%s::{kind}[]" for kind in types),
        columns=", ".join(columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [[_written(field, row) for row in rows] for field in fields])


def _type(field: "Field[Any, Any]") -> str:
    """Return the type of the column, that of a key without its sequence."""
    return (field.rel_db_type(connection) if field.primary_key else field.db_type(connection)) or "text"


def _written(field: "Field[Any, Any]", row: Model) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, JSONField):
        return None if value is None else json.dumps(value, cls=field.encoder)
    return field.get_db_prep_save(value, connection)


def analyse(*tables: str) -> None:
    """Have PostgreSQL count these tables again.

    The statements that verify foreign keys keep the plan they had when a table was empty, and would read it
    whole for each row: after a first batch of a large work, this makes them use the indexes.
    """
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def copy_rows(rows: Sequence[Model]) -> int:
    """Append whole rows of one model by COPY, their numbers given; return how many.

    Ten times faster than ``bulk_create``. Nothing is filled in: dates « now » must have been set on the rows.
    """
    if not rows:
        return 0
    fields: list[Field[Any, Any]] = [one for one in rows[0]._meta.concrete_fields if isinstance(one, Field)]
    # What Django's own fields hold, psycopg writes as it is; JSON and our own fields say how they are written.
    told = [
        (one.attname, type(one).__module__.startswith("django.") and not isinstance(one, JSONField), one)
        for one in fields
    ]
    target = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(rows[0]._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields),
    )
    with connection.cursor() as cursor, cursor.copy(target) as copy:
        for row in rows:
            copy.write_row(
                [getattr(row, name) if plain else _written(field, row) for name, plain, field in told]
            )
    return len(rows)


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
