"""The asker answers while the owner decides, on connections of their own."""

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import requests as services
from maillon.sharing.reservations.services import threads
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]


def test_answers_and_decisions_at_once_leave_one_state() -> None:
    """Confirmed once, the place firm, and every answer kept: none of them brings the request back to waiting."""
    gym, now = make_shared_place(), timezone.now()
    approver, asker = make_hat(Role.APPROVER, organisation=gym.organisation), make_hat(Role.REQUESTER)
    made = services.request_reservation(hat=asker, wish=Wish(gym.pk, at(18), at(20), "Jeu"), now=now)
    threads.ask_clarification(reference=made.reference, hat=approver, text="Combien?", now=now)

    def answer() -> object:
        return threads.write_message(reference=made.reference, hat=asker, text="Dix.", now=now)

    def approve() -> object:
        return services.approve_reservation(reference=made.reference, hat=approver, now=now)

    told = race([answer, approve] * 6).counts
    made.refresh_from_db()
    made.commitment.refresh_from_db()
    assert told == {"ok": 7, "already_approved": 5}
    assert made.state == Reservation.State.APPROVED
    assert (made.commitment.state, made.commitment.expires_at) == (Commitment.State.FIRM, None)
    assert made.thread.filter(from_owner=False).count() == 6
    assert made.thread.filter(kind="answer").count() <= 1
