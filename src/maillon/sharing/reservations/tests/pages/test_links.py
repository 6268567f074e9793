"""The link of an e-mail shows to the one who received it, and decides only by its button."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.reservations.links import AnswerLink, sign_answer
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.tests.pages.steps import ask, page, signed_in
from maillon.testing.builders.community import make_membership

pytestmark = pytest.mark.django_db
State = Reservation.State


class TestTheLinkOfAnEmail:
    def link(self, reservation: Reservation, membership: Membership) -> str:
        return page("answer", sign_answer(AnswerLink(reservation.pk, membership.pk)))

    def test_it_shows_then_a_button_decides_without_a_password(self, gym, asker, approver) -> None:
        reservation = ask(gym, asker)
        address = self.link(reservation, approver)
        for _scan in range(3):
            assert "Accepter" in Client().get(address).content.decode()
            assert Client().get(f"{address}approuver/").status_code == 302
        reservation.refresh_from_db()
        assert reservation.state == State.PENDING
        assert Client().post(f"{address}approuver/").status_code == 302
        reservation.refresh_from_db()
        assert (reservation.state, reservation.decided_by) == (State.APPROVED, approver.person)
        again = Client().post(f"{address}approuver/")
        assert again.status_code == 409
        assert "déjà été acceptée" in again.content.decode()
        history = signed_in(asker).get(page("show", reservation.reference)).content.decode()
        assert "Luc Côté" in history

    def test_it_refuses_too(self, gym, asker, approver) -> None:
        reservation = ask(gym, asker)
        address = f"{self.link(reservation, approver)}refuser/"
        assert Client().post(address, {"motive": "staff"}).status_code == 302
        reservation.refresh_from_db()
        assert reservation.state == State.REFUSED

    def test_it_dies_with_the_role_or_the_membership(self, gym, asker, approver) -> None:
        reservation = ask(gym, asker)
        address = self.link(reservation, approver)
        assert Client().get(f"{address[:-4]}abc/").status_code == 404
        approver.roles = [Role.FINANCE]
        approver.save()
        assert Client().get(address).status_code == 404
        assert Client().post(f"{address}approuver/").status_code == 404
        approver.roles = [Role.APPROVER]
        approver.ends_on = timezone.localdate() - dt.timedelta(days=1)
        approver.save()
        assert Client().get(address).status_code == 404

    def test_it_dies_after_three_days_and_once_it_has_decided(self, gym, asker, approver) -> None:
        reservation = ask(gym, asker)
        with time_machine.travel(timezone.now() - dt.timedelta(hours=73)):
            old = self.link(reservation, approver)
        assert Client().get(old).status_code == 404
        assert Client().post(f"{old}approuver/").status_code == 404
        address = self.link(reservation, approver)
        assert Client().post(f"{address}approuver/").status_code == 302
        assert Client().post(f"{address}refuser/", {"motive": "staff"}).status_code == 409
        reservation.refresh_from_db()
        assert reservation.state == State.APPROVED

    def test_another_owner_cannot_use_one(self, gym, asker) -> None:
        reservation = ask(gym, asker)
        stranger = make_membership(Role.APPROVER)
        assert Client().get(self.link(reservation, stranger)).status_code == 404
