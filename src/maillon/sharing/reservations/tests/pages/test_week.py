"""The week of an asset: what is free leads to a request, who holds the rest stays private."""

import pytest
from django.utils import timezone

from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.week import monday_of, week_of
from maillon.sharing.reservations.tests.pages.steps import ask, cost_of, page, signed_in
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db


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
        with django_assert_num_queries(5):
            week = week_of(offer, monday_of(at(12).date()), hat=approver.hat(), now=timezone.now())
        assert len([moment for moment in week.moments if moment.reservation]) == 3
