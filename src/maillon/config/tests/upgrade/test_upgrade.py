"""An installation made before the squashed migrations goes on, and ends with the tables of a new one.

``2026-11-28.sql.xz`` is what ``pg_dump --inserts`` wrote of a database made by the one hundred and thirty-seven
migrations of that day, one by one, with one territory of the demonstration and a hundred reservations in it.
"""

import lzma
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg.conninfo import make_conninfo

from maillon.base.embedded.binaries import directory
from maillon.testing.seeds import database_named, dropped

BEFORE = Path(__file__).with_name("2026-11-28.sql.xz")
KEPT = (
    "people_person",
    "organisations_membership",
    "organisations_organisationevent",
    "inventory_asset",
    "inventory_assetevent",
    "availability_commitment",
    "terms_offer",
    "reservations_reservation",
    "reservations_reservationevent",
    "labels_label",
    "kits_kit",
    "stocktaking_count",
    "verification_decision",
)


@pytest.fixture
def old_database(transactional_db: None) -> Iterator[str]:
    """The database of before, in use; the one of the tests comes back afterwards."""
    name = f"{connection.settings_dict['NAME']}_before"
    with dropped(name), database_named(name):
        with connection.cursor() as cursor:
            cursor.execute(lzma.decompress(BEFORE.read_bytes()).decode(), None)
        connection.close()  # the dump left its own settings in the session
        yield name


def tables(name: str) -> str:
    """What ``pg_dump`` says of a database: tables, columns, constraints, indexes, triggers, functions, sequences.

    It is read back and said again, since PostgreSQL writes some conditions otherwise once they were read from a dump.
    """
    copy = f"{name}_copy"
    with dropped(copy), database_named(copy):
        with connection.cursor() as cursor:
            cursor.execute(dump(name), None)
        return dump(copy)


def dump(name: str) -> str:
    """The tables of a database as statements, without what is of one run or of one version of the server."""
    known = connection.settings_dict
    address = make_conninfo(
        dbname=name,
        host=known["HOST"],
        port=known["PORT"] or None,
        user=known["USER"],
        password=known["PASSWORD"],
    )
    program = directory(copied_under=None) / "pg_dump"
    command = [program, "--schema-only", "--no-owner", "--no-privileges", "--dbname", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    apart = ("\\restrict", "\\unrestrict", "SET transaction_timeout")
    return "\n".join(line for line in said.splitlines() if not line.startswith(apart))


def rows() -> dict[str, int]:
    """How many rows each table holds of what an upgrade never touches."""
    with connection.cursor() as cursor:
        found = {}
        for table in KEPT:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  (our own tables)
            found[table] = cursor.fetchone()[0]
        return found


def test_a_database_of_before_becomes_the_one_a_new_installation_has(old_database: str) -> None:
    before = rows()
    assert min(before.values()) > 0
    call_command("migrate", verbosity=0, interactive=False)
    assert rows() == before
    assert MigrationExecutor(connection).migration_plan(MigrationLoader(connection).graph.leaf_nodes()) == []
    for model in apps.get_models():
        list(model._default_manager.all()[:3])  # every column that the program reads is there
    assert tables(old_database) == tables(old_database.removesuffix("_before"))


def test_a_database_that_lacks_the_last_of_the_old_migrations_is_given_that_one_only(
    old_database: str,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'kits' AND name = '0001_initial'")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'inventory' AND name >= '0022'")
    loader = MigrationLoader(connection)
    loader.check_consistent_history(connection)
    executor = MigrationExecutor(connection)
    plan = [
        migration.name
        for migration, _ in executor.migration_plan([("inventory", "0022_documents_and_codes")])
    ]
    assert plan == ["0022_documents_and_codes"]
    plan = [
        migration.name for migration, _ in executor.migration_plan([("kits", "0001_squashed_0001_initial")])
    ]
    assert plan == ["0001_squashed_0001_initial"]
