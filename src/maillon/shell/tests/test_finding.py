"""Looking everywhere: what each hat finds, by the beginnings of words, in a bounded number of queries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.finding import LOOKED_AT, SHOWN, beginnings
from maillon.community.organisations.hats import NOBODY
from maillon.community.organisations.kinds import Role
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.shell.finding import find_everywhere
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import at, make_asset, make_shared_place


def names(hat, words, kind=None):
    groups = find_everywhere(hat, words)
    return [one.word for group in groups for one in group.found if kind in (None, group.code)]


@pytest.fixture
def town():
    return make_organisation(name="Ville d’Essai", short_name="VE")


@pytest.fixture
def keeper(town):
    return make_hat(Role.ASSET_MANAGER, organisation=town)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_query_that_postgresql_reads(words):
    query = beginnings(words)
    assert all(part in "()&|:* " or part.isalnum() for part in query)
    assert query.count("(") == query.count(")")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["gymn", "GYMNASE", "ecole d'été", "double gym", "élè", "x", "' & | :*", "\x00", "é" * 300, "2"]
)
def test_no_words_break_the_search(keeper, words):
    find_everywhere(keeper, words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["gym", "GYM dou", "double gymnase", "élèves", "eleves", "gym-02", "02", "salle 12", "GYM 02"]
)
def test_an_asset_is_found_by_the_beginnings_of_its_words_or_by_its_number(keeper, town, words):
    make_asset(town, name="Gymnase double des élèves, salle 12", identifier="GYM-02")
    make_asset(town, name="Camion", identifier="C-9")
    assert names(keeper, words, "biens") == ["Gymnase double des élèves, salle 12"]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["ymnase", "gym triple", "1", "12 camions"])
def test_what_does_not_begin_so_is_not_found(keeper, town, words):
    make_asset(town, name="Gymnase double", identifier="GYM-02")
    assert names(keeper, words, "biens") == []


@pytest.mark.django_db
def test_names_that_begin_so_come_first(keeper, town):
    for name in ("Clé du gymnase", "Gymnase", "Annexe du gymnase"):
        make_asset(town, name=name)
    assert names(keeper, "gymnase", "biens") == ["Gymnase", "Annexe du gymnase", "Clé du gymnase"]


@pytest.mark.django_db
def test_nobody_finds_the_things_of_others(keeper, town):
    asset = make_shared_place(town, name="Coffre secret", site_name="Voûte")
    hat = make_membership(Role.REQUESTER, organisation=town).hat()
    from django.utils import timezone

    asked = request_reservation(
        hat=hat, wish=Wish(asset.pk, at(9), at(10), purpose="Réunion"), now=timezone.now()
    )
    assert names(keeper, "coffre") == ["Coffre secret"]
    assert names(keeper, "voûte") == ["Voûte"]
    for reference in (asked.reference, asked.reference.lower(), asked.reference[-6:].lstrip("0")):
        assert names(keeper, reference, "demandes") == [asked.reference]
    assert names(hat, "voûte") == []  # they do not look after places
    for other in (make_hat(Role.ASSET_MANAGER), NOBODY):
        for words in ("coffre", "voûte", asked.reference):
            assert names(other, words) == []


@pytest.mark.django_db
def test_pages_and_actions_are_those_of_the_hat(keeper):
    assert "Ajouter un bien" in names(keeper, "ajou bien")
    assert "Importations" in names(keeper, "impor", "pages")
    assert names(NOBODY, "ajouter") == []
    assert "Trouver" in names(NOBODY, "")
    assert names(make_hat(Role.REQUESTER), "importations") == []


@pytest.mark.django_db
def test_organisations_are_found_by_everyone(town):
    assert names(NOBODY, "ville essai", "organisations") == ["Ville d’Essai"]
    assert names(NOBODY, "ve", "organisations") == ["Ville d’Essai"]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3, SHOWN + 4])
def test_a_search_costs_one_query_for_each_kind(keeper, town, many, django_assert_num_queries):
    for rank in range(many):
        make_asset(town, name=f"Salle {rank}", site_name=f"Salle de l’école {rank}")
    with django_assert_num_queries(3):  # assets, places, organisations; « salle » is no number
        assert len(names(keeper, "salle", "biens")) == min(many, SHOWN)


@pytest.mark.django_db
def test_the_search_goes_through_the_index(keeper, town):
    from maillon.base.finding import matching

    make_asset(town)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    plan = matching(Asset.objects.all(), "gym", number="identifier").explain()
    assert "inventory_asset_words" in plan
    assert LOOKED_AT >= 10 * SHOWN


@pytest.mark.django_db
def test_the_page_works_without_a_script_and_the_palette_asks_for_its_choices(client, town):
    make_asset(town, name="Gymnase double")
    member = make_membership(Role.ASSET_MANAGER, organisation=town)
    client.force_login(member.person)
    page = client.get("/chercher-partout/?q=gym").content.decode()
    assert "Gymnase double" in page
    assert "<h1>" in page
    choices = client.get("/chercher-partout/?q=gym", headers={"HX-Request": "true"}).content.decode()
    assert 'role="option"' in choices
    assert "<h1>" not in choices
    told = client.get("/api/v1/find?q=gym").json()["items"]
    assert [one["name"] for one in told if one["kind"] == "biens"] == ["Gymnase double"]
    assert client.get("/api/v1/find").status_code == 422


@pytest.mark.django_db
def test_single_keys_are_switched_off_in_the_account(client):
    member = make_membership(Role.ASSET_MANAGER)
    client.force_login(member.person)
    assert "ml-shortcuts" in client.get("/raccourcis/").content.decode()
    client.post("/compte/", {"name": "Léa", "language": "fr-ca"})
    page = client.get("/raccourcis/").content.decode()
    assert "ml-shortcuts" not in page
    assert "Vous avez éteint" in page
