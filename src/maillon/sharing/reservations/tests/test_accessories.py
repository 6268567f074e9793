"""Accessories, from the owner's page to the request: taken with the place, never more than there is."""

from typing import Any

import pytest
from django.test import Client

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import Accessory, Asset
from maillon.sharing.reservations.models import Bundle, Reservation
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db
JSON = "application/json"


class Stage:
    """A gym, its nets (four), who keeps them, who asks for them, and someone else who asks at the same hour."""

    def __init__(self) -> None:
        self.gym = make_shared_place(name="Gymnase", capacity=None)
        owner = self.gym.organisation
        self.nets = make_shared_place(owner, name="Filets", code="equipment", pool_of=4, capacity=None)
        self.other_gym = make_shared_place(owner, name="Palestre", capacity=None)
        self.keeper = make_membership(Role.ASSET_MANAGER, organisation=owner)
        self.asker, self.other = make_membership(), make_membership()

    def client(self, membership: Membership) -> Client:
        signed_in = Client()
        signed_in.force_login(membership.person)
        return signed_in


@pytest.fixture
def stage() -> Stage:
    return Stage()


def words(response: Any) -> str:
    return response.content.decode().replace("\u00a0", " ")


def goes_with(stage: Stage, most: int = 3, gym: Asset | None = None) -> None:
    """Say on the owner's page that nets may be asked for with a gym."""
    address = f"/gestion/biens/{(gym or stage.gym).pk}/accessoires/"
    sent = {"sorte": "choix", "other": stage.nets.pk, "quantity": most, "charge": "5 $ par filet"}
    assert stage.client(stage.keeper).post(address, sent).status_code == 302


def answer(client: Client, asset: Asset, many: Any, nets: Asset, *, hour: int = 18) -> Any:
    """Go through the steps up to the last; return the answer of the step where it stopped."""
    day, base = at(hour).date().isoformat(), f"/biens/{asset.pk}/demander"
    first = {"day": day, "starts": f"{hour}:00", "ends": f"{hour + 2}:00"}
    assert client.post(f"{base}/", first).status_code == 302
    told = client.post(f"{base}/activite/", {"purpose": "Tournoi", f"extra_{nets.pk}": many})
    return told if told.status_code != 302 else client.get(f"{base}/verifier/")


def send(client: Client, asset: Asset) -> Any:
    return client.post(f"/biens/{asset.pk}/demander/verifier/")


def held(asset: Asset) -> list[int]:
    rows = Reservation.objects.filter(asset=asset, state__in=Reservation.LIVE).order_by("pk")
    return list(rows.values_list("quantity", flat=True))


def test_the_owner_says_what_goes_with_a_place_and_takes_it_away(stage: Stage) -> None:
    keeper, address = stage.client(stage.keeper), f"/gestion/biens/{stage.gym.pk}/accessoires/"
    goes_with(stage)
    sent = {"sorte": "inclus", "name": "Poteaux", "quantity": 2}
    assert keeper.post(address, sent).status_code == 302
    shown = words(stage.client(stage.asker).get(f"/biens/{stage.gym.pk}/"))
    for told in ("2 × Poteaux", "Filets", "(au plus 3)", "(5 $ par filet)"):
        assert told in shown, told
    twice = keeper.post(address, {"sorte": "choix", "other": stage.nets.pk, "quantity": 1})
    assert twice.status_code == 422
    assert "Ce bien se demande déjà avec celui-ci." in words(twice)
    assert keeper.post(address, sent | {"quantity": 0}).status_code == 422
    for one in Accessory.objects.filter(asset=stage.gym):
        assert keeper.post(f"{address}{one.pk}/retirer/").status_code == 302
    assert "Poteaux" not in words(stage.client(stage.asker).get(f"/biens/{stage.gym.pk}/"))


def test_the_page_asks_for_both_and_both_are_held(stage: Stage) -> None:
    goes_with(stage)
    asker = stage.client(stage.asker)
    assert "Filets, combien (au plus 3)" in words(_what(asker, stage))
    checked = answer(asker, stage.gym, 2, stage.nets)
    assert "2 × Filets" in words(checked)
    sent = send(asker, stage.gym)
    bundle = Bundle.objects.get()
    assert sent["Location"] == f"/demandes/ensembles/{bundle.reference}/"
    assert (held(stage.gym), held(stage.nets)) == ([1], [2])
    shown = words(asker.get(sent["Location"]))
    assert "Gymnase" in shown
    assert "Filets" in shown


