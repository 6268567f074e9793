"""The main job, by programs alone: a list, accepted, shared, found, asked for, answered, in an agenda."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from icalendar import Calendar

from maillon.config.tests.api.world import Caller, World, make_world
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.testing.builders.sharing import at

HALLS = (
    "id,nom,catégorie,longitude,latitude,capacité\n"
    "1,Salle du Marché,salle,-72.9571,45.6301,40\n"
    "2,Gymnase Bois-Joli,gymnase,-72.9601,45.6401,200\n"
    "3,Ailleurs,salle,2.35,48.85,10\n"
)


def a_list(text: str = HALLS) -> SimpleUploadedFile:
    return SimpleUploadedFile("salles.csv", text.encode(), content_type="text/csv")


def period(hour: int = 18, *, length: int = 2, days: int = 7) -> dict[str, str]:
    return {
        "starts_at": at(hour, days=days).isoformat(),
        "ends_at": at(hour + length, days=days).isoformat(),
    }


def free(caller: Caller, **wanted: Any) -> list[str]:
    query = {"lon": -72.957, "lat": 45.63, "radius_km": 30} | period() | wanted
    response = caller.get(f"/free?{urlencode(query, doseq=True)}")
    assert response.status_code == 200, response.content
    return [item["name"] for item in response.json()["items"]]


def ask(caller: Caller, asset_id: int, *, key: str = "", **wanted: Any) -> Any:
    body = {"asset_id": asset_id, "purpose": "Cours de danse", "attendees": 20} | period() | wanted
    return caller.post("/reservations", body, **({"idempotency_key": key} if key else {}))


def test_the_main_job_from_a_list_to_an_agenda(world: World) -> None:
    sent = world.manager.upload("/imports", file=a_list(), list_name="salles")
    assert sent.status_code == 201, sent.content
    run = sent.json()
    assert (run["rows_read"], run["kinds"], run["pending"]) == (3, {"new": 2, "rejected_line": 1}, 2)
    assert not Asset.objects.filter(name="Salle du Marché").exists()

    address = sent["Location"].removeprefix("/api/v1")
    lines = world.manager.get(f"{address}/suggestions").json()["items"]
    assert [line["proposed"]["name"] for line in lines][:2] == ["Salle du Marché", "Gymnase Bois-Joli"]
    assert lines[2]["kind"] == "rejected_line"
    assert lines[2]["reasons"][0]["code"] == "point_outside"
    taken = world.manager.post(f"{address}/accept", {"kinds": ["new"]}).json()
    assert taken == {"done": 2, "left": 0, "waiting": 0}

    again = world.manager.upload("/imports", file=a_list(), list_name="salles").json()
    assert (again["pending"], again["unchanged"]) == (0, 2)

    hall = world.manager.get("/assets?starts_with=salle du").json()["items"][0]
    changed = world.manager.patch(f"/assets/{hall['id']}", {"capacity": 45})
    assert changed.json()["capacity"] == 45
    assert free(world.nobody, class_code="room") == []
    assert share(world.manager, "everyone", asset_ids=[hall["id"]]) == {"offered": 1, "left": 0}

    assert free(world.nobody, class_code="room") == ["Salle du Marché"]
    assert free(world.nobody, class_code="room", people=46) == []
    assert free(world.nobody, class_code=["room", "gym"]) == ["Gymnase", "Salle du Marché"]

    asked = ask(world.requester, hall["id"])
    assert asked.status_code == 201, asked.content
    told = asked.json()
    assert (told["state"], told["actions"], told["price"]) == ("pending", ["cancel"], "0.00")
    assert told["starts_at"] == at(18).isoformat()
    assert free(world.nobody, class_code="room") == []

    reservation = asked["Location"].removeprefix("/api/v1")
    received = world.manager.get("/reservations?side=received&state=pending").json()["items"]
    assert told["reference"] in [item["reference"] for item in received]
    assert world.manager.get(reservation).json()["actions"] == ["approve", "cancel", "clarify", "refuse"]
    assert world.manager.post(f"{reservation}/approve").json()["state"] == "approved"
    assert world.requester.get(reservation).json()["state"] == "approved"

    agenda = world.requester.get(f"{reservation}/ics")
    assert agenda["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(agenda.content).walk("VEVENT")
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTART"].dt == at(18)

    assert world.requester.post(f"{reservation}/cancel").json()["state"] == "cancelled"
    assert free(world.nobody, class_code="room") == ["Salle du Marché"]
    assert world.manager.post(f"{address}/undo", {}).json()["left"] >= 0


def share(caller: Caller, audience: str, **chosen: Any) -> Any:
    """Write terms and hours, and put assets in sharing under them."""
    week = [[[480, 1320]]] * 7
    terms = caller.post("/terms", {"name": "Salles", "notice_minutes": 0}).json()
    hours = caller.post("/schedules", {"name": "Jour", "weekly": week, "closed_on_holidays": False}).json()
    assert hours["weekly"] == week
    wanted = {"terms_id": terms["id"], "schedule_id": hours["id"], "audience": audience} | chosen
    return caller.post("/offers", wanted).json()


def test_what_is_shared_is_chosen_and_is_ones_own(world: World) -> None:
    for chosen, field in (({}, "asset_ids"), ({"everything": True, "terms_id": 1}, "terms_id")):
        told = share(world.manager, "everyone", **chosen)
        assert (told["status"], told["reasons"][0]["field"]) == (422, field)
    seen_by_fewer = share(world.manager, "owner", everything=True)
    assert seen_by_fewer["reasons"][0]["field"] == "audience"
    others = make_world().place.pk
    assert share(world.manager, "everyone", asset_ids=[others])["status"] == 422
    assert world.requester.post("/offers", {}).status_code == 403


def test_what_is_withdrawn_is_no_longer_found(world: World) -> None:
    assert free(world.nobody) == ["Gymnase"]
    done = world.manager.post("/offers/withdraw", {"asset_ids": [world.place.pk]})
    assert done.json() == {"withdrawn": 1}
    assert free(world.nobody) == []
    assert ask(world.requester, world.place.pk).status_code == 422
    assert world.manager.post("/offers/withdraw", {"everything": True}).status_code == 422


@pytest.mark.parametrize(
    "week", [[[[480, 480]]] * 7, [[[1320, 480]]] * 7, [[[0, 1441]]] * 7, [[]] * 6, [[[1]]] * 7, "x"]
)
def test_hours_that_make_no_sense_are_refused(world: World, week: Any) -> None:
    told = world.manager.post("/schedules", {"name": "Jour", "weekly": week})
    assert told.status_code == 422
    assert told.json()["reasons"][0]["field"].startswith("weekly")


def test_a_refusal_gives_its_reason_and_an_alternative(world: World) -> None:
    reservation = ask(world.requester, world.place.pk)["Location"].removeprefix("/api/v1")
    missing = world.manager.post(f"{reservation}/refuse", {"motive": "other"})
    assert missing.status_code == 422
    assert missing.json()["reasons"][0]["field"] == "reason"
    other = period(10)
    refused = world.manager.post(
        f"{reservation}/refuse",
        {
            "motive": "taken",
            "alternative_starts_at": other["starts_at"],
            "alternative_ends_at": other["ends_at"],
        },
    )
    assert refused.status_code == 200, refused.content
    told = world.requester.get(reservation).json()
    assert (told["state"], told["motive"]) == ("refused", "taken")
    assert told["alternative"] == {"asset": None, **other}
    assert free(world.nobody) == ["Gymnase"]


def test_only_the_owner_answers(world: World) -> None:
    reservation = ask(world.requester, world.place.pk)["Location"].removeprefix("/api/v1")
    refused = world.requester.post(f"{reservation}/approve")
    assert refused.status_code == 403
    assert refused.json()["reasons"][0]["code"] == "not_decider"
    assert world.reader.post(f"{reservation}/cancel").status_code == 403
    assert world.nobody.post(f"{reservation}/approve").status_code == 401
    assert world.nobody.get(reservation).status_code == 401


def test_a_request_says_nothing_of_who_the_people_are(world: World) -> None:
    reservation = ask(world.requester, world.place.pk)["Location"].removeprefix("/api/v1")
    person = world.requester_membership.person
    for caller in (world.requester, world.manager):
        content = caller.get(reservation).content.decode()
        assert person.name not in content
        assert person.email not in content


def test_a_request_is_unknown_to_other_bodies(world: World) -> None:
    elsewhere = make_world()
    reservation = ask(world.requester, world.place.pk)["Location"].removeprefix("/api/v1")
    assert elsewhere.manager.get(reservation).status_code == 404
    assert elsewhere.manager.post(f"{reservation}/approve").status_code == 404
    assert elsewhere.manager.get(f"{reservation}/ics").status_code == 404
    references = [item["reference"] for item in elsewhere.manager.get("/reservations").json()["items"]]
    assert reservation.rpartition("/")[2] not in references
    assert elsewhere.manager.get(f"/imports/{world.run.pk}").status_code == 404


def test_a_period_already_taken_is_refused_with_a_reason(world: World) -> None:
    assert ask(world.requester, world.place.pk).status_code == 201
    second = ask(world.requester, world.place.pk, starts_at=at(19).isoformat(), ends_at=at(21).isoformat())
    assert second.status_code == 409
    assert second.json()["type"].endswith("slot_just_taken")


def test_every_reason_comes_at_once_in_the_language_asked(world: World) -> None:
    response = ask(
        world.requester, world.place.pk, attendees=500, starts_at=at(3).isoformat(), ends_at=at(4).isoformat()
    )
    assert response.status_code == 422
    assert {reason["field"] for reason in response.json()["reasons"]} == {"attendees", "starts_at"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"near": "Xyzzyville", "lon": "", "lat": ""}, "lon"),
        ({"starts_at": "2026-12-01T18:00:00"}, "starts_at"),
        ({"radius_km": 0}, "radius_km"),
        ({"ends_at": at(18, days=60).isoformat()}, None),
        ({"lon": 2.35, "lat": 48.85}, "lon"),
    ],
)
def test_a_search_that_makes_no_sense_says_why(
    world: World, query: dict[str, Any], field: str | None
) -> None:
    wanted = {"lon": -72.957, "lat": 45.63} | period() | query
    response = world.nobody.get(f"/free?{urlencode(wanted)}")
    assert response.status_code == 422
    assert field in [reason["field"] for reason in response.json()["reasons"]]


def test_a_search_starts_from_a_town_by_its_name(world: World) -> None:
    response = world.nobody.get(f"/free?{urlencode({'near': 'st-hyacinthe'} | period())}")
    assert [item["name"] for item in response.json()["items"]] == ["Gymnase"]
    unknown = world.nobody.get(f"/free?{urlencode({'near': 'Xyzzyville'} | period())}")
    assert unknown.json()["reasons"][0]["field"] == "near"


def test_what_is_hidden_is_not_found_free(world: World) -> None:
    world.place.audience = "owner"
    world.place.save()
    assert free(world.nobody) == free(world.requester) == []
    assert free(world.manager) == ["Gymnase"]


@pytest.mark.parametrize(
    ("file", "status"),
    [("", 422), ("\x00\x01", 422), ("nom\n", 422), ("{", 422)],
)
def test_a_file_that_is_not_a_list_is_refused_and_nothing_is_kept(
    world: World, file: str, status: int
) -> None:
    response = world.manager.upload("/imports", file=a_list(file))
    assert response.status_code == status
    assert response.json()["reasons"]
    assert len(world.manager.get("/imports").json()["items"]) == 1


def test_a_list_whose_columns_say_nothing_waits_for_someone_to_say_what_they_give(world: World) -> None:
    response = world.manager.upload("/imports", file=a_list("a,b\n1,2\n"))
    assert response.status_code == 201
    assert (response.json()["stage"], response.json()["pending"]) == ("mapping", 0)


def test_a_file_too_heavy_is_refused_as_such(world: World, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1024
    response = world.manager.upload("/imports", file=a_list("nom\n" + "salle\n" * 100_000))
    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"


def test_an_owner_writes_its_inventory(world: World) -> None:
    site = world.manager.post("/sites", {"name": "Aréna", "lon": -72.95, "lat": 45.62}).json()
    assert site["time_zone"] == "America/Toronto"
    wanted = {"name": "Patinoire", "class_code": "rink", "site_id": site["id"]}
    made = world.manager.post("/assets", wanted)
    assert made.status_code == 201, made.content
    assert (made.json()["audience"], made.json()["lon"]) == ("owner", -72.95)
    address = made["Location"].removeprefix("/api/v1")
    changed = world.manager.patch(address, {"capacity": 300}).json()
    assert (changed["capacity"], changed["name"]) == (300, "Patinoire")
    assert world.manager.patch(address, {"name": None}).status_code == 422
    assert world.manager.patch(address, {"organisation_id": 1}).status_code == 422
    assert world.requester.patch(address, {"capacity": 1}).status_code == 403
    assert world.requester.post("/assets", wanted).status_code == 403
    elsewhere = make_world()
    assert elsewhere.manager.patch(address, {"capacity": 1}).status_code == 404
    assert elsewhere.manager.patch(f"/assets/{world.place.pk}", {"capacity": 1}).status_code == 403
    assert world.manager.post("/assets", wanted | {"site_id": elsewhere.place.site_id}).status_code == 422


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_sixteen_identical_requests_at_once_make_one_reservation() -> None:
    """Each request has its own connection; all leave at the same moment with the same key."""
    world = make_world()
    before = Reservation.objects.count()
    together = Barrier(16)

    def one(_number: int) -> tuple[int, str]:
        caller = Caller(world.requester.key)
        together.wait()
        try:
            response = ask(caller, world.place.pk, key="one-and-the-same")
            return response.status_code, response.json()["reference"]
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        answers = set(pool.map(one, range(16)))
    assert len(answers) == 1
    assert answers.pop()[0] == 201
    assert Reservation.objects.count() == before + 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_sixteen_requests_with_keys_of_their_own_get_one_place() -> None:
    """The control: with other keys the ledger decides, one wins and the others are told."""
    world = make_world()
    together = Barrier(16)

    def one(number: int) -> int:
        caller = Caller(world.requester.key)
        together.wait()
        try:
            return ask(caller, world.place.pk, key=f"key-{number}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        answers = sorted(pool.map(one, range(16)))
    assert answers == [201] + [409] * 15
