"""A test that commits finds, and leaves, the database as the migrations made it: schema and seeds.

Django empties every table after a test with real transactions, and with them the territories and the classes of
assets. Here the migrated database is copied once, and copied back after each such test: as fast, and whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from psycopg import sql


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep a copy of the migrated database, and have it come back instead of an empty one."""
    from django.db import connection
    from django.test import TransactionTestCase

    name = connection.settings_dict["NAME"]
    if not name.startswith("test_"):  # this run has no test that uses a database
        yield
        return
    seeds = f"{name}_seeds"
    with django_db_blocker.unblock():
        _copy(name, to=seeds)

    def come_back(_case: Any) -> None:
        _copy(seeds, to=name)

    setattr(TransactionTestCase, "_fixture_teardown", come_back)  # noqa: B010  (for the whole run; unknown to the stubs)
    yield
    with django_db_blocker.unblock():
        _drop(seeds)


@contextmanager
def dropped(name: str) -> Iterator[None]:
    """Create an empty database for a block, and drop it afterwards."""
    _drop(name)
    _run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield
    finally:
        _drop(name)


@contextmanager
def database_named(name: str) -> Iterator[None]:
    """Have Django speak to another database of the same server for a block."""
    from django.db import connection

    usual = connection.settings_dict["NAME"]
    let_go()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        let_go()
        connection.settings_dict["NAME"] = usual


def let_go() -> None:
    """Close what this thread and the pool hold: a database in use can be neither copied nor dropped."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all():
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own


def _copy(name: str, *, to: str) -> None:
    _drop(to)
    _run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(to), sql.Identifier(name)))


def _drop(name: str) -> None:
    _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _run(statement: sql.Composed) -> None:
    from django.db import connection

    let_go()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
