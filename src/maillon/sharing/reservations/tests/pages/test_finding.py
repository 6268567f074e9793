"""The search: nearest first, with reasons, with other ways when nothing is free."""

from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import requests as services
from maillon.sharing.reservations.tests.pages.steps import ask, cost_of, page
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db


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
        html = self.look(client, rayon="15")
        assert "Rien n’est libre" in html
        assert "rayon=100" in html
        assert "de=20%3A00&amp;a=22%3A00" in html
        assert "de=16%3A00&amp;a=18%3A00" in html
        assert f"date={at(18, days=8).date()}" in html

    def test_it_is_looked_for_further_when_too_little_is_near_and_this_is_said(self, client, gym) -> None:
        make_shared_place(gym.organisation, name="Gymnase éloigné", point=(-72.5, 45.9))
        html = self.look(client)
        assert "Peu de choix à moins de 5\u00a0km" in html
        assert "aller-retour" in html
        assert "art. 7306" in html  # where the cost of a kilometre comes from
        gym.delete()
        assert "Rien à moins de 5\u00a0km" in self.look(client)

    def test_mistyped_words_and_places_are_read_as_meant_and_this_is_said(self, client, gym) -> None:
        html = self.look(client, quoi="gimnase", ou="Sant-Hiacinthe")
        assert f"/biens/{gym.pk}/semaine/" in html
        assert "<strong>gymnase</strong>" in html
        assert "vous avez écrit «\u00a0gimnase\u00a0»" in html
        assert "vous avez écrit «\u00a0Sant-Hiacinthe\u00a0»" in html
        assert "tel=1" in html
        assert f"/biens/{gym.pk}/semaine/" not in self.look(client, quoi="gimnase", tel="1")

    def test_words_of_a_name_are_found(self, client, gym) -> None:
        make_shared_place(gym.organisation, name="Gymnase des Ormes")
        html = self.look(client, quoi="gymnase érables")
        assert "Gymnase des Érables" in html
        assert "Gymnase des Ormes" not in html
        assert "voici toute la catégorie" in self.look(client, quoi="gymnase escalade")

    def test_an_unclear_place_is_asked_back_at_its_field(self, client) -> None:
        html = self.look(client, ou="Saint")
        assert 'id="ou_error"' in html
        assert "?quoi=gym&amp;ou=Saint" in html
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
            ({"quoi": ""}, "quoi"),
            ({"quoi": "de la"}, "quoi"),
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
