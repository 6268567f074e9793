"""Opening shows, a button decides; a refusal has a motive and may propose."""

import pytest

from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.tests.pages.steps import ask, page, signed_in
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db
State = Reservation.State


class TestAnswering:
    def test_the_list_is_for_those_who_answer(self, gym, asker, approver) -> None:
        ask(gym, asker)
        assert "Maison des jeunes" in signed_in(approver).get(page("to_decide")).content.decode()
        assert signed_in(asker).get(page("to_decide")).status_code == 403

    def test_opening_shows_and_the_button_decides(self, gym, asker, approver) -> None:
        reservation = ask(gym, asker)
        client = signed_in(approver)
        assert client.get(page("approve", reservation.reference)).status_code == 302
        reservation.refresh_from_db()
        assert reservation.state == State.PENDING
        client.post(page("approve", reservation.reference))
        reservation.refresh_from_db()
        assert (reservation.state, reservation.decided_by) == (State.APPROVED, approver.person)

    def test_the_asker_cannot_approve(self, gym, asker) -> None:
        reservation = ask(gym, asker)
        answer = signed_in(asker).post(page("approve", reservation.reference))
        assert answer.status_code == 403
        reservation.refresh_from_db()
        assert reservation.state == State.PENDING

    def test_refusing_needs_a_motive_and_may_propose(self, gym, asker, approver) -> None:
        other = make_shared_place(gym.organisation, name="Palestre")
        reservation = ask(gym, asker)
        client, address = signed_in(approver), page("refuse", reservation.reference)
        answer = client.post(address, {"motive": "", "reason": "non"})
        assert answer.status_code == 422
        assert 'id="refus_motive_error"' in answer.content.decode()
        answer = client.post(address, {"motive": "other"})
        assert answer.status_code == 422
        assert 'id="refus_reason_error"' in answer.content.decode()
        day = at(10, days=8).date().isoformat()
        answer = client.post(address, {"motive": "staff", "other_day": day, "other_starts": "10:00"})
        assert 'id="refus_other_ends_error"' in answer.content.decode()
        answer = client.post(
            address,
            {"motive": "staff", "other_day": "9999-12-31", "other_starts": "10:00", "other_ends": "24:00"},
        )
        assert 'id="refus_other_day_error"' in answer.content.decode()
        proposal = {"other_day": day, "other_starts": "10:00", "other_ends": "12:00"}
        client.post(address, {"motive": "staff", "alternative_asset": str(other.pk)} | proposal)
        reservation.refresh_from_db()
        assert (reservation.state, reservation.alternative_asset) == (State.REFUSED, other)
        assert reservation.alternative_starts_at == at(10, days=8)
        html = signed_in(asker).get(page("show", reservation.reference)).content.decode()
        assert "Palestre" in html
        assert page("ask", other.pk, date=day, de="10:00", a="12:00").replace("&", "&amp;") in html

    def test_the_owner_cancels_with_a_reason(self, gym, asker, approver) -> None:
        reservation = ask(gym, asker)
        client, address = signed_in(approver), page("cancel", reservation.reference)
        assert client.get(address).status_code == 200
        answer = client.post(address, {"reason": ""})
        assert answer.status_code == 422
        assert client.post(address, {"reason": "Dégât d’eau."}).status_code == 302
        reservation.refresh_from_db()
        assert (reservation.state, reservation.reason) == (State.CANCELLED, "Dégât d’eau.")
