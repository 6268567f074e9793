"""A gym, who would like it, and who answers for it."""

import pytest

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.testing.builders.community import make_membership, make_organisation, make_person
from maillon.testing.builders.sharing import make_shared_place


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
