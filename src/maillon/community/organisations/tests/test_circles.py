"""Which circles an organisation belongs to, and so what it may see and book."""

import pytest

from maillon.community.organisations.hats import NOBODY, Hat
from maillon.community.organisations.kinds import (
    PUBLIC_KINDS,
    SOCIAL_KINDS,
    Circle,
    OrganisationKind,
    Role,
    circles_of,
)


def test_nobody_sees_only_what_is_shown_to_everyone():
    assert NOBODY.circles == {Circle.EVERYONE}
    assert not NOBODY.within(Circle.MEMBERS, 1)
    assert NOBODY.within(Circle.EVERYONE, 1)


@pytest.mark.parametrize("kind", sorted(PUBLIC_KINDS))
def test_a_public_body_enters_the_public_circle_once_checked(kind):
    assert circles_of(kind, verified=True) == {
        Circle.EVERYONE,
        Circle.MEMBERS,
        Circle.VERIFIED,
        Circle.PUBLIC_BODIES,
    }
    assert circles_of(kind, verified=False) == {Circle.EVERYONE, Circle.MEMBERS}


@pytest.mark.parametrize("kind", sorted(SOCIAL_KINDS))
def test_a_social_organisation_is_trusted_once_checked_and_never_becomes_public(kind):
    assert Circle.PUBLIC_BODIES not in circles_of(kind, verified=True)
    assert Circle.VERIFIED in circles_of(kind, verified=True)
    assert Circle.VERIFIED not in circles_of(kind, verified=False)


def test_a_company_stays_an_ordinary_member_even_when_checked():
    assert circles_of(OrganisationKind.COMPANY, verified=True) == {Circle.EVERYONE, Circle.MEMBERS}


def test_every_kind_is_public_social_or_neither():
    assert frozenset() == PUBLIC_KINDS & SOCIAL_KINDS
    others = set(OrganisationKind.values) - PUBLIC_KINDS - SOCIAL_KINDS
    assert others == {OrganisationKind.COMPANY, OrganisationKind.NETWORK}


def test_an_owner_is_within_its_own_circle_whatever_its_kind():
    hat = Hat(person_id=1, organisation_id=7, organisation_kind=OrganisationKind.COMPANY)
    assert hat.within(Circle.OWNER, 7)
    assert hat.within(Circle.PUBLIC_BODIES, 7)
    assert not hat.within(Circle.OWNER, 8)


def test_roles_count_only_in_ones_own_organisation():
    hat = Hat(person_id=1, organisation_id=7, roles=frozenset({Role.APPROVER}))
    assert hat.acts_for(7, Role.APPROVER)
    assert not hat.acts_for(8, Role.APPROVER)
    assert not hat.acts_for(7, Role.FINANCE)
    assert not hat.acts_for(None)
