"""The search and the requests to decide, kept as views: what stays of an address, and what a view asks today."""

import datetime as dt

import pytest
import time_machine
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from maillon.community.organisations.kinds import Role
from maillon.community.saved_views.models import SavedView
from maillon.community.saved_views.queries import shown_views
from maillon.community.saved_views.services import save_view
from maillon.sharing.reservations.demonstration.views import SEARCH
from maillon.sharing.reservations.demonstration.views import WAITING as WAITING_VIEW
from maillon.sharing.reservations.forms.waiting import WaitingFilter, kept
from maillon.sharing.reservations.queries.following import awaiting_answer
from maillon.sharing.reservations.saved import SEARCHES, WAITING, coming, kept_search, search_today
from maillon.sharing.reservations.tests.pages.steps import ask, page, signed_in
from maillon.testing.builders.community import make_hat, make_membership
from maillon.testing.builders.sharing import TORONTO, at, make_asset, make_shared_place

EVENING = "quoi=gym&ou=Saint-Hyacinthe&de=18:00&a=20:00"
TUESDAY = f"{EVENING}&date=2026-12-01"


def text(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_day_of_the_week_is_kept_of_a_date():
    asked = kept_search(QueryDict(f"{TUESDAY}&avec=screen&min-area=100&page=2&vue=3&inconnu=1&rayon=999999"))
    assert asked == "quoi=gym&ou=Saint-Hyacinthe&jour=2&de=18%3A00&a=20%3A00&avec=screen&min-area=100"
    assert kept_search(QueryDict(asked)) == asked


def test_what_cannot_be_read_is_left():
    assert (
        kept_search(QueryDict(f"quoi={'x' * 200}&ou=&date=demain&de=25:00&a=20:00&personnes=0"))
        == "a=20%3A00"
    )
    assert kept_search(QueryDict("jour=8")) == ""


@time_machine.travel("2026-11-30T12:00-05:00", tick=False)
def test_a_kept_search_asks_for_the_next_such_day():
    assert QueryDict(search_today(kept_search(QueryDict(TUESDAY))))["date"] == "2026-12-01"
    assert search_today("quoi=gym") == "quoi=gym"


@given(st.dates(dt.date(2026, 1, 1), dt.date(2040, 1, 1)), st.times(), st.integers(1, 7), st.times())
def test_the_next_day_is_the_right_one_and_never_over(today, clock, weekday, ends):
    now = dt.datetime.combine(today, clock, tzinfo=TORONTO)
    day = coming(weekday, ends=f"{ends:%H:%M}", now=now)
    assert day.isoweekday() == weekday
    assert dt.timedelta(0) <= day - now.date() <= dt.timedelta(7)
    assert (day, f"{ends:%H:%M}") > (today, f"{clock:%H:%M}")


def test_the_views_of_the_demonstration_are_written_as_their_lists_keep_them():
    assert kept_search(QueryDict(SEARCH[1])) == SEARCH[1]
    assert kept(QueryDict(WAITING_VIEW[1])) == WAITING_VIEW[1]


@pytest.mark.django_db
class TestSearches:
    def test_a_search_is_kept_becomes_a_tab_and_opens_the_page(self) -> None:
        member = make_membership(Role.REQUESTER)
        make_shared_place(name="Gymnase des Érables")
        client = signed_in(member)
        soon = at(18).date().isoformat()
        shown = text(client.get(f"{page('find')}?{EVENING}&date={soon}"))
        assert "/vues/recherches/ajouter/?quoi=gym" in shown
        assert "le jour de la semaine est gardé" in text(client.get("/vues/recherches/ajouter/"))
        sent = {"name": "Mardis", "asked": kept_search(QueryDict(f"{EVENING}&date={soon}")), "default": "on"}
        saved = client.post("/vues/recherches/ajouter/", sent)
        view = SavedView.objects.get()
        shown = text(client.get(saved.url))
        assert "Gymnase des Érables" in shown
        assert f'aria-current="page">{view.name}</a>' in shown
        assert f'name="vue" value="{view.pk}"' in shown
        assert client.get(page("find")).url == saved.url
        blank = client.get(f"{page('find')}?vue=tout")
        assert "Complétez la phrase" in text(blank)
        assert "field-error" not in text(blank)

    def test_nobody_keeps_a_search_without_an_organisation(self, client) -> None:
        shown = text(client.get(f"{page('find')}?{EVENING}&date=2030-01-01"))
        assert "Enregistrer cette vue" not in shown
        assert "/vues/recherches/" not in shown

    @pytest.mark.parametrize("many", [1, 3])
    def test_tabs_cost_three_queries_and_tell_what_is_gone(self, many, django_assert_num_queries) -> None:
        hat = make_hat(Role.REQUESTER)
        for rank in range(many):
            save_view(hat=hat, code="recherches", name=f"Vue {rank}", asked=f"{EVENING}&min-area=100")
        with django_assert_num_queries(3):  # the views, the classes, their characteristics
            shown = shown_views(SEARCHES, hat)
        assert [one.look.faults for one in shown] == [()] * many
        SavedView.objects.update(asked="quoi=gym&rayon=loin")
        assert shown_views(SEARCHES, hat)[0].look.faults
        SavedView.objects.update(asked="quoi=gym&min-nothing=3")
        assert shown_views(SEARCHES, hat)[0].look.faults


@pytest.mark.django_db
class TestWaiting:
    @pytest.fixture
    def gym(self):
        return make_shared_place(name="Gymnase des Érables", site_name="École des Érables")

    @pytest.fixture
    def approver(self, gym):
        return make_membership(Role.APPROVER, organisation=gym.organisation)

    @pytest.fixture
    def asker(self):
        return make_membership(Role.REQUESTER)

    def found(self, gym, **asked):
        return list(WaitingFilter(asked).apply(awaiting_answer(gym.organisation_id), gym.organisation_id))

    def test_requests_are_narrowed_by_words_class_and_place(self, gym, asker) -> None:
        hall = make_shared_place(gym.organisation, code="hall", name="Salle du conseil")
        first, second = ask(gym, asker), ask(hall, asker, 9, 10)
        assert {one.pk for one in self.found(gym)} == {first.pk, second.pk}
        assert self.found(gym, categorie="hall") == [second]
        assert self.found(gym, lieu=gym.site_id) == [first]
        for words in ("erab", "ecole", first.reference):
            assert self.found(gym, q=words) == [first]
        assert len(self.found(gym, q="volley")) == len(self.found(gym, q=asker.organisation.name)) == 2
        assert self.found(gym, q="introuvable") == []
        assert self.found(gym, tri="moment") == [second, first]
        assert len(self.found(gym, lieu="x", tri="hasard", categorie="!")) == 2

    def test_only_ones_own_assets_are_sought_by_words(self, gym, asker) -> None:
        ask(gym, asker)
        other = make_asset(name="Palestre", identifier="SECRET")
        assert self.found(gym, q=other.identifier) == []

    def test_a_view_of_what_waits_has_its_count_and_its_page(self, gym, asker, approver) -> None:
        ask(gym, asker)
        client = signed_in(approver)
        save_view(hat=approver.hat(), code="a-decider", name="Gymnases", asked="categorie=gym", shared=True)
        save_view(hat=approver.hat(), code="a-decider", name="Salles", asked="categorie=hall")
        view = SavedView.objects.get(name="Gymnases")
        shown = text(client.get(f"{page('to_decide')}?categorie=gym&vue={view.pk}"))
        assert f'aria-current="page">{view.name}' not in shown  # a sign comes first: it is shared
        assert 'Gymnases <span class="count-pill">1</span>' in shown
        assert 'Salles <span class="count-pill">0</span>' in shown
        assert f'href="/demandes/a-decider/?categorie=gym&amp;vue={view.pk}" stream' in shown
        none = text(client.get(f"{page('to_decide')}?q=introuvable"))
        assert "Aucune demande ne correspond" in none
        assert "Enregistrer cette vue" in none

    @pytest.mark.parametrize("many", [1, 3])
    def test_tabs_of_what_waits_cost_four_queries(
        self, gym, approver, many, django_assert_num_queries
    ) -> None:
        hat = approver.hat()
        for rank in range(many):
            asked = f"categorie=gym&lieu={gym.site_id}&q=gym"
            save_view(hat=hat, code="a-decider", name=f"Vue {rank}", asked=asked)
        with django_assert_num_queries(4):
            shown = shown_views(WAITING, hat)
        assert [one.look.count for one in shown] == [0] * many

    def test_who_does_not_decide_keeps_no_view_of_it(self, asker) -> None:
        assert signed_in(asker).get("/vues/a-decider/").status_code == 404

    def test_a_filter_keeps_what_it_understands(self) -> None:
        assert kept(QueryDict("tri=moment&q=danse&page=3&lieu=abc")) == "q=danse&tri=moment"
