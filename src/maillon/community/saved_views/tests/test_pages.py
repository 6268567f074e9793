"""The tabs above the list of assets and the pages that arrange them."""

import functools
import json

import pytest

from maillon.community.organisations.kinds import Role
from maillon.community.saved_views.models import SavedView
from maillon.config.tests.api.world import key_of
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db
LIST = "/gestion/biens/"


@pytest.fixture
def keeper():
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client, keeper):
    client.force_login(keeper.person)
    make_asset(keeper.organisation, name="Gymnase double")
    make_asset(keeper.organisation, name="Fourgon 12", code="truck")
    return client


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_what_is_filtered_is_kept_under_a_name_and_becomes_a_tab(browser):
    shown = text(browser.get(f"{LIST}?categorie=gym&tri=-maj"))
    assert "/vues/biens/ajouter/?categorie=gym&amp;tri=-maj" in shown
    sent = {"name": "Gymnases", "asked": "categorie=gym&tri=-maj"}
    saved = browser.post("/vues/biens/ajouter/", sent)
    view = SavedView.objects.get()
    assert saved.url == f"{LIST}?categorie=gym&tri=-maj&vue={view.pk}"
    shown = text(browser.get(saved.url))
    assert f'aria-current="page">{view.name} <span class="count-pill">1</span>' in shown
    assert "Fourgon 12" not in shown
    assert "Enregistrer cette vue" not in shown  # it already is


def test_a_changed_filter_offers_to_replace_the_views(browser, keeper):
    view = SavedView.objects.create(
        organisation=keeper.organisation, person=keeper.person, list_code="biens", name="V", asked="q=a"
    )
    shown = text(browser.get(f"{LIST}?q=gym&vue={view.pk}"))
    assert "Mettre à jour « V »" in shown
    assert browser.post(f"/vues/{view.pk}/remplacer/", {"asked": "q=gym"}).status_code == 302
    view.refresh_from_db()
    assert view.asked == "q=gym"


def test_the_list_opens_on_the_default_view_and_the_whole_list_stays_in_reach(browser, keeper):
    SavedView.objects.create(
        organisation=keeper.organisation,
        person=keeper.person,
        list_code="biens",
        name="Camions",
        asked="categorie=truck",
        default=True,
    )
    opened = browser.get(LIST, follow=True)
    assert "Gymnase double" not in text(opened)
    assert "Gymnase double" in text(browser.get(f"{LIST}?vue=tout"))


def test_a_name_already_taken_is_said_at_the_field_and_nothing_is_lost(browser, keeper):
    SavedView.objects.create(
        organisation=keeper.organisation, person=keeper.person, list_code="biens", name="V", asked=""
    )
    answer = browser.post("/vues/biens/ajouter/", {"name": "v", "asked": "q=gym"})
    assert answer.status_code == 422
    assert "porte déjà ce nom" in text(answer)
    assert 'value="q=gym"' in text(answer)


def test_views_are_arranged_on_their_page(browser, keeper):
    empty = text(browser.get("/vues/biens/"))
    assert "Aucune vue encore" in empty
    made = [
        SavedView.objects.create(
            organisation=keeper.organisation,
            person=keeper.person,
            list_code="biens",
            name=name,
            asked="",
            position=rank,
        )
        for rank, name in enumerate(("Un", "Deux"))
    ]
    browser.post(f"/vues/{made[1].pk}/deplacer/", {"sens": "avant"})
    assert list(SavedView.objects.values_list("name", flat=True)) == ["Deux", "Un"]
    browser.post(f"/vues/{made[1].pk}/modifier/", {"name": "Trois", "shared": "on"})
    assert text(browser.get("/vues/biens/")).index("Trois") < text(browser.get("/vues/biens/")).index("Un")
    browser.post(f"/vues/{made[0].pk}/supprimer/")
    assert SavedView.objects.get().name == "Trois"


def test_columns_order_and_closeness_follow_the_address(browser):
    shown = text(browser.get(f"{LIST}?col=capacite&col=maj&tri=-nom&densite=aeree"))
    assert 'aria-sort="descending"' in shown
    assert "Modifié le" in shown
    assert "table-dense" not in shown
    assert shown.index("Gymnase double") < shown.index('/">Fourgon 12<')
    assert "table-dense" in text(browser.get(f"{LIST}?col=nulle-part&tri=nulle-part"))


def test_the_api_saves_lists_changes_and_deletes(client, keeper):
    key = key_of(keeper)
    program = functools.partial(
        client.generic, content_type="application/json", headers={"authorization": f"Bearer {key}"}
    )
    make_asset(keeper.organisation)
    sent = {"list_code": "biens", "name": "Gymnases", "asked": "categorie=gym&page=2", "shared": True}
    made = program("POST", "/api/v1/views", json.dumps(sent))
    assert made.status_code == 201
    told = made.json()
    assert (told["asked"], told["count"], told["faults"]) == ("categorie=gym", 1, [])
    address = f"/api/v1/views/{told['id']}"
    assert program("PATCH", address, json.dumps({"default": True})).json()["default"]
    assert program("POST", "/api/v1/views", json.dumps(sent)).status_code == 409
    (listed,) = program("GET", "/api/v1/views?list_code=biens").json()["items"]
    assert listed["address"] == f"/gestion/biens/?categorie=gym&vue={told['id']}"
    assert program("DELETE", address).status_code == 204
    assert program("DELETE", address).status_code == 404
    assert program("GET", "/api/v1/views").json()["items"] == []
