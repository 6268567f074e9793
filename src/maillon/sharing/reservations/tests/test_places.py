"""A place is found however it is typed, and never guessed when two bear the name."""

import pytest

from maillon.community.territories.models import Mrc, Municipality
from maillon.sharing.reservations.queries.places import find_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    ["Saint-Hyacinthe", "saint hyacinthe", "ST-HYACINTHE", " St. Hyacinthe ", "saint‑hyacinthe", "saint-hya"],
)
def test_however_it_is_typed(typed: str) -> None:
    spot = find_place(typed).spot
    assert spot is not None
    assert spot.name == "Saint-Hyacinthe"
    assert (round(spot.lon), round(spot.lat)) == (-73, 46)


@pytest.mark.parametrize(
    ("typed", "name"), [("Montreal", "Montréal"), ("Les Maskoutains", "Les Maskoutains")]
)
def test_towns_and_territories(typed: str, name: str) -> None:
    spot = find_place(typed).spot
    assert spot is not None
    assert spot.name == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Sant-Hiacinthe", "Saint-Hyacinthe"), ("Longeuil", "Longueuil"), ("Shebrooke", "Sherbrooke")],
)
def test_a_misspelling_that_can_mean_one_place_only_is_read_so(typed: str, name: str) -> None:
    found = find_place(typed)
    assert found.spot is not None
    assert (found.spot.name, found.guessed) == (name, True)


def test_a_misspelling_that_could_mean_several_is_asked_back() -> None:
    mrc = Mrc.objects.order_by("code").first()
    for name in ("Valmaron", "Valmarin"):
        Municipality.objects.create(name=name, mrc=mrc, lon=mrc.lon, lat=mrc.lat)
    found = find_place("Valmarun")
    assert (found.spot, found.guessed) == (None, False)
    assert set(found.suggestions) >= {"Valmaron", "Valmarin"}


@pytest.mark.parametrize("typed", ["", "  ", "???", "xyzzy", "🙂"])
def test_nonsense_finds_nothing(typed: str) -> None:
    found = find_place(typed)
    assert (found.spot, found.suggestions) == (None, ())


def test_two_towns_of_one_name_are_told_apart() -> None:
    for mrc in Mrc.objects.order_by("code")[:2]:
        Municipality.objects.create(name="Sainte-Neuve", mrc=mrc, lon=mrc.lon, lat=mrc.lat)
    found = find_place("ste-neuve")
    assert found.spot is None
    assert len(found.suggestions) == 2
    chosen = find_place(found.suggestions[1]).spot
    assert chosen is not None
    assert chosen.name == found.suggestions[1]


def test_it_costs_two_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        find_place("Saint-Hyacinthe")
