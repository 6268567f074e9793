"""The pages: the week, three steps to ask, the draft that survives, answers by button, agendas."""

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.links import AnswerLink, sign_answer, sign_calendar
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.following import history_of
from maillon.sharing.reservations.queries.week import monday_of, week_of
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import requests as services
from maillon.testing.builders.community import make_hat, make_membership, make_organisation, make_person
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db
State = Reservation.State


@pytest.fixture
def gym():
    return make_shared_place(name="Gymnase des Érables", terms={"price_per_hour": "12.50"})


@pytest.fixture
def asker() -> Membership:
    house = make_organisation(OrganisationKind.COMMUNITY, name="Maison des jeunes")
    return make_membership(Role.REQUESTER, organisation=house, person=make_person(name="Ariane Roy"))


@pytest.fixture
def approver(gym) -> Membership:
    return make_membership(Role.APPROVER, organisation=gym.organisation, person=make_person(name="Luc Côté"))


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(name: str, *args: object, **query: str) -> str:
    return reverse(f"reservations:{name}", args=args, query=query or None)


def cost_of(client: Client, address: str) -> int:
    """How many queries the page asks for, once what is kept from page to page is known."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def ask(gym, membership: Membership, start: float = 18, end: float = 20) -> Reservation:
    return services.request_reservation(
        hat=membership.hat(), wish=Wish(gym.pk, at(start), at(end), "Volleyball", 25), now=timezone.now()
    )


def fill(client: Client, gym, *, start: str = "18:00", end: str = "20:00") -> None:
    """Answer the first two steps."""
    day = at(18).date().isoformat()
    answer = client.post(page("ask", gym.pk), {"day": day, "starts": start, "ends": end})
    assert answer.status_code == 302, answer.content.decode()
    answer = client.post(
        page("ask_what", gym.pk), {"purpose": "Volleyball", "attendees": "25", "message": "Bonjour"}
    )
    assert answer.status_code == 302, answer.content.decode()


class TestTheWeek:
    def test_each_free_hour_leads_to_a_request(self, client, gym) -> None:
        html = client.get(page("week", gym.pk, du=at(12).date().isoformat())).content.decode()
        wanted = {"date": at(18).date().isoformat(), "de": "18:00"}
        assert page("ask", gym.pk, **wanted).replace("&", "&amp;") in html
        assert "Gymnase des Érables" in html

    def test_who_holds_a_moment_is_said_only_to_those_who_may_know(
        self, client, gym, asker, approver
    ) -> None:
        reservation = ask(gym, asker)
        address = page("week", gym.pk, du=at(12).date().isoformat())
        stranger = client.get(address).content.decode()
        assert "Maison des jeunes" not in stranger
        assert "demandé" in stranger
        assert "Maison des jeunes" in signed_in(approver).get(address).content.decode()
        mine = signed_in(asker).get(address).content.decode()
        assert page("show", reservation.reference) in mine
        assert "moment-mine" in mine

    def test_the_fragment_is_the_table_alone(self, client, gym) -> None:
        html = client.get(page("week", gym.pk), headers={"HX-Request": "true"}).content.decode()
        assert "week-table" in html
        assert "<html" not in html

    @pytest.mark.parametrize("day", ["hier", "2026-02-30", "0001-01-01", "9999-12-31", ""])
    def test_a_day_that_means_nothing_is_this_week(self, client, gym, day) -> None:
        assert client.get(page("week", gym.pk) + f"?du={day}").status_code == 200

    def test_a_hidden_asset_has_no_week(self, client) -> None:
        hidden = make_shared_place(audience="owner")
        assert client.get(page("week", hidden.pk)).status_code == 404
        assert client.get(page("ask", hidden.pk)).status_code == 404

    def test_a_fuller_week_costs_no_more(self, gym, asker, approver, django_assert_num_queries) -> None:
        client, address = signed_in(approver), page("week", gym.pk, du=at(12).date().isoformat())
        costs = []
        for number in range(3):
            ask(gym, asker, 8 + 2 * number, 9 + 2 * number)
            costs.append(cost_of(client, address))
        assert costs[0] == costs[2]
        offer = offer_of(gym.pk, approver.hat())
        with django_assert_num_queries(4):
            week = week_of(offer, monday_of(at(12).date()), hat=approver.hat(), now=timezone.now())
        assert len([moment for moment in week.moments if moment.reservation]) == 3


class TestFinding:
    def look(self, client: Client, **changes: str) -> str:
        answers = {
            "quoi": "gym",
            "ou": "st-hyacinthe",
            "date": at(18).date().isoformat(),
            "de": "18:00",
            "a": "20:00",
        }
        answer = client.get(page("find", **answers | changes))
        assert answer.status_code == 200
        return answer.content.decode()

    def test_what_is_free_nearest_first_each_with_its_number_on_the_map(self, client, gym) -> None:
        far = make_shared_place(gym.organisation, name="Gymnase éloigné", point=(-72.9, 45.7))
        small = make_shared_place(gym.organisation, name="Trop petit", capacity=10)
        html = self.look(client, personnes="25")
        assert html.index(f"/biens/{gym.pk}/semaine/") < html.index(f"/biens/{far.pk}/semaine/")
        assert f"/biens/{small.pk}/semaine/" not in html
        assert 'id="lieu-1"' in html
        assert 'href="#lieu-2"' in html
        assert "Un gymnase près de Saint-Hyacinthe" in html
        wanted = page("ask", gym.pk, date=at(18).date().isoformat(), de="18:00", a="20:00", personnes="25")
        assert wanted.replace("&", "&amp;") in html

    def test_what_its_terms_refuse_says_why_and_offers_no_button(self, client) -> None:
        gym = make_shared_place(terms={"notice_minutes": 30 * 24 * 60})
        html = self.look(client)
        assert "préavis de 30\u00a0jours" in html
        assert page("ask", gym.pk) not in html

    def test_when_nothing_is_free_other_ways_are_offered(self, client, gym, asker) -> None:
        ask(gym, asker, 18, 20)
        make_shared_place(gym.organisation, name="Gymnase éloigné", point=(-72.5, 45.9))
        html = self.look(client)
        assert "Rien n’est libre" in html
        assert "rayon=50" in html
        assert "de=20%3A00&amp;a=22%3A00" in html
        assert "de=16%3A00&amp;a=18%3A00" in html
        assert f"date={at(18, days=8).date()}" in html

    def test_an_unclear_place_is_asked_back_at_its_field(self, client) -> None:
        html = self.look(client, ou="Sant-Hiacinthe")
        assert 'id="ou_error"' in html
        assert "ou=Saint-Hyacinthe" in html
        assert 'aria-describedby="ou_error"' in html

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"date": "2020-01-01"}, "date"),
            ({"date": "demain"}, "date"),
            ({"date": "2999-01-01"}, "date"),
            ({"de": "20:00", "a": "18:00"}, "a"),
            ({"de": "25:99"}, "de"),
            ({"ou": "xyzzy"}, "ou"),
            ({"personnes": "-3"}, "personnes"),
            ({"quoi": "chateau"}, "quoi"),
            ({"rayon": "900"}, "rayon"),
        ],
    )
    def test_each_fault_is_said_at_its_field(self, client, changes, field) -> None:
        assert f'id="{field}_error"' in self.look(client, **changes)

    def test_more_results_cost_no_more(self, client, gym, django_assert_num_queries) -> None:
        address = page(
            "find", quoi="gym", ou="Saint-Hyacinthe", date=at(18).date().isoformat(), de="18:00", a="20:00"
        )
        costs = []
        for _one in range(3):
            costs.append(cost_of(client, address))
            make_shared_place(gym.organisation)
        assert costs[0] == costs[2]

    def test_the_islands_keep_their_own_clock(self, client) -> None:
        halifax = ZoneInfo("America/Halifax")
        gym = make_shared_place(name="Gymnase des Îles", point=(-61.87, 47.38))
        gym.site.time_zone = "America/Halifax"
        gym.site.save()
        services.request_reservation(
            hat=make_hat(),
            wish=Wish(gym.pk, at(18, tz=halifax), at(20, tz=halifax), "Danse"),
            now=timezone.now(),
        )
        place = "Les Îles-de-la-Madeleine"
        assert "Gymnase des Îles" not in self.look(client, ou=place)
        assert "Gymnase des Îles" in self.look(client, ou=place, de="20:00", a="22:00")


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

    def test_another_owner_cannot_use_one(self, gym, asker) -> None:
        reservation = ask(gym, asker)
        stranger = make_membership(Role.APPROVER)
        assert Client().get(self.link(reservation, stranger)).status_code == 404


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


def test_hats_of_the_owner_see_the_request(gym, asker) -> None:
    reservation = ask(gym, asker)
    assert Reservation.objects.visible_to(make_hat(Role.FINANCE, organisation=gym.organisation)).count() == 1
    assert (
        Reservation.objects.visible_to(make_hat(Role.REQUESTER, organisation=gym.organisation)).count() == 0
    )
    assert Reservation.objects.visible_to(make_hat(Role.STEWARD)).get() == reservation
