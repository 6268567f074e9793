"""Supplies by the API: described, moved, counted, put right; never below zero, once per key."""

from decimal import Decimal
from typing import Any

import pytest

from maillon.config.tests.api.world import World
from maillon.sharing.supplies.models import Movement, Stock


@pytest.fixture
def gloves(world: World) -> dict[str, Any]:
    wanted = {"name": "Gants", "unit": "box", "site_id": world.place.site_id, "threshold": "5"}
    response = world.manager.post("/supplies", wanted)
    assert response.status_code == 201, response.content
    return response.json()


def move(world: World, supply: dict[str, Any], kind: str, amount: str, **more: Any) -> Any:
    headers = {"Idempotency_Key": more.pop("key")} if "key" in more else {}
    body = {"kind": kind, "amount": amount} | more
    return world.manager.post(f"/supplies/{supply['id']}/movements", body, **headers)


def test_a_supply_is_described_found_and_changed(world: World, gloves: dict[str, Any]) -> None:
    assert (gloves["quantity"], gloves["low"], gloves["standing"]) == ("0", True, [])
    assert [one["name"] for one in world.manager.get("/supplies?q=gan&low=true").json()["items"]] == ["Gants"]
    changed = world.manager.patch(f"/supplies/{gloves['id']}", {"threshold": None, "note": "Sans latex."})
    assert (changed.json()["threshold"], changed.json()["note"], changed.json()["name"]) == (
        None,
        "Sans latex.",
        "Gants",
    )
    again = world.manager.post("/supplies", {"name": "Gants", "unit": "box", "site_id": world.place.site_id})
    assert (again.status_code, again.json()["reasons"][0]["code"]) == (422, "name_taken")


def test_what_moves_is_kept_and_a_key_moves_once(world: World, gloves: dict[str, Any]) -> None:
    assert move(world, gloves, "received", "12").json()["balance"] == "12.000"
    first = move(world, gloves, "issued", "2", use="Ménage", key="sortie-1")
    again = move(world, gloves, "issued", "2", use="Ménage", key="sortie-1")
    assert first.status_code == again.status_code == 201, first.content
    assert first.json() == again.json()
    refused = move(world, gloves, "issued", "11")
    assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (409, "not_enough")
    assert move(world, gloves, "lost", "1").status_code == 422
    assert move(world, gloves, "received", "1.5").status_code == 422
    listed = world.manager.get(f"/supplies/{gloves['id']}/movements?limit=1").json()
    assert [one["amount"] for one in listed["items"]] == ["-2.000"]
    assert listed["next"]
    shown = world.manager.get(f"/supplies/{gloves['id']}").json()
    assert [one["quantity"] for one in shown["standing"]] == ["10.000"]
    months = world.manager.get(f"/supplies/{gloves['id']}/months").json()["items"]
    assert len(months) == 12
    assert (months[-1]["received"], months[-1]["issued"], months[-1]["left"]) == ("12.000", "2.000", "10.000")


def test_a_transfer_a_count_and_a_correction(world: World, gloves: dict[str, Any]) -> None:
    came = move(world, gloves, "received", "12").json()
    there = world.draft.site_id
    legs = world.manager.post(f"/supplies/{gloves['id']}/transfers", {"amount": "5", "to_site_id": there})
    assert [one["amount"] for one in legs.json()["items"]] == ["-5.000", "5.000"]
    counted = world.manager.post("/supplies/counts", {"counts": [{"supply_id": gloves["id"], "amount": "6"}]})
    assert [one["amount"] for one in counted.json()["items"]] == ["-1.000"]
    address = f"/supplies/{gloves['id']}/movements/{came['id']}/correction"
    assert world.manager.post(address, {"reason": "Faux"}).status_code == 409  # less is left
    leg = legs.json()["items"][0]["id"]
    undone = world.manager.post(
        f"/supplies/{gloves['id']}/movements/{leg}/correction", {"reason": "Pas déplacé"}
    )
    assert {one["corrects"] for one in undone.json()["items"]} == {one["id"] for one in legs.json()["items"]}
    assert sum(Stock.objects.filter(article=gloves["id"]).values_list("quantity", flat=True)) == Decimal(11)


def test_a_list_is_taken_whole(world: World, gloves: dict[str, Any]) -> None:
    lines = [
        {"name": "Sel", "unit": "kg", "quantity": "1200.5", "threshold": "400"},
        {"name": "Piles AA", "unit": "piece", "quantity": "96"},
    ]
    body = {"site_id": world.place.site_id, "lines": lines}
    refused = world.manager.post("/supplies/lists", body | {"lines": [*lines, lines[0]]})
    assert refused.status_code == 422
    written = world.manager.post("/supplies/lists", body)
    assert written.status_code == 201
    assert len(written.json()["ids"]) == 2
    assert world.manager.get(f"/supplies/{written.json()['ids'][0]}").json()["quantity"] == "1200.500"


def test_nobody_else_reads_or_moves_anything(world: World, gloves: dict[str, Any]) -> None:
    for caller in (world.requester, world.reader, world.nobody):
        for part in ("", f"/{gloves['id']}", f"/{gloves['id']}/movements", f"/{gloves['id']}/months"):
            assert caller.get(f"/supplies{part}").status_code in {401, 403}
        sent = caller.post(f"/supplies/{gloves['id']}/movements", {"kind": "received", "amount": "1"})
        assert sent.status_code in {401, 403}
    assert not Movement.objects.filter(article=gloves["id"]).exists()