def _what(client: Client, stage: Stage) -> Any:
    day = at(18).date().isoformat()
    client.post(f"/biens/{stage.gym.pk}/demander/", {"day": day, "starts": "18:00", "ends": "20:00"})
    return client.get(f"/biens/{stage.gym.pk}/demander/activite/")


def test_the_place_is_asked_for_alone_when_nothing_is_added(stage: Stage) -> None:
    goes_with(stage)
    asker = stage.client(stage.asker)
    answer(asker, stage.gym, "", stage.nets)
    assert send(asker, stage.gym)["Location"].startswith("/demandes/R-")
    assert (held(stage.gym), held(stage.nets), Bundle.objects.count()) == ([1], [], 0)


@pytest.mark.parametrize("many", ["4", "-1", "1,5", "x"])
def test_more_than_the_owner_allows_is_refused_at_its_field(stage: Stage, many: str) -> None:
    goes_with(stage, most=3)
    told = answer(stage.client(stage.asker), stage.gym, many, stage.nets)
    assert told.status_code == 422
    assert set(told.context["form"].errors) == {f"extra_{stage.nets.pk}"}
    assert not Reservation.objects.exists()


def test_what_is_out_at_that_hour_is_told_before_sending_and_nothing_is_taken(stage: Stage) -> None:
    goes_with(stage)
    goes_with(stage, gym=stage.other_gym)
    first, second = stage.client(stage.asker), stage.client(stage.other)
    answer(first, stage.gym, 3, stage.nets)
    send(first, stage.gym)
    checked = answer(second, stage.other_gym, 2, stage.nets)
    assert "Filets : il n’en reste pas assez de libre à ce moment." in words(checked)
    refused = send(second, stage.other_gym)
    assert refused.status_code == 409
    assert "Filets" in words(refused)
    assert (held(stage.other_gym), held(stage.nets)) == ([], [3])  # all or nothing
    answer(second, stage.other_gym, 1, stage.nets)
    assert send(second, stage.other_gym).status_code == 302
    assert (held(stage.other_gym), held(stage.nets)) == ([1], [3, 1])


def test_an_accessory_that_is_not_shared_any_more_is_not_proposed(stage: Stage) -> None:
    goes_with(stage)
    stage.nets.offer.withdrawn_at = stage.nets.created_at
    stage.nets.offer.save()
    asker = stage.client(stage.asker)
    assert "Filets" not in words(_what(asker, stage))
    answer(asker, stage.gym, 2, stage.nets)  # an old page still asks for them
    send(asker, stage.gym)
    assert (held(stage.gym), held(stage.nets)) == ([1], [])


def test_the_api_says_what_goes_with_a_place_and_takes_both_or_none(stage: Stage) -> None:
    keeper, asker = stage.client(stage.keeper), stage.client(stage.asker)
    address = f"/api/v1/assets/{stage.gym.pk}/accessories"
    added = keeper.post(address, {"other_id": stage.nets.pk, "quantity": 3}, content_type=JSON)
    assert added.status_code == 201, added.content
    assert keeper.post(address, {"name": "Câble", "quantity": 2}, content_type=JSON).status_code == 201
    told = asker.get(address).json()
    assert [one["text"].replace("\u00a0", " ") for one in told["included"]] == ["2 × Câble"]
    (option,) = told["optional"]
    assert (option["asset_id"], option["most"]) == (stage.nets.pk, 3)
    for wrong in ({}, {"name": "Les deux", "other_id": stage.nets.pk}, {"other_id": stage.gym.pk}):
        assert keeper.post(address, wrong, content_type=JSON).status_code == 422
    assert asker.post(address, {"name": "Pirate"}, content_type=JSON).status_code in {403, 404}

    asked = asker.post("/api/v1/bundles", _bundle(stage.gym, stage.nets, 3), content_type=JSON)
    assert asked.status_code == 201, asked.content
    refused = stage.client(stage.other).post(
        "/api/v1/bundles", _bundle(stage.other_gym, stage.nets, 2), content_type=JSON
    )
    assert refused.status_code == 409
    assert (held(stage.gym), held(stage.other_gym), held(stage.nets)) == ([1], [], [3])
    (one,) = [one["id"] for one in told["optional"]]
    assert keeper.delete(f"{address}/{one}").status_code == 204
    assert asker.get(address).json()["optional"] == []
    assert held(stage.nets) == [3]  # what was asked for stays


def _bundle(gym: Asset, nets: Asset, many: int) -> dict[str, Any]:
    return {
        "name": "Tournoi",
        "things": [{"asset_id": gym.pk}, {"asset_id": nets.pk, "quantity": many}],
        "starts_at": at(18).isoformat(),
        "ends_at": at(20).isoformat(),
        "purpose": "Tournoi",
    }
