"""A series asked for without JavaScript: the rhythm, each date, then what for; one page for both sides."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.kernel.repetition import Repetition
from maillon.sharing.reservations.models import Bundle, LeftDate, Reservation
from maillon.sharing.reservations.services.dates import SeriesWish
from maillon.sharing.reservations.services.series import request_series
from maillon.sharing.reservations.tests.pages.steps import ask, cost_of, page, signed_in
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db


def rhythm(**more: object) -> dict[str, object]:
    first = at(18).date()
    return {
        "weekdays": [str(first.weekday())],
        "starts": "18:00",
        "ends": "20:00",
        "every": "1",
        "first": first.isoformat(),
        "count": "4",
        "skip_holidays": "",
    } | more


def days(weeks: int = 4) -> list[str]:
    return [at(18, days=7 * (1 + week)).date().isoformat() for week in range(weeks)]


def requested(gym, membership, weeks: int = 4) -> Bundle:
    first = at(18).date()
    rule = Repetition((first.weekday(),), 1080, 1200, first, count=weeks)
    wish = SeriesWish(gym.pk, rule, "Volleyball", 25)
    return request_series(hat=membership.hat(), wish=wish, all_or_nothing=False, now=timezone.now())


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


class TestAsking:
    def test_three_steps_without_an_account_then_sign_in_then_send(self, gym, asker) -> None:
        ask(gym, make_membership(Role.REQUESTER), 19, 21)
        client = Client()
        assert client.get(page("series_dates", gym.pk)).status_code == 302  # the first question comes first
        assert client.get(page("series", gym.pk)).status_code == 200
        assert client.post(page("series", gym.pk), rhythm()).url == page("series_dates", gym.pk)
        html = text_of(client.get(page("series_dates", gym.pk)))
        assert "3 sur 4" in html
        assert "6 heures" in html
        assert "75 $" in html or "75,00 $" in html
        assert "C’est déjà réservé à ce moment." in html
        sent = client.post(page("series_dates", gym.pk), {"day": days()})
        assert sent.url == page("series_what", gym.pk)
        answers = {"purpose": "Volleyball", "attendees": "20", "message": "Bonjour", "whole": "free"}
        assert "/connexion" in client.post(page("series_what", gym.pk), answers).url
        assert not Bundle.objects.exists()
        client.force_login(asker.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert 'value="Volleyball"' in client.get(page("series_what", gym.pk)).content.decode()
        sent = client.post(page("series_what", gym.pk), answers, follow=True)
        bundle = Bundle.objects.get()
        assert sent.redirect_chain == [(page("bundle", bundle.reference), 302)]
        assert "3 dates : 3 en attente, 1 écartée" in text_of(sent)
        assert LeftDate.objects.get().why == "taken"
        assert bundle.organisation == asker.organisation

    def test_a_date_may_be_left_out_and_taken_back(self, gym, asker) -> None:
        client = signed_in(asker)
        client.post(page("series", gym.pk), rhythm())
        again = client.post(page("series_dates", gym.pk), {"day": days()[1:], "again": "1"}, follow=True)
        assert "3 sur 3" in text_of(again)
        client.post(page("series_dates", gym.pk), {"day": days()[:2]})
        answers = {"purpose": "Volleyball", "attendees": "20", "whole": "all"}
        client.post(page("series_what", gym.pk), answers)
        assert Reservation.objects.count() == 2
        none = client.post(page("series", gym.pk), rhythm(), follow=True)
        assert none.status_code == 200
        refused = client.post(page("series_dates", gym.pk), {})
        assert refused.status_code == 422
        assert "Gardez au moins une date." in text_of(refused)

    def test_all_or_nothing_is_told_and_nothing_is_lost(self, gym, asker) -> None:
        ask(gym, make_membership(Role.REQUESTER), 19, 21)
        client = signed_in(asker)
        client.post(page("series", gym.pk), rhythm())
        client.post(page("series_dates", gym.pk), {"day": days()})
        answers = {"purpose": "Volleyball", "attendees": "20", "whole": "all"}
        refused = client.post(page("series_what", gym.pk), answers)
        assert refused.status_code == 409
        assert "déjà réservé" in text_of(refused)
        assert 'value="Volleyball"' in refused.content.decode()
        assert not Bundle.objects.exists()

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"weekdays": []}, "weekdays"),
            ({"ends": "18:00"}, "ends"),
            ({"count": ""}, "last"),
            ({"count": "201"}, "count"),
            ({"first": "0001-01-01"}, "first"),
            ({"ends": "18:15"}, "ends"),
        ],
    )
    def test_every_reason_is_at_its_field(self, client, gym, more, field) -> None:
        answer = client.post(page("series", gym.pk), rhythm(**more))
        assert answer.status_code == 422
        assert f'id="id_{field}_error"' in answer.content.decode()

    def test_too_many_people_is_said_at_its_field(self, gym, asker) -> None:
        client = signed_in(asker)
        client.post(page("series", gym.pk), rhythm())
        answer = client.post(
            page("series_what", gym.pk), {"purpose": "Gala", "attendees": "61", "whole": "all"}
        )
        assert answer.status_code == 422
        assert "au plus 60 personnes" in text_of(answer)

    def test_an_asset_that_is_not_shared_is_not_found(self, client) -> None:
        assert client.get(page("series", 999_999)).status_code == 404


class TestFollowing:
    def test_one_line_for_a_series_in_both_lists_and_a_link_from_each_date(
        self, gym, asker, approver
    ) -> None:
        bundle = requested(gym, asker)
        ask(gym, asker, 9, 10)
        mine = text_of(signed_in(asker).get(page("mine")))
        assert mine.count(page("bundle", bundle.reference)) == 1
        assert "4 dates : 4 en attente" in mine
        waiting = text_of(signed_in(approver).get(page("to_decide")))
        assert waiting.count(page("bundle", bundle.reference)) == 1
        one = bundle.items.get(position=2).reservation
        assert page("bundle", bundle.reference) in text_of(signed_in(asker).get(page("show", one.reference)))

    def test_the_lists_cost_the_same_for_one_series_and_for_three(self, gym, asker, approver) -> None:
        requested(gym, asker)
        clients = [(signed_in(asker), page("mine")), (signed_in(approver), page("to_decide"))]
        before = [cost_of(*one) for one in clients]
        for _more in range(2):
            requested(make_shared_place(gym.organisation), asker)
        assert [cost_of(*one) for one in clients] == before

    def test_the_page_costs_the_same_for_two_dates_and_for_twenty(self, gym, asker) -> None:
        client = signed_in(asker)
        costs = [
            cost_of(client, page("bundle", requested(make_shared_place(), asker, weeks).reference))
            for weeks in (2, 20)
        ]
        assert costs[0] == costs[1]

    def test_the_owner_answers_the_ticked_dates_then_the_rest(self, gym, asker, approver) -> None:
        bundle = requested(gym, asker)
        numbers = list(Reservation.objects.order_by("starts_at").values_list("reference", flat=True))
        client = signed_in(approver)
        none = client.post(page("bundle_approve", bundle.reference), {"which": "ticked"})
        assert none.status_code == 422
        assert "Cochez au moins une date." in text_of(none)
        bare = client.post(
            page("bundle_refuse", bundle.reference), {"which": "ticked", "date": numbers[:1], "motive": ""}
        )
        assert bare.status_code == 422
        assert re.search(rf'value="{numbers[0]}" checked', bare.content.decode())
        client.post(
            page("bundle_refuse", bundle.reference),
            {"which": "ticked", "date": numbers[:1], "motive": "maintenance"},
        )
        client.post(page("bundle_approve", bundle.reference))
        states = Reservation.objects.order_by("starts_at").values_list("state", flat=True)
        assert list(states) == ["refused", "approved", "approved", "approved"]

    def test_those_who_asked_give_one_date_back_and_ask_again_for_another(self, gym, asker) -> None:
        other = make_membership(Role.REQUESTER)
        taken = ask(gym, other, 19, 21)
        bundle = requested(gym, asker)
        client = signed_in(asker)
        number = bundle.items.get(position=0).reservation.reference
        client.post(page("bundle_cancel", bundle.reference), {"which": "ticked", "date": [number]})
        assert Reservation.objects.get(reference=number).state == "cancelled"
        left = LeftDate.objects.get()
        still = client.post(page("bundle_again", bundle.reference), {"left": [left.day.isoformat(), "hier"]})
        assert still.status_code == 409
        signed_in(other).post(page("cancel", taken.reference), {"reason": ""})
        client.post(page("bundle_again", bundle.reference), {"left": [left.day.isoformat()]})
        assert not LeftDate.objects.exists()
        assert bundle.items.count() == 4
