"""An approver passes over a rule in writing; the reason stays where everyone concerned reads it."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import lapse_overdue, request_reservation
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.house_rules import make_rule
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(days=4)
WHY = "Le tournoi était annoncé avant la règle."


@pytest.fixture
def gym() -> Asset:
    return make_shared_place(terms={"bookable_by": Circle.MEMBERS})


@pytest.fixture
def approver(gym: Asset) -> Membership:
    return make_membership(Role.APPROVER, organisation=gym.organisation)


@pytest.fixture
def lapsed(gym: Asset) -> Reservation:
    """A request that nobody answered in time, for hours that a rule has since kept for others."""
    club = make_hat(organisation=make_organisation(OrganisationKind.SOCIAL_NPO, verified=False))
    asked = request_reservation(hat=club, wish=Wish(gym.pk, at(18), at(20), "Tournoi"), now=timezone.now())
    lapse_overdue(now=timezone.now() + LATER)
    make_rule(gym.organisation, kind="reserved", circle=Circle.VERIFIED)
    return asked


def text(response: Any) -> str:
    return str(response.content.decode().replace("\u00a0", " "))


def test_a_rule_stops_an_answer_until_a_reason_is_written(
    client: Client, approver: Membership, lapsed: Reservation
) -> None:
    here = f"/demandes/{lapsed.reference}/"
    with time_machine.travel(timezone.now() + LATER, tick=False):
        client.force_login(approver.person)
        stopped = client.post(f"{here}approuver/")
        assert stopped.status_code == 422
        assert "Ces heures sont gardées pour" in text(stopped)
        assert "Pourquoi faire une exception" in text(stopped)
        blank = client.post(f"{here}approuver/", {"exception": " "})
        assert blank.status_code == 422
        assert blank.context["exception_form"].errors["exception"]
        assert client.post(f"{here}approuver/", {"exception": WHY}).status_code == 302
        page = text(client.get(here))
    lapsed.refresh_from_db()
    assert (lapsed.state, lapsed.exception) == ("approved", WHY)
    assert page.count(WHY) == 2  # in the request, and in what happened
