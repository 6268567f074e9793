"""When an owner has more of a thing, more can be booked; when fewer, never under what was promised."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.refusals import Refusal
from maillon.community.organisations.kinds import Role
from maillon.sharing.availability.models import Block
from maillon.sharing.availability.services import take
from maillon.sharing.inventory.imports.services.deciding import fits
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.services import write_asset
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import at, block_of, make_shared_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def chairs() -> Asset:
    """Forty chairs, thirty of which are taken one evening."""
    made = make_shared_place(pool_of=40, code="furniture")
    take(
        asset_id=made.pk,
        starts_at=at(18),
        ends_at=at(20),
        quantity=30,
        cause="reservation",
        state="firm",
        now=timezone.now(),
    )
    return made


def pool(asset: Asset) -> int:
    return Block.objects.get(pk=block_of(asset)).quantity


def test_the_pool_follows_the_quantity(chairs: Asset) -> None:
    for quantity in (60, 30):
        chairs.quantity = quantity
        write_asset(asset=chairs, now=timezone.now())
        assert pool(chairs) == quantity


def test_fewer_than_promised_is_refused_and_nothing_changes(chairs: Asset) -> None:
    chairs.quantity = 29
    with pytest.raises(Refusal) as refused:
        write_asset(asset=chairs, now=timezone.now())
    assert [reason.field for reason in refused.value.reasons] == ["quantity"]
    assert pool(chairs) == Asset.objects.get(pk=chairs.pk).quantity == 40


def test_an_import_leaves_what_is_promised(chairs: Asset) -> None:
    assert not fits(chairs, 29, timezone.now())
    assert pool(chairs) == 40
    assert fits(chairs, 35, timezone.now())
    assert pool(chairs) == 35


def test_the_form_shows_it_at_the_field(client: Client, chairs: Asset) -> None:
    client.force_login(make_membership(Role.ASSET_MANAGER, organisation=chairs.organisation).person)
    sent = {
        "name": chairs.name,
        "asset_class": chairs.asset_class_id,
        "site": chairs.site_id,
        "quantity": 12,
        "audience": chairs.audience,
    }
    answer = client.post(f"/gestion/biens/{chairs.pk}/", sent)
    assert answer.status_code == 422
    assert 'id="id_quantity_error"' in answer.content.decode()


def test_a_place_that_is_not_counted_has_no_pool_to_change() -> None:
    gym = make_shared_place()
    gym.quantity = 2
    write_asset(asset=gym, now=timezone.now() + dt.timedelta(minutes=1))
    assert pool(gym) == 1
