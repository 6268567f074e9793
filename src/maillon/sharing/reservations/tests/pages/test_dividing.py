"""The page that divides a space, its panel, and what booking says of the parts."""

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.queries.spaces import WantedPart, space_of
from maillon.sharing.reservations.services.dividing import divide_space
from maillon.testing.builders.community import make_hat, make_membership

from .steps import ask, cost_of, page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(gym):
    return signed_in(make_membership(Role.ASSET_MANAGER, organisation=gym.organisation))


def halve(gym) -> tuple[Asset, Asset]:
    hat = make_hat(Role.ASSET_MANAGER, organisation=gym.organisation)
    ways = [[WantedPart("Moitié A"), WantedPart("Moitié B")]]
    divide_space(asset_id=gym.pk, ways=ways, hat=hat, now=timezone.now())
    return Asset.objects.get(name="Moitié A"), Asset.objects.get(name="Moitié B")


def key_in(html: str) -> str:
    return html.split('name="vu" value="')[1].split('"')[0]


def test_first_what_it_gives_then_the_button(gym, keeper):
    address = page("divide", gym.pk)
    assert "Ce lieu se prend en entier" in keeper.get(address).content.decode()
    wanted = {"usual": ["2", "3"], "share": "on", "etape": "voir"}
    shown = keeper.post(address, wanted).content.decode()
    assert "Gymnase des Érables, moitié A" in shown
    assert "De gauche à droite" in shown
    assert not space_of(gym).divided
    unseen = keeper.post(address, {**wanted, "etape": "faire"})
    assert (unseen.status_code, space_of(gym).divided) == (200, False)  # nobody does what they have not seen
    done = keeper.post(address, {**wanted, "etape": "faire", "vu": key_in(shown)}, follow=True)
    assert "Le lieu compte 5 parties." in done.content.decode()
    panel = keeper.get(f"/biens/{gym.pk}/").content.decode()
    assert "ou par moitiés ou tiers" in panel
    half = Asset.objects.get(name="Gymnase des Érables, moitié A")
    assert "Fait partie de" in keeper.get(f"/biens/{half.pk}/").content.decode()


def test_unequal_parts_are_typed_and_come_back_as_typed(gym, keeper):
    address = page("divide", gym.pk)
    wanted = {"other": "Grande salle : 2\nPetite salle", "share": "on", "etape": "voir"}
    seen = key_in(keeper.post(address, wanted).content.decode())
    keeper.post(address, {**wanted, "etape": "faire", "vu": seen})
    assert Asset.objects.get(name="Grande salle").capacity == 40
    again = keeper.get(address).content.decode()
    assert "Grande salle : 2\nPetite salle" in again.replace("\r", "")


@pytest.mark.parametrize("typed", ["Une seule", "A : 9\nB : 9", "A : 0\nB"])
def test_what_cannot_be_cut_is_said_at_its_field(gym, keeper, typed):
    answer = keeper.post(page("divide", gym.pk), {"other": typed, "etape": "voir"})
    assert answer.status_code == 422
    assert "id_other_error" in answer.content.decode()
    assert typed.split("\n")[0] in answer.content.decode()


def test_what_is_promised_is_listed_and_stays(gym, keeper, asker):
    half, _other = halve(gym)
    promised = ask(half, asker)
    address = page("divide", gym.pk)
    seen = keeper.post(address, {"etape": "voir"}).content.decode()
    assert "seront archivées" in seen
    refused = keeper.post(address, {"etape": "faire", "vu": key_in(seen)}).content.decode()
    assert promised.reference in refused
    assert space_of(gym).divided


def test_booking_names_the_part_that_is_taken(gym, asker):
    half, _other = halve(gym)
    taken = ask(half, asker)
    day = taken.starts_at.astimezone(taken.tz).date()
    client = signed_in(make_membership())
    answer = client.post(page("ask", gym.pk), {"day": day.isoformat(), "starts": "18:00", "ends": "20:00"})
    assert "« Moitié A » est déjà réservé à ce moment." in answer.content.decode().replace("\xa0", " ")
    week = client.get(page("week", gym.pk, du=str(day))).content.decode().replace("\xa0", " ")
    assert "« Moitié A » est demandé à ce moment." in week


def test_the_page_of_a_space_costs_the_same_whatever_its_parts(gym, keeper):
    halve(gym)
    two = cost_of(keeper, f"/biens/{gym.pk}/")
    hat = make_hat(Role.ASSET_MANAGER, organisation=gym.organisation)
    ways = [[WantedPart(f"Partie {rank}") for rank in range(12)]]
    divide_space(asset_id=gym.pk, ways=ways, hat=hat, now=timezone.now())
    assert cost_of(keeper, f"/biens/{gym.pk}/") <= two + 1
