"""The demonstration: every role, region and class is in it, and the same day tells the same story."""

import datetime as dt
import hashlib

import pytest
from django.db import transaction

from maillon.base.demonstration import World
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.config.demonstration import load_demonstration
from maillon.kernel.capacity import Taking, violations
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import Block, Commitment
from maillon.sharing.inventory.models import Asset, AssetClass
from maillon.sharing.reservations.models import Reservation

NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)


def digest() -> str:
    """Return a fingerprint of the whole story as a reader would see it."""
    rows = Reservation.objects.order_by("reference").values_list(
        "reference",
        "asset__name",
        "organisation__name",
        "person__email",
        "starts_at",
        "ends_at",
        "state",
        "motive",
    )
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


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
    assert_nothing_overlaps()


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
def test_the_same_day_tells_the_same_story() -> None:
    digests = []
    for _ in range(2):
        with transaction.atomic():
            load_demonstration(now=NOW, progress=silent, only=frozenset({HOME}))
            digests.append(digest())
            transaction.set_rollback(True)
    assert digests[0] == digests[1]


def test_the_world_is_told_by_its_seed_alone() -> None:
    assert World(now=NOW).pick(range(10**9)) == World(now=NOW).pick(range(10**9))
