"""Who may give which role, and what an organisation never loses."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.rules import (
    ADMINISTRATION,
    NETWORK_ROLES,
    OVERSIGHT,
    STEWARDSHIP,
    Place,
    date_objections,
    last_administrator_objections,
    role_objections,
)

ROLES = st.frozensets(st.sampled_from(Role.values))
DAY = dt.date(2026, 12, 1)


def codes(objections):
    return {objection.code for objection in objections}


def test_the_names_of_roles_are_those_of_the_register():
    assert {ADMINISTRATION, STEWARDSHIP} | NETWORK_ROLES | OVERSIGHT <= set(Role.values)


@given(held=ROLES, wanted=ROLES, in_network=st.booleans())
def test_nobody_but_a_steward_gives_or_takes_a_role_of_the_network(held, wanted, in_network):
    found = codes(role_objections(wanted, held=held, by_steward=False, in_network=in_network))
    changed = (held ^ wanted) & NETWORK_ROLES
    assert ("role_of_network" in found) == bool(changed)
    assert "role_of_network" not in codes(
        role_objections(wanted, held=held, by_steward=True, in_network=in_network)
    )


@given(held=ROLES, wanted=ROLES, by_steward=st.booleans())
def test_oversight_lives_only_in_the_network_itself(held, wanted, by_steward):
    found = codes(role_objections(wanted, held=held, by_steward=by_steward, in_network=False))
    assert ("role_out_of_place" in found) == bool(wanted & OVERSIGHT)


@given(
    before=ROLES,
    after=st.none() | ROLES,
    others=st.lists(st.tuples(ROLES, st.none() | st.just(DAY)), max_size=4),
)
def test_an_organisation_that_had_an_open_ended_administrator_still_has_one(before, after, others):
    mine = Place(1, before)
    rest = [Place(number, roles, end) for number, (roles, end) in enumerate(others, start=2)]
    changed = None if after is None else Place(1, after)
    if last_administrator_objections(mine, changed, rest):
        return
    kept = [*rest, *([changed] if changed else [])]
    assert not mine.keeps or any(place.keeps for place in kept)


def test_a_last_day_set_for_the_only_administrator_is_refused_too():
    only = Place(1, frozenset({ADMINISTRATION}))
    assert codes(last_administrator_objections(only, Place(1, only.roles, DAY), [])) == {"last_administrator"}


def test_the_last_day_comes_after_the_first():
    assert codes(date_objections(DAY, DAY - dt.timedelta(days=1))) == {"end_before_start"}
    assert not date_objections(DAY, DAY)
    assert not date_objections(None, DAY)
