"""Each hat reads what it may, and nothing tells who booked."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillon.base.mail.services import write_mail
from maillon.config.tests.api.world import Caller, World
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.services import take
from maillon.sharing.inventory.models import Asset
from maillon.testing.builders.sharing import at, make_asset


def names(caller: Caller, address: str = "/assets") -> list[str]:
    return [item["name"] for item in caller.get(address).json()["items"]]


def test_drafts_and_hidden_assets_are_their_owners_alone(world: World) -> None:
    assert names(world.manager) == ["Brouillon", "Coffre", "Gymnase"]
    assert names(world.requester) == names(world.nobody) == ["Gymnase"]
    for asset in (world.draft, world.hidden):
        for part in ("", "/terms", "/week"):
            assert world.requester.get(f"/assets/{asset.pk}{part}").status_code == 404
            assert world.nobody.get(f"/assets/{asset.pk}{part}").status_code == 404


def test_the_owners_own_number_is_not_told_to_others(world: World) -> None:
    address = f"/assets/{world.place.pk}"
    assert world.manager.get(address).json()["identifier"] == "SECRET-1"
    assert world.requester.get(address).json()["identifier"] is None
    assert "SECRET-1" not in world.nobody.get("/assets").content.decode()


def test_a_state_cannot_be_used_to_see_more(world: World) -> None:
    assert names(world.requester, "/assets?state=draft") == []
    assert names(world.manager, "/assets?state=draft") == ["Brouillon"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("class_code=gym", ["Gymnase"]),
        ("class_code=room", ["Salle"]),
        ("class_code=none", []),
        ("starts_with=GYM", ["Gymnase"]),
        ("mrc=540", ["Gymnase", "Salle"]),
        ("mrc=660", []),
    ],
)
def test_assets_are_narrowed(world: World, query: str, found: list[str]) -> None:
    make_asset(world.neighbour, code="room", name="Salle")
    assert names(world.nobody, f"/assets?{query}") == found


def test_assets_are_found_around_a_point_nearest_first(world: World) -> None:
    make_asset(world.neighbour, name="Loin", point=(-73.567, 45.502))
    make_asset(world.neighbour, name="Près", point=(-72.96, 45.631))
    found = world.nobody.get("/assets?lon=-72.96&lat=45.631&radius_km=10").json()["items"]
    assert [item["name"] for item in found] == ["Près", "Gymnase"]
    assert found[0]["distance_km"] == 0
    assert 0 < found[1]["distance_km"] < 1
    assert names(world.nobody, "/assets?lon=-72.96&lat=45.631&radius_km=100") == ["Près", "Gymnase", "Loin"]


@pytest.mark.parametrize(
    "query", ["lon=-72.9", "lat=45.6", "lon=2.35&lat=48.85", "lon=45.6&lat=-72.9", "lon=nan&lat=1"]
)
def test_a_point_that_is_not_in_quebec_is_refused_with_a_reason(world: World, query: str) -> None:
    response = world.nobody.get(f"/assets?{query}")
    assert response.status_code == 422
    assert response.json()["reasons"][0]["message"]


@pytest.mark.parametrize("address", ["/assets", "/sites", "/organisations", "/assets?lon=-72.95&lat=45.63"])
def test_a_list_takes_the_same_number_of_queries_for_one_and_for_three(world: World, address: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            world.nobody.get(address)
        return len(captured)

    with_one = queries()
    for number in range(3):
        make_asset(name=f"Salle {number}")
    assert queries() == with_one


def test_a_list_is_read_to_its_end_by_its_links(world: World) -> None:
    for number in range(5):
        make_asset(world.neighbour, name=f"Salle {number}")
    read: list[str] = []
    address = "/assets?limit=2"
    while address:
        page = world.nobody.get(address).json()
        read += [item["name"] for item in page["items"]]
        address = (page["next"] or "").rpartition("/api/v1")[2]
    assert read == ["Gymnase", *(f"Salle {number}" for number in range(5))]


def test_the_week_tells_when_and_never_who(world: World) -> None:
    take(
        asset_id=world.place.pk,
        starts_at=at(18),
        ends_at=at(20),
        cause=Commitment.Cause.RESERVATION,
        state=Commitment.State.FIRM,
        note="Camille Tremblay",
        now=timezone.now(),
    )
    response = world.nobody.get(f"/assets/{world.place.pk}/week?day={at(18).date()}")
    told = response.json()
    assert told["time_zone"] == "America/Toronto"
    assert [busy for busy in told["busy"] if busy["firm"]] == [
        {"starts_at": at(18).isoformat(), "ends_at": at(20).isoformat(), "quantity": 1, "firm": True}
    ]
    assert len(told["open"]) == 7
    assert "Camille" not in response.content.decode()


def test_an_asset_that_is_not_bookable_has_an_empty_week(world: World) -> None:
    shown = make_asset(world.neighbour, name="Parc")
    told = world.nobody.get(f"/assets/{shown.pk}/week").json()
    assert (told["bookable"], told["open"], told["busy"]) == (False, [], [])
    assert world.nobody.get(f"/assets/{shown.pk}/terms").status_code == 404


def test_terms_are_told_in_their_units(world: World) -> None:
    terms = world.place.offer.terms
    terms.price_per_hour = "12.50"
    terms.save()
    told = world.nobody.get(f"/assets/{world.place.pk}/terms").json()
    assert told["price_per_hour"] == "12.50"
    assert told["bookable_by"] == "verified"
    assert world.requester.get("/terms").json()["items"] == []
    assert len(world.manager.get("/terms").json()["items"]) == 1


def test_organisations_tell_their_public_facts_alone(world: World) -> None:
    world.owner.email, world.owner.phone = "directe@essai.example", "450 555-0199"
    world.owner.save()
    for address in ("/organisations", f"/organisations/{world.owner.pk}"):
        response = world.nobody.get(address).content.decode()
        assert world.owner.name in response
        assert "directe@" not in response
        assert "555-0199" not in response


def test_sites_are_those_of_what_one_may_see(world: World) -> None:
    seen = {item["id"] for item in world.nobody.get("/sites").json()["items"]}
    assert seen == {world.place.site_id}
    own = {item["id"] for item in world.manager.get("/sites").json()["items"]}
    assert own == {asset.site_id for asset in Asset.objects.filter(organisation=world.owner)}


def test_messages_tell_their_subject_and_never_a_link_nor_a_code(
    world: World, run_jobs: Callable[[], int]
) -> None:
    """The letter to those who answer carries a link that answers in their name; sign-in carries a code."""
    person = world.manager_membership.person
    write_mail(
        key="account/email/login_code:1",
        to=person.email,
        language="fr-ca",
        subject="Votre code : ABC-123",
        text="ABC-123",
        person_id=person.pk,
    )
    run_jobs()
    told = world.manager.get("/me/messages")
    assert [item["kind"] for item in told.json()["items"]] == ["to_decide"]
    assert "ABC-123" not in told.content.decode()
    assert "repondre" not in told.content.decode()
    assert [item["kind"] for item in world.requester.get("/me/messages").json()["items"]] == ["received"]
    assert world.nobody.get("/me/messages").status_code == 401
