"""Changing many assets at once: what is previewed is what is done, on one's own assets, and nothing else."""

import re
from typing import Any

import pytest
from django.test import Client

from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import Asset, AssetClass
from maillon.sharing.inventory.queries.history import history_of
from maillon.sharing.terms.models import Offer
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import make_asset, make_schedule, make_shared_place, offer

pytestmark = pytest.mark.django_db
PAGE = "/gestion/biens/en-lot/"


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def sent(browser: Client, gesture: str, assets: list[Asset], status: int = 200, **values: Any) -> str:
    data = {"geste": gesture, "ids": [asset.pk for asset in assets], "etape": "voir"} | values
    response = browser.post(PAGE, data)
    assert response.status_code == status, response.content.decode()[:300]
    return response.content.decode().replace("\u00a0", " ")


def do(browser: Client, gesture: str, assets: list[Asset], **values: Any) -> None:
    """See what changes, then do it, as a person does."""
    text = sent(browser, gesture, assets, **values)
    found = re.search(r'name="attendus" value="(\d+)"', text)
    assert found, "nothing would change"
    sent(browser, gesture, assets, status=302, **values, etape="faire", attendus=found[1])


def test_the_preview_says_how_many_change_and_changes_nothing(browser: Client, keeper: Membership) -> None:
    assets = [make_asset(keeper.organisation, name=f"Gymnase {n}") for n in range(3)]
    target = assets[0].site
    text = sent(browser, "lieu", assets, valeur=target.pk)
    assert "2 biens changeront" in text
    assert "1 bien est déjà ainsi" in text
    assert "Gymnase 1" in text
    assert Asset.objects.filter(site=target).count() == 1
    do(browser, "lieu", assets, valeur=target.pk, why="Déménagement")
    assert Asset.objects.filter(site=target).count() == 3
    latest = history_of(assets[2].pk)[:1][0]
    assert (latest.who, latest.why) == (keeper.person.name, "Déménagement")


def test_an_asset_moved_takes_the_point_of_its_new_site_unless_it_has_its_own(
    browser: Client, keeper: Membership
) -> None:
    here = make_asset(keeper.organisation, point=(-73.5, 45.5)).site
    follows = make_asset(keeper.organisation)
    own = make_asset(keeper.organisation)
    Asset.objects.filter(pk=own.pk).update(lon=-72.0, lat=46.0)
    do(browser, "lieu", [follows, own], valeur=here.pk)
    follows.refresh_from_db()
    own.refresh_from_db()
    assert (follows.lon, own.lon) == (-73.5, -72.0)
    assert follows.x is not None


def test_class_and_audience_change_for_all_that_the_filter_keeps(browser: Client, keeper: Membership) -> None:
    gyms = [make_asset(keeper.organisation, name=f"Gym {n}") for n in range(2)]
    truck = make_asset(keeper.organisation, code="truck", name="Camion")
    everything = {"portee": "tout", "categorie": "gym"}
    do(browser, "categorie", [], valeur=AssetClass.objects.get(code="hall").pk, **everything)
    assert {Asset.objects.get(pk=gym.pk).asset_class.code for gym in gyms} == {"hall"}
    do(browser, "qui-voit", [], valeur=Circle.OWNER, portee="tout", categorie="hall")
    assert set(Asset.objects.filter(audience=Circle.OWNER)) == set(gyms)
    truck.refresh_from_db()
    assert (truck.asset_class.code, truck.audience) == ("truck", Circle.EVERYONE)


def test_a_list_that_changed_since_the_preview_is_shown_again(browser: Client, keeper: Membership) -> None:
    asset = make_asset(keeper.organisation)
    values = {"valeur": Circle.OWNER, "portee": "tout", "attendus": "1", "etape": "faire"}
    make_asset(keeper.organisation)
    assert "La liste a changé depuis" in sent(browser, "qui-voit", [], 422, **values)
    asset.refresh_from_db()
    assert asset.audience == Circle.EVERYONE


