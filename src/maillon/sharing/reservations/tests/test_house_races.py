"""One organisation asks for many places at the same instant: together they stay under the quota."""

import contextlib

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Circle
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import house
from maillon.sharing.reservations.services import requests as services
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.house_rules import make_rule
from maillon.testing.builders.sharing import at, make_schedule, make_shared_place
from maillon.testing.racing import race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]
RACERS, ALLOWED = 32, 3


def _asked_at_once() -> int:
    town = make_organisation()
    schedule = make_schedule(town)
    places = [
        make_shared_place(town, schedule=schedule, terms={"bookable_by": Circle.MEMBERS})
        for _ in range(RACERS)
    ]
    make_rule(town, kind="quota", measure="hours_week", limit=2 * ALLOWED)
    hat, now = make_hat(), timezone.now()
    outcomes = race(
        [
            lambda place=place: services.request_reservation(
                hat=hat, wish=Wish(place.pk, at(18), at(20), "Badminton"), now=now
            )
            for place in places
        ]
    ).counts
    assert set(outcomes) == {"ok", "house_hours_week"} or outcomes == {"ok": RACERS}, outcomes
    assert outcomes["ok"] == Reservation.objects.filter(organisation_id=hat.organisation_id).count()
    return outcomes["ok"]


def test_thirty_two_requests_for_thirty_two_places_stay_under_the_quota() -> None:
    assert _asked_at_once() == ALLOWED


def test_without_waiting_for_ones_turn_the_quota_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: no block holds these requests apart, only the turn under the rule does."""
    monkeypatch.setattr(house, "hold_limits", lambda *_given, **_more: contextlib.nullcontext())
    assert max(_asked_at_once() for _ in range(2)) > ALLOWED
