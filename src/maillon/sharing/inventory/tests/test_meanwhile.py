"""Two people edit the same asset: the second is told what changed, and loses nothing."""

import functools
import re

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.history import latest_change
from maillon.sharing.inventory.services import write_asset
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import make_asset
from maillon.testing.racing import race, real_connections  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def asset(keeper):
    return make_asset(keeper.organisation, name="Gymnase", capacity=60)


def form_of(client, asset):
    page = client.get(f"/gestion/biens/{asset.pk}/").content.decode()
    values = {
        "name": "Gymnase",
        "asset_class": asset.asset_class_id,
        "site": asset.site_id,
        "quantity": "1",
        "audience": "everyone",
        "vu": re.search(r'name="vu" value="(\d+)"', page)[1],
    }
    return page, values


def test_the_second_to_save_is_told_who_changed_what_and_keeps_what_was_typed(client, keeper, asset):
    other = make_membership(Role.ASSET_MANAGER, organisation=keeper.organisation)
    client.force_login(keeper.person)
    _page, mine = form_of(client, asset)
    client.force_login(other.person)
    _page, theirs = form_of(client, asset)
    address = f"/gestion/biens/{asset.pk}/"
    assert client.post(address, theirs | {"capacity": "80"}).status_code == 302
    client.force_login(keeper.person)
    refused = client.post(address, mine | {"description": "Plancher refait", "capacity": "60"})
    assert refused.status_code == 422
    text = refused.content.decode().replace("\u00a0", " ")
    assert "Quelqu’un d’autre a changé ce bien" in text
    assert str(other.person) in text
    assert "80" in text
    assert "Plancher refait" in text
    asset.refresh_from_db()
    assert (asset.capacity, asset.description) == (80, "")
    again = mine | {"description": "Plancher refait", "capacity": "80"}
    again["vu"] = re.search(r'name="vu" value="(\d+)"', text)[1]
    assert client.post(address, again).status_code == 302
    asset.refresh_from_db()
    assert (asset.capacity, asset.description) == (80, "Plancher refait")


def test_who_is_alone_saves_twice_without_being_told_anything(client, keeper, asset):
    client.force_login(keeper.person)
    for capacity in ("70", "80"):
        _page, mine = form_of(client, asset)
        assert client.post(f"/gestion/biens/{asset.pk}/", mine | {"capacity": capacity}).status_code == 302


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_many_who_saw_the_same_only_one_is_written(real_connections):  # noqa: F811
    asset = make_asset(capacity=1)
    seen = latest_change(asset.pk)

    def write(capacity):
        mine = Asset.objects.with_owner().get(pk=asset.pk)
        mine.capacity = capacity
        write_asset(asset=mine, now=timezone.now(), unchanged=lambda one: latest_change(one.pk) == seen)

    outcomes = race([functools.partial(write, 10 + rank) for rank in range(8)])
    assert outcomes.counts == {"ok": 1, "changed_meanwhile": 7}
