"""Which database this installation uses: the embedded server, or the one of `MAILLON_DATABASE_URL`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from maillon.base.embedded import DATABASE, Cluster
from maillon.config.environment import environment


def embedded_cluster() -> Cluster | None:
    """The embedded server of this installation, not started; None when an external server is named."""
    if environment().database_url:
        return None
    return Cluster(environment().resolved_data_dir() / "postgresql")


def address() -> str:
    """The connection address of the database, for PostgreSQL's own programs and psycopg."""
    cluster = embedded_cluster()
    return environment().database_url if cluster is None else cluster.dsn(DATABASE)


def has_rows(table: str) -> bool:
    """Whether a table of the database has a row; no when it does not exist yet. Needs no Django."""
    with psycopg.connect(address()) as connection:
        if connection.execute("SELECT to_regclass(%s)", (table,)).fetchone() == (None,):
            return False
        query = sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table))
        return connection.execute(query).fetchone() == (True,)


@contextmanager
def database_running() -> Iterator[Cluster | None]:
    """A block in which the database answers.

    The embedded server is started if needed, and stopped at the end unless another process uses it. An
    external server is left to those who look after it.
    """
    cluster = embedded_cluster()
    if cluster is None:
        yield None
        return
    with cluster.running():
        yield cluster