def test_assets_of_others_are_never_touched(browser: Client, keeper: Membership) -> None:
    ours, theirs = make_asset(keeper.organisation), make_asset()
    do(browser, "qui-voit", [ours, theirs], valeur=Circle.OWNER)
    theirs.refresh_from_db()
    assert theirs.audience == Circle.EVERYONE
    sent(browser, "lieu", [ours], 422, valeur=theirs.site_id, etape="faire")
    ours.refresh_from_db()
    assert ours.site_id != theirs.site_id
    sent(browser, "archiver", [theirs], 422, promises="garder")
    theirs.refresh_from_db()
    assert theirs.state == Asset.State.ACTIVE


def test_sharing_terms_are_given_to_many(browser: Client, keeper: Membership) -> None:
    shared = make_shared_place(keeper.organisation)
    fresh = make_asset(keeper.organisation, name="Salle neuve", code="room")
    playground = make_asset(keeper.organisation, code="outdoor_place")
    terms = offer(make_asset(keeper.organisation), name="Été").terms
    hours = make_schedule(keeper.organisation)
    values = {"terms": terms.pk, "schedule": hours.pk, "audience": Circle.EVERYONE}
    text = sent(browser, "partager", [shared, fresh, playground], **values)
    assert "2 biens changeront" in text
    assert "pas en partage" in text
    do(browser, "partager", [shared, fresh, playground], **values)
    assert set(
        Offer.objects.filter(terms=terms, asset__in=[shared, fresh]).values_list("asset", flat=True)
    ) == {
        shared.pk,
        fresh.pk,
    }
    assert "Rien ne change" in sent(browser, "partager", [shared, fresh], **values)


def test_errors_stand_at_their_field(browser: Client, keeper: Membership) -> None:
    asset = make_asset(keeper.organisation)
    text = sent(browser, "lieu", [asset], 422, valeur="")
    assert 'aria-invalid="true"' in text
    assert "Dites pourquoi" in sent(browser, "tenir-intact", [asset], 422, reason=" ")
    assert "la liront" in sent(browser, "archiver", [asset], 422, promises="annuler", reason="")


def test_nothing_chosen_or_an_unknown_gesture_leads_back(browser: Client, keeper: Membership) -> None:
    asset = make_asset(keeper.organisation)
    assert "Aucun bien n’est choisi" in browser.get(PAGE).content.decode()
    assert "Que voulez-vous faire" in browser.get(f"{PAGE}?ids={asset.pk}").content.decode()
    assert "Que voulez-vous faire" in browser.get(f"{PAGE}?ids={asset.pk}&geste=rien").content.decode()
    assert browser.get(f"{PAGE}?ids=x&ids=-1&ids=99999999999999999999999").status_code == 200


def test_the_list_offers_the_gestures(browser: Client, keeper: Membership) -> None:
    make_asset(keeper.organisation)
    text = browser.get("/gestion/biens/").content.decode()
    assert f'action="{PAGE}"' in text
    for gesture in ("archiver", "tenir-intact", "lieu", "partager"):
        assert f'value="{gesture}"' in text


def test_confirming_dates_what_is_said(browser: Client, keeper: Membership) -> None:
    asset = make_asset(keeper.organisation)
    assert "Appliquer à 1 bien" in browser.get(
        f"{PAGE}?geste=confirmer&ids={asset.pk}"
    ).content.decode().replace("\u00a0", " ")
    do(browser, "confirmer", [asset])
    asset.refresh_from_db()
    assert asset.confirmed_at is not None
    assert history_of(asset.pk)[:1][0].title == "Confirmé exact"


@pytest.mark.parametrize("gesture", ["lieu", "archiver", "tenir-intact", "confirmer"])
def test_a_preview_costs_as_many_queries_for_thirty_assets_as_for_two(
    browser: Client, keeper: Membership, gesture: str, django_assert_max_num_queries: Any
) -> None:
    target = make_asset(keeper.organisation).site
    spent = []
    for rows in (2, 30):
        assets = [make_asset(keeper.organisation) for _number in range(rows)]
        with django_assert_max_num_queries(30) as queries:
            sent(browser, gesture, assets, valeur=target.pk, promises="garder", reason="Inventaire")
        spent.append(len(queries))
    assert spent[0] == spent[1]
