"""Three steps, every reason at its field, a draft that survives signing in."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from maillon.community.organisations.kinds import Role
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.tests.pages.steps import ask, fill, page, signed_in
from maillon.testing.builders.community import make_membership, make_organisation, make_person
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db


class TestAsking:
    def test_three_steps_without_an_account_then_sign_in_then_send(self, gym, asker) -> None:
        client = Client()
        opened = client.get(page("ask", gym.pk, date=at(18).date().isoformat(), de="18:00"))
        assert re.search(r'<option value="19:00" selected', opened.content.decode())
        fill(client, gym)
        html = client.get(page("ask_check", gym.pk)).content.decode()
        assert "25,00" in html or "25\u00a0$" in html
        assert "Se connecter pour envoyer" in html
        sent = client.post(page("ask_check", gym.pk))
        assert sent.status_code == 302
        assert parse_qs(urlsplit(sent.url).query)["next"] == [page("ask_check", gym.pk)]
        assert not Reservation.objects.exists()

        client.force_login(asker.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        html = client.get(page("ask_check", gym.pk)).content.decode()
        assert "Envoyer la demande" in html
        sent = client.post(page("ask_check", gym.pk), follow=True)
        reservation = Reservation.objects.get()
        assert sent.redirect_chain == [(page("show", reservation.reference), 302)]
        assert (reservation.purpose, reservation.attendees, reservation.starts_at) == (
            "Volleyball",
            25,
            at(18),
        )
        assert (reservation.organisation, reservation.message) == (asker.organisation, "Bonjour")
        assert client.get(page("ask_check", gym.pk)).status_code == 302  # the draft is gone

    def test_every_reason_is_at_its_field_and_nothing_is_lost(self, client) -> None:
        gym = make_shared_place(terms={"notice_minutes": 30 * 24 * 60, "max_minutes": 60})
        day = at(18).date().isoformat()
        answer = client.post(page("ask", gym.pk), {"day": day, "starts": "18:00", "ends": "20:00"})
        html = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="id_starts_error"' in html
        assert 'id="id_ends_error"' in html
        assert re.search(r'<option value="20:00" selected', html)

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2020-02-02", "hier", ""])
    def test_a_day_that_nobody_may_book_is_said_at_its_field(self, client, gym, day) -> None:
        answer = client.post(page("ask", gym.pk), {"day": day, "starts": "18:00", "ends": "24:00"})
        assert answer.status_code == 422
        assert 'id="id_day_error"' in answer.content.decode()

    @pytest.mark.parametrize("query", ["date=abc&de=99:99", "date=9999-12-31&de=x", "date=&de=23:30", "du=1"])
    def test_an_address_that_means_nothing_opens_the_question(self, client, gym, query) -> None:
        assert client.get(f"{page('ask', gym.pk)}?{query}").status_code == 200

    def test_a_taken_moment_says_what_is_free_that_day(self, client, gym, asker) -> None:
        ask(gym, asker, 18, 20)
        day = at(18).date().isoformat()
        answer = client.post(page("ask", gym.pk), {"day": day, "starts": "19:00", "ends": "21:00"})
        assert answer.status_code == 422
        html = answer.content.decode()
        assert "de 8\u00a0h à 18\u00a0h ou de 20\u00a0h à 22\u00a0h" in html

    def test_too_many_people_is_said_at_the_second_step(self, client, gym) -> None:
        day = at(18).date().isoformat()
        client.post(page("ask", gym.pk), {"day": day, "starts": "18:00", "ends": "20:00"})
        answer = client.post(page("ask_what", gym.pk), {"purpose": "Gala", "attendees": "61"})
        assert answer.status_code == 422
        assert "au plus 60 personnes" in answer.content.decode()

    def test_steps_are_answered_in_order(self, client, gym) -> None:
        assert client.get(page("ask_what", gym.pk)).url == page("ask", gym.pk)
        assert client.get(page("ask_check", gym.pk)).url == page("ask", gym.pk)

    def test_a_person_without_an_organisation_is_told_how_to_have_one(self, gym) -> None:
        client = Client()
        fill(client, gym)
        client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
        html = client.get(page("ask_check", gym.pk)).content.decode()
        assert reverse("organisations:join") in html
        assert "Envoyer la demande" not in html
        answer = client.post(page("ask_check", gym.pk))
        assert answer.status_code == 422
        assert not Reservation.objects.exists()
        assert client.get(page("ask_check", gym.pk)).status_code == 200  # the draft is kept

    def test_a_person_with_two_hats_says_for_whom(self, gym, asker) -> None:
        other = make_membership(
            Role.REQUESTER, person=asker.person, organisation=make_organisation(name="Zénith communautaire")
        )
        client = signed_in(asker)
        day = at(18).date().isoformat()
        client.post(page("ask", gym.pk), {"day": day, "starts": "18:00", "ends": "20:00"})
        answer = client.post(page("ask_what", gym.pk), {"purpose": "Volleyball", "attendees": "25"})
        assert 'id="id_membership_error"' in answer.content.decode()
        client.post(
            page("ask_what", gym.pk),
            {"purpose": "Volleyball", "attendees": "25", "membership": str(other.pk)},
        )
        client.post(page("ask_check", gym.pk))
        assert Reservation.objects.get().organisation == other.organisation

    def test_someone_faster_is_a_reason_and_the_draft_stays(self, gym, asker) -> None:
        client = signed_in(asker)
        fill(client, gym)
        ask(gym, make_membership(), 18, 20)
        answer = client.post(page("ask_check", gym.pk))
        assert answer.status_code == 409
        assert "n’est plus libre" in answer.content.decode()
        assert client.get(page("ask_check", gym.pk)).status_code == 200

    def test_pressing_twice_sends_once(self, gym, asker) -> None:
        client = signed_in(asker)
        fill(client, gym)
        session = client.session["reservations_drafts"]
        client.post(page("ask_check", gym.pk))
        kept = client.session
        kept["reservations_drafts"] = session  # as a second press, sent before the first was answered
        kept.save()
        client.post(page("ask_check", gym.pk))
        assert Reservation.objects.count() == 1
