"""Who may call: nobody reads what is public, a key acts under its hat, a reading key changes nothing."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pghistory.models import Events

from maillon.community.organisations.models import ApiToken
from maillon.config.tests.api.world import V1, Caller, World, key_of
from maillon.sharing.inventory.models import Site


def test_a_key_acts_under_its_own_hat(world: World) -> None:
    told = world.requester.get("/me").json()
    assert told["hat"]["organisation"] == {"id": world.neighbour.pk, "name": world.neighbour.name}
    assert told["hat"]["roles"] == ["requester"]
    assert told["may_write"]
    assert not world.reader.get("/me").json()["may_write"]


def test_a_key_wins_over_the_session_of_the_browser(world: World) -> None:
    client = Client()
    client.force_login(world.manager_membership.person)
    told = Caller(key_of(world.requester_membership), client).get("/me").json()
    assert told["hat"]["organisation"]["id"] == world.neighbour.pk


def test_a_session_of_our_pages_reads_too(world: World) -> None:
    client = Client()
    client.force_login(world.manager_membership.person)
    assert Caller(client=client).get("/me").json()["hat"]["organisation"]["id"] == world.owner.pk


@pytest.mark.parametrize("sent", ["Bearer x", "Bearer ", "Basic abc", "mln_x"])
def test_a_key_that_is_not_good_is_refused_even_where_none_is_needed(world: World, sent: str) -> None:
    response = Client().get(f"{V1}/regions", headers={"authorization": sent})
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="Maillon", error="invalid_token"'
    assert response["Content-Type"] == "application/problem+json"


def test_nobody_knows_who_they_are(world: World) -> None:
    assert world.nobody.get("/me").status_code == 401


def test_the_trail_says_which_key_wrote(world: World) -> None:
    world.manager.post("/sites", {"name": "Aréna"})
    written = Events.objects.tracks(Site.objects.get(name="Aréna")).get()
    assert written.pgh_context["person"] == world.manager_membership.person_id
    assert written.pgh_context["membership"] == world.manager_membership.pk
    assert written.pgh_context["token"] == world.manager.key.split("_")[1]


def test_a_key_serves_the_api_and_not_the_pages(world: World) -> None:
    """A key that leaks into a link opens no page."""
    response = Client().get("/territoires/", headers={"authorization": f"Bearer {world.manager.key}"})
    assert world.owner.name not in response.content.decode()


def test_the_last_use_of_a_key_is_noted(world: World) -> None:
    world.reader.get("/me")
    used = ApiToken.objects.get(membership=world.requester_membership, may_write=False).last_used_at
    assert used is not None
    assert timezone.now() - used < dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("", "fr-ca"),
        ("fr", "fr-ca"),
        ("en", "en"),
        ("en-CA,en;q=0.9,fr;q=0.5", "en"),
        ("fr-CA;q=0.9,en;q=0.5", "fr-ca"),
        ("de,en;q=0.5", "en"),
        ("de", "fr-ca"),
        ("*", "fr-ca"),
        ("é, ;;q=x", "fr-ca"),
    ],
)
def test_the_language_follows_what_is_asked(world: World, asked: str, spoken: str) -> None:
    response = world.nobody.get("/asset-classes", accept_language=asked)
    assert response["Content-Language"] == spoken
    names = {item["code"]: item["name"] for item in response.json()["items"]}
    assert names["gym"] == ("Gymnasium" if spoken == "en" else "Gymnase")


def test_an_address_where_nothing_stands_is_a_problem(world: World) -> None:
    for address in ("/nothing", "/assets/999999999", "/organisations/0", "/"):
        response = world.nobody.get(address)
        assert response["Content-Type"] == "application/problem+json", address
        assert response.status_code == (422 if address.endswith("/0") else 404), address


def test_an_address_asked_the_wrong_way_says_how(world: World) -> None:
    response = world.nobody.post("/regions")
    assert response.status_code == 405
    assert response["Allow"] == "GET"
    assert response["Content-Type"] == "application/problem+json"


def test_a_misspelt_filter_is_refused_rather_than_ignored(world: World) -> None:
    response = world.nobody.get("/assets?organization=1&limit=2")
    assert response.status_code == 422
    assert [reason["field"] for reason in response.json()["reasons"]] == ["organization"]


def test_headers_alone_are_those_of_a_reading(world: World) -> None:
    full, bare = world.nobody.get("/regions"), Client().head(f"{V1}/regions")
    assert bare.status_code == 200
    assert bare.content == b""
    assert bare["Content-Length"] == full["Content-Length"]
    assert Client().head(f"{V1}/nothing").status_code == 404


def test_answers_stay_out_of_shared_caches(world: World) -> None:
    response = world.manager.get("/assets")
    assert response["Cache-Control"] == "private, no-cache"  # kept by its reader, asked again each time
    assert "Authorization" in response["Vary"]
