"""The demonstration: every role, region and class is in it, and the same day tells the same story."""

import datetime as dt

import pytest
import time_machine
from django.db import connection, transaction
from psycopg import sql

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import ACCOUNTS
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import PUBLIC_KINDS, SOCIAL_KINDS, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.config.demonstration import load_demonstration
from maillon.kernel.capacity import Taking, violations
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import Block, Commitment
from maillon.sharing.inventory.models import Asset, AssetClass
from maillon.sharing.reservations.models import Reservation

# Later than the clock of the database: the ledger then dates what it lets go by the moment of the story.
NOW = dt.datetime(2032, 11, 20, 15, 0, tzinfo=dt.UTC)


# What no two loads share: passwords are salted, the trail notes when a row was really written and draws its own keys
# for who wrote it, nobody can guess the address of a sealed report, and an imported file takes a name that is free.
UNLIKE = {
    "password",
    "pgh_created_at",
    "pgh_id",
    "pgh_context_id",
    "pghistory_context.id",
    "stocktaking_report.file",
    "inventory_importrun.file",
}
FINGERPRINT = sql.SQL("SELECT md5(string_agg({column}::text, ' ' ORDER BY {column}::text)) FROM {table}")


def digests() -> dict[str, str]:
    """Return a fingerprint of every column of every table, without what is secret or tells the hour of the load."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                if not UNLIKE & {column.name, f"{table}.{column.name}"}:
                    name = sql.Identifier(column.name), sql.Identifier(table)
                    cursor.execute(FINGERPRINT.format(column=name[0], table=name[1]))
                    found[f"{table}.{column.name}"] = cursor.fetchone()[0]
    return found


def count_from_one() -> None:
    """Have every empty table number its rows from the start; the end of the transaction undoes it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql.SQL("SELECT EXISTS (SELECT 1 FROM {})").format(sql.Identifier(table)))
            if cursor.fetchone() == (False,):
                for sequence in connection.introspection.get_sequences(cursor, table):
                    cursor.execute("ALTER SEQUENCE {} RESTART".format(sequence["name"]))


def silent(label: str, done: int, total: int) -> None:
    """Show no bar."""


@pytest.mark.django_db
def test_the_demonstration_holds_every_role_region_class_and_state() -> None:
    load_demonstration(now=NOW, progress=silent)
    held = {role for roles in Membership.objects.values_list("roles", flat=True) for role in roles}
    assert held == set(Role.values)
    regions = set(Organisation.objects.filter(mrc__isnull=False).values_list("mrc__region_id", flat=True))
    assert len(regions) == 17
    assert set(Asset.objects.values_list("asset_class__code", flat=True)) == set(
        AssetClass.objects.values_list("code", flat=True)
    )
    assert set(Reservation.objects.values_list("state", flat=True)) == set(Reservation.State.values)
    bodies = Organisation.objects.filter(kind__in=PUBLIC_KINDS)
    assert set(bodies.values_list("kind", flat=True)) == PUBLIC_KINDS
    assert bodies.count() >= 60
    assert Organisation.objects.filter(kind__in=SOCIAL_KINDS).count() >= 80
    assert 2_800 <= Asset.objects.count() <= 4_000
    assert 20_000 <= Commitment.objects.count() <= 40_000
    assert_nothing_overlaps()
    assert_each_approver_has_something_to_decide()


def assert_each_approver_has_something_to_decide() -> None:
    """Those of the console whose trade it is to answer find requests that wait, and time to answer them."""
    for account in ACCOUNTS:
        if Role.APPROVER in account.roles:
            waiting = Reservation.objects.filter(
                asset__organisation__name=account.organisation, state=Reservation.State.PENDING
            )
            assert waiting.count() >= 3, account.what
            assert not waiting.filter(answer_due_at__lte=NOW).exists()


def assert_nothing_overlaps() -> None:
    takings = [
        Taking(
            key=one.pk,
            block=one.block_id,
            busy=Span(one.busy_from, one.busy_until),
            cells=Spans(Span(cell, cell + 1) for cell in one.cells),
            quantity=one.quantity,
        )
        for one in Commitment.objects.exclude(state="ended")
    ]
    pools = dict(Block.objects.filter(bookables__pooled=True).values_list("pk", "quantity"))
    assert list(violations(takings, pools)) == []


@pytest.mark.django_db
def test_the_same_day_tells_the_same_story_table_by_table() -> None:
    told = []
    for _ in range(2):
        with transaction.atomic(), time_machine.travel(NOW, tick=False):
            count_from_one()
            load_demonstration(now=NOW, progress=silent, only=frozenset({HOME}))
            told.append(digests())
            transaction.set_rollback(True)
    assert [column for column in told[0] if told[0][column] != told[1][column]] == []


def test_the_world_is_told_by_its_seed_alone() -> None:
    assert World(now=NOW).pick(range(10**9)) == World(now=NOW).pick(range(10**9))
