"""Searching by characteristics: what is read, what SQL then finds, what the page offers."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.hats import NOBODY
from maillon.sharing.reservations.queries.search import FreeSearch, find_free
from maillon.sharing.reservations.queries.traits import path_of, searchable, wanted_of
from maillon.testing.builders.sharing import SAINT_HYACINTHE, at, make_shared_place

pytestmark = pytest.mark.django_db
GYMS = (
    {"area": 250.5, "floor": "wood", "courts": 2, "scoreboard": True},
    {"area": 120, "floor": "synthetic", "courts": 1, "scoreboard": False},
    {"area": 600, "floor": "concrete"},
    {},
)


@pytest.fixture
def gyms() -> list[int]:
    """Four gyms, free."""
    made = []
    for details in GYMS:
        gym = make_shared_place(terms={"bookable_by": "everyone"})
        gym.details = details
        gym.save()
        made.append(gym.pk)
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], {0, 1, 2, 3}),
        (["scoreboard"], {0}),
        (["floor:wood"], {0}),
        (["floor:wood", "floor:synthetic"], {0, 1}),
        (["area:200"], {0, 2}),
        (["area:250,5"], {0, 2}),
        (["courts:1", "floor:synthetic"], {1}),
        (["courts:3"], set()),
    ],
)
def test_only_what_has_all_that_is_wanted_is_found(
    gyms: list[int], asked: list[str], found: set[int]
) -> None:
    wanted, unread = wanted_of(searchable(["gym"]), asked)
    assert not unread
    search = FreeSearch(
        lon=SAINT_HYACINTHE[0],
        lat=SAINT_HYACINTHE[1],
        radius_km=50,
        starts_at=at(18),
        ends_at=at(19),
        class_codes=("gym",),
        traits=path_of(wanted),
    )
    results = find_free(search, hat=NOBODY, now=timezone.now())
    assert {gyms.index(asset.asset_id) for asset in results.assets} == found


@pytest.mark.parametrize(
    "text", ["plate", "floor:marble", "area:grand", "area", "scoreboard:no", 'x" || true']
)
def test_what_makes_no_sense_is_told_apart(text: str) -> None:
    wanted, unread = wanted_of(searchable(["gym", "vehicle"]), [text])
    assert (wanted, unread) == ([], [text])


def test_the_page_offers_the_characteristics_and_keeps_what_was_ticked(
    client: Client, gyms: list[int]
) -> None:
    answers = {"quoi": "gym", "ou": "Saint-Hyacinthe", "date": at(18).date(), "de": "18:00", "a": "19:00"}
    page = client.get("/trouver/", answers | {"avec": "floor:wood", "min-area": "200"}).content.decode()
    assert f"/biens/{gyms[0]}/" in page or f"/{gyms[0]}/" in page
    assert f"lieu-{2}" not in page
    assert 'value="floor:wood" checked' in page
    assert 'name="min-area" type="text" inputmode="decimal" value="200"' in page


def test_when_nothing_has_it_all_the_page_proposes_to_ask_for_less(client: Client, gyms: list[int]) -> None:
    answers = {"quoi": "gym", "ou": "Saint-Hyacinthe", "date": at(18).date(), "de": "18:00", "a": "19:00"}
    page = client.get("/trouver/", answers | {"min-courts": "9"}).content.decode()
    assert "Sans ces précisions" in page
    assert "min-courts=9" not in page.split("Sans ces précisions")[0].rsplit("href", 1)[1]


def test_the_api_refuses_a_characteristic_that_it_does_not_know(client: Client) -> None:
    query = {
        "starts_at": at(18).isoformat(),
        "ends_at": at(19).isoformat(),
        "near": "Saint-Hyacinthe",
        "class_code": "gym",
    }
    known = client.get(f"/api/v1/free?{urlencode(query | {'trait': 'floor:wood'})}")
    unknown = client.get(f"/api/v1/free?{urlencode(query | {'trait': 'floor:marble'})}")
    assert (known.status_code, unknown.status_code) == (200, 422)
    assert "floor:marble" in unknown.content.decode()
