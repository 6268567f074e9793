"""« Tenir intact »: until it is released, an asset is not edited, archived, merged, deleted or transferred."""

import io
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from maillon.base.refusals import Refusal
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle, Role
from maillon.sharing.inventory import services
from maillon.sharing.inventory.imports.services import EVERYTHING, accept, read_file, undo
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.history import history_of
from maillon.sharing.reservations.services.offering import offer_assets
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset, make_schedule, offer

pytestmark = pytest.mark.django_db
PAGE = "/gestion/biens/en-lot/"


def now() -> Any:
    return timezone.now()


@pytest.fixture
def hat() -> Hat:
    return make_hat(Role.ASSET_MANAGER)


@pytest.fixture
def asset(hat: Hat) -> Asset:
    from maillon.community.organisations.models import Organisation

    return make_asset(Organisation.objects.get(pk=hat.organisation_id), name="Gymnase", identifier="G-1")


def freeze(asset: Asset, hat: Hat) -> None:
    assert services.freeze_assets(asset_ids=[asset.pk], hat=hat, reason="Litige en cours", now=now()) == 1
    asset.refresh_from_db()


def test_the_verbs_refuse_with_the_reason(asset: Asset, hat: Hat) -> None:
    freeze(asset, hat)
    asset.name = "Autre"
    for verb in (
        lambda: services.write_asset(asset=asset, now=now()),
        lambda: services.archive_assets(asset_ids=[asset.pk], hat=hat, now=now()),
    ):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.code == "frozen"
    asset.refresh_from_db()
    assert (asset.name, asset.state) == ("Gymnase", "active")


@pytest.mark.parametrize(
    "change", [{"name": "Autre"}, {"state": "archived"}, {"frozen_reason": "Autre"}, {"organisation": None}]
)
def test_the_database_itself_refuses_whoever_writes(asset: Asset, hat: Hat, change: dict[str, Any]) -> None:
    freeze(asset, hat)
    if "organisation" in change:
        change = {"organisation": make_organisation()}
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Asset.objects.filter(pk=asset.pk).update(**change)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Asset.objects.filter(pk=asset.pk).delete()
    assert Asset.objects.get(pk=asset.pk).name == "Gymnase"


def test_released_it_changes_again_and_the_history_tells_all(asset: Asset, hat: Hat) -> None:
    freeze(asset, hat)
    with pytest.raises(Refusal):
        services.release_assets(asset_ids=[asset.pk], hat=hat, reason=" ")
    services.release_assets(asset_ids=[asset.pk], hat=hat, reason="Litige réglé")
    asset.refresh_from_db()
    asset.name = "Autre"
    services.write_asset(asset=asset, now=now())
    told = [(entry.title, entry.why) for entry in history_of(asset.pk)[:3]]
    assert told[1:] == [("Libéré", "Litige réglé"), ("Tenu intact", "Litige en cours")]


def test_a_second_freeze_keeps_the_first_reason(asset: Asset, hat: Hat) -> None:
    freeze(asset, hat)
    assert services.freeze_assets(asset_ids=[asset.pk], hat=hat, reason="Autre raison", now=now()) == 0
    asset.refresh_from_db()
    assert asset.frozen_reason == "Litige en cours"


def test_an_import_leaves_it_as_it_is_and_says_so(asset: Asset, hat: Hat) -> None:
    def read(text: str) -> Any:
        file = io.BytesIO(text.encode())
        return read_file(organisation=asset.organisation, by_id=None, file=file, file_name="l.csv", now=now())

    run = read("nom;catégorie;identifiant\nPalestre;Gymnase;G-1\nSalle;Salle de réunion;S-1\n")
    freeze(asset, hat)
    outcome = accept(run=run, selection=EVERYTHING, by_id=None, now=now())
    assert (outcome.done, outcome.left) == (1, 1)
    left = run.suggestions.get(asset=asset)
    assert (left.state, left.reasons[0]["code"]) == ("pending", "frozen")
    room = Asset.objects.get(identifier="S-1")
    services.freeze_assets(asset_ids=[room.pk], hat=hat, reason="Vérification", now=now())
    assert undo(run=run, by_id=None, now=now()).left == 1
    again = read("nom;catégorie;identifiant\nAutre;Gymnase;A-9\n")
    assert accept(run=again, selection=EVERYTHING, by_id=None, now=now()).left == 1
    room.refresh_from_db()
    assert room.state == "active"


def test_it_is_not_put_in_sharing_either(asset: Asset, hat: Hat) -> None:
    other = make_asset(asset.organisation)
    terms = offer(other).terms
    freeze(asset, hat)
    done = offer_assets(
        assets=Asset.objects.filter(pk__in=[asset.pk, other.pk]),
        terms=terms,
        schedule=make_schedule(asset.organisation),
        audience=Circle.EVERYONE,
        by_id=None,
        now=now(),
    )
    assert done.offered == 1


def test_its_page_says_who_since_when_and_why(client: Client) -> None:
    keeper = make_membership(Role.ASSET_MANAGER)
    client.force_login(keeper.person)
    asset = make_asset(keeper.organisation)
    sent = {
        "geste": "tenir-intact",
        "ids": asset.pk,
        "reason": "Litige en cours",
        "etape": "faire",
        "attendus": "1",
    }
    assert client.post(PAGE, sent).status_code == 302
    text = client.get(f"/biens/{asset.pk}/").content.decode().replace("\u00a0", " ")
    assert f"par {keeper.person.name}" in text
    assert "Litige en cours" in text
    form = {
        "name": "X",
        "asset_class": asset.asset_class_id,
        "site": asset.site_id,
        "quantity": 1,
        "audience": "owner",
    }
    response = client.post(f"/gestion/biens/{asset.pk}/", form)
    assert response.status_code == 422
    assert "tenu intact" in response.content.decode()
    client.force_login(make_membership(Role.REQUESTER).person)
    assert "Litige" not in client.get(f"/biens/{asset.pk}/").content.decode()
