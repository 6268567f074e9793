"""The history of an asset: who, when, what, why, read by its owner's people only."""

from typing import Any

import pytest
from django.test import Client

from maillon.base.audit import because
from maillon.community.organisations.kinds import Role
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.history import history_of, why_in_words
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset, make_shared_place, offer

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def test_a_change_says_field_by_field_what_it_was_and_what_it_is() -> None:
    asset = make_asset(name="Gymnase", capacity=60)
    elsewhere = make_asset(asset.organisation, site_name="École des Pins").site
    asset.capacity, asset.site, asset.audience = 1250, elsewhere, "owner"
    asset.save()
    changed, added = history_of(asset.pk)[:10]
    assert added.title == "Ajouté à l’inventaire"
    assert added.changes == ()
    said = {change.label: (change.before, change.after) for change in changed.changes}
    assert said["Capacité (personnes)"] == ("60", "1\u202f250") or said["Capacité (personnes)"] == (
        "60",
        "1\u00a0250",
    )
    assert said["Lieu"][1] == "École des Pins"
    assert said["Qui peut le voir"] == ("Tout le monde", "L’organisation propriétaire seulement")
    assert set(said) == {"Capacité (personnes)", "Lieu", "Qui peut le voir"}


def test_who_and_why_come_from_the_audit_trail(client: Client) -> None:
    keeper = make_membership(Role.ASSET_MANAGER)
    client.force_login(keeper.person)
    asset = make_asset(keeper.organisation, name="Gymnase")
    form = {"name": "Palestre", "asset_class": asset.asset_class_id, "site": asset.site_id, "quantity": 1}
    sent = form | {"audience": "everyone", "why": "Nom du plan de 1974"}
    assert client.post(f"/gestion/biens/{asset.pk}/", sent).status_code == 302
    text = text_of(client, f"/biens/{asset.pk}/historique/")
    for said in ("Palestre", "Gymnase", "Pourquoi : Nom du plan de 1974", keeper.person.name, "Nom"):
        assert said in text
    assert "Nom du plan de 1974" in text_of(client, f"/biens/{asset.pk}/")


def test_sharing_is_part_of_the_history() -> None:
    asset = make_shared_place()
    standing = asset.offer
    other = make_asset(asset.organisation)
    standing.terms = offer(other, name="Conditions d’été").terms
    standing.save()
    titles = [entry.title for entry in history_of(asset.pk)[:10]]
    assert titles[0] == "Conditions de partage changées"
    assert "Mis en partage" in titles
    assert history_of(asset.pk)[0:1][0].changes[0].after == "Conditions d’été"


def test_the_programs_own_reasons_are_sentences() -> None:
    assert (
        why_in_words("import 12") == "Importation no\u00a012"
        or why_in_words("import 12") == "Importation no 12"
    )
    assert why_in_words("offer") == "Mise en partage"
    assert why_in_words("Parce que import 12") == "Parce que import 12"


def test_the_owners_people_read_it_and_nobody_else(client: Client) -> None:
    asset = make_asset(name="Gymnase")
    page = f"/biens/{asset.pk}/historique/"
    assert client.get(page).status_code == 302
    for membership, status in (
        (make_membership(Role.REQUESTER, organisation=asset.organisation), 200),
        (make_membership(Role.AUDITOR), 200),
        (make_membership(Role.ASSET_MANAGER, organisation=make_organisation()), 403),
    ):
        client.force_login(membership.person)
        assert client.get(page).status_code == status
        assert client.get(f"/api/v1/assets/{asset.pk}/history").status_code == status
        assert ("Tout l’historique" in text_of(client, f"/biens/{asset.pk}/")) is (status == 200)


def test_pages_hold_fifty_and_the_api_walks_without_gap_or_repeat(client: Client) -> None:
    member = make_membership(Role.REQUESTER)
    client.force_login(member.person)
    asset = make_asset(member.organisation)
    for number in range(120):
        asset.capacity = number + 1
        asset.save()
    offer(asset)
    text = text_of(client, f"/biens/{asset.pk}/historique/?page=3")
    assert text.count("timeline-item") == 22
    address, seen = f"/api/v1/assets/{asset.pk}/history?limit=25", []
    while address:
        answer: dict[str, Any] = client.get(address).json()
        seen += [entry["id"] for entry in answer["items"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == 122
    assert client.get(f"/api/v1/assets/{asset.pk}/history?cursor=abc").status_code == 422


def test_a_long_history_costs_the_queries_of_a_short_one(django_assert_num_queries: Any) -> None:
    asset = make_asset()
    places = [make_asset(asset.organisation).site for _number in range(8)]
    with because("essai", person=make_membership().person_id):
        for place in places:
            asset.site = place
            asset.save()
    with django_assert_num_queries(5):
        assert len(history_of(asset.pk)[:3]) == 3
    with django_assert_num_queries(5):
        assert len(history_of(asset.pk)[:9]) == 9


def test_nothing_said_of_an_asset_is_lost_from_the_history() -> None:
    """Every column that a person may write has its word, so that no change passes in silence."""
    from maillon.sharing.inventory.queries.history import SILENT

    told = {field.name for field in Asset._meta.fields} - SILENT - {"id"}
    assert {
        "name",
        "site",
        "asset_class",
        "state",
        "audience",
        "quantity",
        "frozen_reason",
        "merged_into",
    } <= told
