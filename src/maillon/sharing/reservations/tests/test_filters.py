"""Filters of what was found: their counts keep their word, whatever is chosen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.community.organisations.kinds import OrganisationKind
from maillon.sharing.reservations.queries.facets import BY_NAME, GROUPS, Item, counts, kept
from maillon.sharing.reservations.queries.filtering import FIELDS, choices_of, owner_group
from maillon.sharing.reservations.tests.pages.steps import cost_of, page
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import at, make_shared_place

ITEMS = st.lists(
    st.builds(
        Item,
        asset_id=st.integers(1, 10_000),
        class_code=st.sampled_from(("gym", "hall")),
        owner_group=st.sampled_from(("municipal", "learning", "social")),
        price=st.sampled_from((None, Decimal(12))),
        at_once=st.booleans(),
        may_book=st.booleans(),
        capacity=st.sampled_from((None, 10, 30, 80, 300)),
        access=st.frozensets(st.sampled_from(("step_free", "toilet"))),
    ),
    max_size=20,
    unique_by=lambda item: item.asset_id,
)
OPTIONS = {
    "price": ("free", "charged"),
    "answer": ("at_once",),
    "open_to": ("me",),
    "access": ("step_free", "toilet"),
    "room_for": ("25", "50"),
    "owner": ("municipal", "social"),
    "class": ("gym", "hall"),
}
CHOSEN = st.fixed_dictionaries(
    {},
    optional={name: st.frozensets(st.sampled_from(options), min_size=1) for name, options in OPTIONS.items()},
)


@given(ITEMS, CHOSEN)
def test_an_option_leaves_as_many_as_it_says(items: list[Item], chosen) -> None:
    told = counts(items, chosen)
    for name, options in OPTIONS.items():
        for option in options:
            others = chosen.get(name, frozenset()) if BY_NAME[name].every else frozenset()
            left = kept(items, {**chosen, name: others | {option}})
            assert told[name].get(option, 0) == len(left)


@given(ITEMS)
def test_nothing_chosen_keeps_everything_in_order(items: list[Item]) -> None:
    assert kept(items, {}) == [item.asset_id for item in items]


def test_every_filter_of_the_address_is_known() -> None:
    assert set(FIELDS.values()) == {group.name for group in GROUPS}
    assert {owner_group(kind) for kind in OrganisationKind.values} <= {
        value for value, _ in choices_of("proprietaire")
    }


@pytest.mark.django_db
class TestPage:
    def look(self, client, **changes) -> str:
        answers = {"quoi": "gym", "ou": "Saint-Hyacinthe", "date": at(18).date().isoformat()}
        answer = client.get(page("find"), answers | {"de": "18:00", "a": "20:00"} | changes)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_filters_say_how_many_and_keep_what_passes(self, client) -> None:
        town = make_organisation(OrganisationKind.MUNICIPALITY)
        free = make_shared_place(town, name="Gratuit", capacity=120)
        club, terms = (
            make_organisation(OrganisationKind.COMMUNITY),
            {"price_per_hour": "20", "approval": "automatic"},
        )
        make_shared_place(club, name="Payant", terms=terms, capacity=30)
        free.details = {"@access": {"step_free": "level"}}
        free.save()
        html = self.look(client)
        assert 'id="compte-prix-free" data-count>1<' in html
        assert 'id="compte-places-25" data-count>2<' in html
        assert 'id="compte-places-100" data-count>1<' in html
        html = self.look(client, prix="free")
        assert "Gratuit" in html
        assert "Payant" not in html
        assert (
            'id="compte-prix-charged" data-count>1<' in html
        )  # the other option of the same filter still counts
        assert "Payant" in self.look(client, prix=["free", "charged"])
        assert "Gratuit" not in self.look(client, reponse="at_once")
        assert "Payant" not in self.look(client, proprietaire="municipal")

    def test_filters_that_leave_nothing_are_said_and_undone_at_one_click(self, client) -> None:
        make_shared_place(name="Gymnase", terms={"price_per_hour": "20"})
        html = self.look(client, prix="free")
        assert "Rien ne reste avec ces filtres" in html
        assert 'value="free" checked' in html
        assert "Rien ne reste" not in self.look(
            client, prix="n’importe quoi"
        )  # what no filter knows is left out

    def test_it_is_looked_for_further_when_the_filters_leave_too_little(self, client) -> None:
        for _ in range(3):
            make_shared_place(terms={"price_per_hour": "20"})
        make_shared_place(name="Gratuit au loin", point=(-72.5, 45.9))
        assert "Gratuit au loin" not in self.look(client)
        assert "Gratuit au loin" in self.look(client, prix="free")

    def test_more_results_cost_no_more(self, client) -> None:
        owner = make_organisation()
        day = at(18).date().isoformat()
        address = page("find", quoi="gym", ou="Saint-Hyacinthe", date=day, de="18:00", a="20:00", prix="free")
        costs = []
        for _one in range(3):
            make_shared_place(owner)
            costs.append(cost_of(client, address))
        assert costs[0] == costs[2]
