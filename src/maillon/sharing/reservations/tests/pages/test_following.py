"""Lists, the page of a request and its history."""

import pytest
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import history_of
from maillon.sharing.reservations.services import requests as services
from maillon.sharing.reservations.tests.pages.steps import ask, cost_of, fill, page, signed_in
from maillon.testing.builders.community import make_hat, make_membership

pytestmark = pytest.mark.django_db
State = Reservation.State


class TestFollowing:
    def test_lists_and_page(self, gym, asker) -> None:
        reservation = ask(gym, asker)
        client = signed_in(asker)
        html = client.get(page("mine")).content.decode()
        assert "Gymnase des Érables" in html
        assert "demandée" in html
        html = client.get(page("show", reservation.reference)).content.decode()
        assert "25\u00a0$" in html
        assert "Ariane Roy" in html
        services.cancel_reservation(reference=reservation.reference, hat=asker.hat(), now=timezone.now())
        assert "Gymnase des Érables" not in client.get(page("mine")).content.decode()
        assert "Gymnase des Érables" in client.get(page("mine", quand="passees")).content.decode()

    def test_others_do_not_see_it(self, gym, asker) -> None:
        reservation = ask(gym, asker)
        stranger = signed_in(make_membership(Role.APPROVER))
        for name in ("show", "approve", "refuse", "cancel", "ics"):
            assert stranger.get(page(name, reservation.reference)).status_code == 404
            assert stranger.post(page(name, reservation.reference)).status_code == 404
            assert Client().get(page(name, reservation.reference)).status_code == 302
        reservation.refresh_from_db()
        assert reservation.state == State.PENDING

    def test_longer_lists_cost_no_more(self, gym, asker, approver) -> None:
        for membership, name in [(asker, "mine"), (approver, "to_decide")]:
            Reservation.objects.all().delete()
            Commitment.objects.all().delete()
            client, costs = signed_in(membership), []
            for number in range(3):
                ask(gym, asker, 8 + 2 * number, 9 + 2 * number)
                costs.append(cost_of(client, page(name)))
            assert costs[0] == costs[2]

    def test_a_longer_history_costs_no_more(self, gym, asker, approver, django_assert_num_queries) -> None:
        reservation = ask(gym, asker)
        client, address = signed_in(asker), page("show", reservation.reference)
        with django_assert_num_queries(2):
            assert len(history_of(reservation)) == 1
        at_first = cost_of(client, address)
        its = {"reference": reservation.reference, "now": timezone.now()}
        services.approve_reservation(hat=approver.hat(), **its)
        services.cancel_reservation(hat=asker.hat(), **its)
        with django_assert_num_queries(2):
            assert len(history_of(reservation)) == 3
        assert cost_of(client, address) <= at_first

    def test_history_says_who_and_why(self, gym, asker, approver) -> None:
        client = signed_in(asker)
        fill(client, gym)
        client.post(page("ask_check", gym.pk))
        reference = Reservation.objects.get().reference
        signed_in(approver).post(
            page("refuse", reference), {"motive": "staff", "reason": "Concierge absent."}
        )
        html = client.get(page("show", reference)).content.decode()
        timeline = html[html.index('class="timeline"') :]
        assert timeline.index("Demande refusée") < timeline.index("Demande envoyée")
        assert "Luc Côté" in timeline
        assert "Concierge absent." in timeline


def test_hats_of_the_owner_see_the_request(gym, asker) -> None:
    reservation = ask(gym, asker)
    assert Reservation.objects.visible_to(make_hat(Role.FINANCE, organisation=gym.organisation)).count() == 1
    assert (
        Reservation.objects.visible_to(make_hat(Role.REQUESTER, organisation=gym.organisation)).count() == 0
    )
    assert Reservation.objects.visible_to(make_hat(Role.STEWARD)).get() == reservation
