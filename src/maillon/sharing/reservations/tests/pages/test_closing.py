"""Planning a closure on its page, following it, lifting it."""

import pytest
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.reservations.models import Closure
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat, make_membership
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db
CLOSE = "/gestion/fermetures/planifier/"


@pytest.fixture
def keeper():
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client: Client, keeper) -> Client:
    client.force_login(keeper.person)
    return client


@pytest.fixture
def gym(keeper):
    return make_shared_place(keeper.organisation, name="Gymnase du Nord")


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def answers(gym, **more: str) -> dict[str, str]:
    day = at(0).date().isoformat()
    told = {"what": f"asset:{gym.pk}", "reason": "Plancher", "cause": "maintenance"}
    return told | {"first_day": day, "last_day": day, "etape": "voir"} | more


def test_a_closure_is_shown_then_made_then_lifted(browser: Client, gym) -> None:
    here = f"{CLOSE}?bien={gym.pk}"
    assert "Gymnase du Nord" in text(browser.get(here))
    seen = browser.post(here, answers(gym))
    assert "Aucune réservation à venir n’est touchée" in text(seen)
    assert not Closure.objects.exists()
    key = seen.context["shown"]["key"]
    done = browser.post(here, answers(gym, etape="fermer", vu=key), follow=True)
    assert "C’est fermé" in text(done)
    listed = text(browser.get("/gestion/fermetures/"))
    assert "Plancher" in listed
    assert "à venir" in listed
    lifted = browser.post(f"/gestion/fermetures/{Closure.objects.get().pk}/lever/", follow=True)
    assert "La fermeture est levée" in text(lifted)
    assert "Aucune fermeture à venir" in text(browser.get("/gestion/fermetures/"))


def test_whoever_closes_says_what_becomes_of_the_bookings(browser: Client, gym) -> None:
    booked = request_reservation(
        hat=make_hat(), wish=Wish(gym.pk, at(18), at(20), "Badminton"), now=timezone.now()
    )
    here = f"{CLOSE}?bien={gym.pk}"
    seen = browser.post(here, answers(gym))
    assert "1 réservation à venir ne tiendrait plus" in text(seen)
    assert f"/demandes/{booked.reference}/" in text(seen)
    key = seen.context["shown"]["key"]
    asked = browser.post(here, answers(gym, etape="fermer", vu=key))
    assert asked.status_code == 422
    assert "Dites ce que deviennent ces réservations" in text(asked)
    browser.post(here, answers(gym, etape="fermer", vu=key, handling="give_back"))
    booked.refresh_from_db()
    assert (booked.state, booked.reason) == ("cancelled", "Plancher")


def test_a_booking_made_since_is_shown_before_anything_closes(browser: Client, gym) -> None:
    here = f"{CLOSE}?bien={gym.pk}"
    key = browser.post(here, answers(gym)).context["shown"]["key"]
    request_reservation(hat=make_hat(), wish=Wish(gym.pk, at(18), at(20), "Badminton"), now=timezone.now())
    again = browser.post(here, answers(gym, etape="fermer", vu=key))
    assert "1 réservation à venir ne tiendrait plus" in text(again)
    assert not Closure.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": "asset:1"}, "choix"),
        ({"reason": ""}, "obligatoire"),
        ({"last_day": "2020-01-01"}, "La fin vient après le début"),
        ({"first_day": "2020-01-01", "last_day": "2020-01-02"}, "passée"),
        ({"first_hour": "25:00"}, "heure"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser: Client, gym, wrong: dict[str, str], said: str) -> None:
    response = browser.post(f"{CLOSE}?bien={gym.pk}", answers(gym, **wrong))
    assert response.status_code == 422
    assert said in text(response)
    assert not Closure.objects.exists()


def test_another_body_neither_sees_nor_closes(client: Client, browser: Client, gym) -> None:
    browser.post(
        f"{CLOSE}?bien={gym.pk}",
        answers(gym)
        | {
            "etape": "fermer",
            "vu": browser.post(f"{CLOSE}?bien={gym.pk}", answers(gym)).context["shown"]["key"],
        },
    )
    closure = Closure.objects.get()
    client.force_login(make_membership(Role.ASSET_MANAGER).person)
    assert client.get(f"/gestion/fermetures/{closure.pk}/").status_code == 404
    assert client.post(f"/gestion/fermetures/{closure.pk}/lever/").status_code == 404
    client.force_login(make_membership(Role.APPROVER, organisation=gym.organisation).person)
    assert client.get("/gestion/fermetures/").status_code == 403
