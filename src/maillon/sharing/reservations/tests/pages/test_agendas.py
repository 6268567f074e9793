"""Events keep their name and tell their state; the private address gives what is mine."""

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from maillon.sharing.reservations.links import sign_calendar
from maillon.sharing.reservations.services import requests as services
from maillon.sharing.reservations.tests.pages.steps import ask, page, signed_in
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import at

pytestmark = pytest.mark.django_db


class TestAgendas:
    def event(self, content: bytes):
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        return event

    def test_the_event_keeps_its_name_and_tells_its_state(self, gym, asker, approver) -> None:
        reservation = ask(gym, asker)
        client = signed_in(asker)
        address = page("ics", reservation.reference)
        answer = client.get(address)
        assert answer["Content-Type"].startswith("text/calendar")
        asked = self.event(answer.content)
        assert (asked["status"], asked["sequence"], asked["dtstart"].dt) == ("TENTATIVE", 0, at(18))
        services.approve_reservation(reference=reservation.reference, hat=approver.hat(), now=timezone.now())
        confirmed = self.event(client.get(address).content)
        assert (confirmed["uid"], confirmed["status"], confirmed["sequence"]) == (
            asked["uid"],
            "CONFIRMED",
            1,
        )
        services.cancel_reservation(reference=reservation.reference, hat=asker.hat(), now=timezone.now())
        cancelled = self.event(client.get(address).content)
        assert (cancelled["uid"], cancelled["status"], cancelled["sequence"]) == (
            asked["uid"],
            "CANCELLED",
            2,
        )

    def test_a_private_address_gives_all_of_mine_and_dies_with_the_password(self, gym, asker) -> None:
        ask(gym, asker)
        ask(gym, make_membership(), 8, 9)
        address = page("feed", sign_calendar(asker.person))
        assert len(Calendar.from_ical(Client().get(address).content).walk("VEVENT")) == 1
        asker.person.set_password("une nouvelle phrase de passe")
        asker.person.save()
        assert Client().get(address).status_code == 404
        assert Client().get(page("feed", "autre")).status_code == 404
