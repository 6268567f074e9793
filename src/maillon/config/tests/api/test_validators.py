"""What was read has not changed, is not overwritten, and is not asked too often."""

import datetime as dt

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone

from maillon.base.api import dates
from maillon.base.api.rates import ALLOWANCE, Allowance
from maillon.config.tests.api.world import V1, Caller, World
from maillon.sharing.inventory.models import Asset, Site


def test_what_was_read_already_is_not_sent_again(world: World) -> None:
    for address in (f"/assets/{world.place.pk}", "/assets", "/asset-classes"):
        read = world.manager.get(address)
        again = world.manager.get(address, **{"if-none-match": f'"x", {read["ETag"]}'})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", read["ETag"])
        assert "no-cache" in again["Cache-Control"]
    Asset.objects.filter(pk=world.place.pk).update(name="Autre nom")
    changed = world.manager.get(address.replace("asset-classes", "assets"), **{"if-none-match": read["ETag"]})
    assert changed.status_code == 200


ADDRESSES = ("/assets/{}", "/assets", "/sites", "/asset-classes")


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_did_not_change_since_a_date_is_not_sent_again(world: World, address: str, monkeypatch) -> None:
    address = address.format(world.place.pk)
    assert "Last-Modified" not in world.manager.get(address)  # what has just changed is not dated
    monkeypatch.setattr(dates, "SETTLED", dt.timedelta(0))
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1), tick=False):
        read = world.manager.get(address)
        since = {"if-modified-since": read["Last-Modified"]}
        again = world.manager.get(address, **since)
        assert (again.status_code, again.content, again["Last-Modified"]) == (304, b"", read["Last-Modified"])
        other = world.manager.get(address, **since, **{"if-none-match": '"other"'})
        assert other.status_code == 200  # an ETag decides before a date
        long_ago = {"if-modified-since": "Sat, 01 Nov 2025 10:00:00 GMT"}
        assert world.manager.get(address, **long_ago).status_code == 200
        assert world.manager.get(address, **{"if-modified-since": "hier"}).status_code == 200


def test_what_ends_with_a_day_may_have_changed_at_midnight(db) -> None:
    noon = dt.datetime(2031, 3, 5, 17, 0, tzinfo=dt.UTC)
    answer = HttpResponse()
    dates.dated(answer, Asset, now=noon)
    assert (
        answer["Last-Modified"] == "Wed, 05 Mar 2031 05:00:01 GMT"
    )  # midnight in Québec, and its second over


def test_a_change_of_what_an_answer_depends_on_is_a_change(world: World, monkeypatch) -> None:
    monkeypatch.setattr(dates, "SETTLED", dt.timedelta(seconds=-2))
    read = world.manager.get("/assets")
    since = {"if-modified-since": read["Last-Modified"]}
    assert world.manager.get("/assets", **since).status_code == 304
    moment = timezone.now() + dt.timedelta(seconds=5)
    world.place.site.name = "Autre lieu"
    world.place.site.save()
    Site.pgh_event_model.objects.filter(pgh_obj=world.place.site).update(pgh_created_at=moment)
    assert world.manager.get("/assets", **since).status_code == 200


def test_each_language_has_its_own_validator(world: World) -> None:
    french = world.manager.get("/asset-classes")
    english = world.manager.get("/asset-classes", **{"accept-language": "en"})
    assert french["ETag"] != english["ETag"]


def test_a_change_is_refused_once_somebody_else_has_changed_the_asset(world: World) -> None:
    address = f"{V1}/assets/{world.place.pk}"
    headers = {"authorization": f"Bearer {world.manager.key}"}
    caller = Caller().client

    def change(capacity: int, etag: str) -> object:
        return caller.patch(
            address,
            {"capacity": capacity},
            content_type="application/json",
            headers=headers | {"if-match": etag},
        )

    first = world.manager.get(f"/assets/{world.place.pk}")["ETag"]
    done = change(71, first)
    assert done.status_code == 200
    refused = change(72, first)
    assert refused.status_code == 412
    assert refused.json()["reasons"][0]["code"] == "changed_meanwhile"
    assert change(73, done["ETag"]).status_code == 200  # the answer of a change is the new reading
    assert change(74, "*").status_code == 200
    assert change(75, '"x"').status_code == 412
    assert Asset.objects.get(pk=world.place.pk).capacity == 74


@pytest.fixture
def quotas(settings):
    settings.API_CALLS_PER_KEY, settings.API_CALLS_PER_ADDRESS = 5, 2
    ALLOWANCE._buckets.clear()
    yield
    ALLOWANCE._buckets.clear()


def test_a_key_and_an_address_may_call_so_often(world: World, quotas) -> None:
    nobody = Caller()
    for left in (1, 0):
        answer = nobody.get("/regions")
        assert answer.status_code == 200
        assert f"r={left};" in answer["RateLimit"]
    refused = nobody.get("/regions")
    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["type"].endswith("too_often")
    assert 0 < int(refused["Retry-After"]) <= 30
    assert refused["RateLimit-Policy"] == '"minute";q=2;w=60'
    answers = [world.manager.get("/me").status_code for _call in range(6)]
    assert answers == [200] * 5 + [429]  # a key counts apart from the address
    assert world.requester.get("/me").status_code == 200  # and apart from other keys
    assert nobody.client.get("/").status_code == 200  # pages are not counted


def test_an_allowance_comes_back_little_by_little_and_never_exceeds_its_quota() -> None:
    allowance = Allowance()
    assert [allowance.take("a", 2, 0.0)[0] for _call in range(3)] == [True, True, False]
    assert allowance.take("a", 2, 0.0) == (False, 0, 30)
    assert allowance.take("a", 2, 30.0) == (True, 0, 30)
    assert [allowance.take("a", 2, 10_000.0)[0] for _call in range(3)] == [True, True, False]
    assert allowance.take("b", 2, 10_000.0)[0]
