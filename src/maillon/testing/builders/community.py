"""People, organisations and hats for tests: ``make_hat(Role.APPROVER)`` is enough for most."""

import datetime as dt
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.people.models import Person

VERIFIED_AT = dt.datetime(2026, 1, 5, 14, 0, tzinfo=dt.UTC)
_numbers = count(1)


def make_person(*, email: str = "", name: str = "", password: str | None = None, **values: Any) -> Person:
    """Return a person whose address is verified; without a password, as one who signs in by code."""
    number = next(_numbers)
    person = Person.objects.create_user(
        email or f"personne{number}@essai.example", password, name=name or f"Personne {number}", **values
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def make_organisation(
    kind: str = OrganisationKind.MUNICIPALITY,
    *,
    name: str = "",
    verified: bool = True,
    mrc_code: str | None = "540",
    **values: Any,
) -> Organisation:
    """Return an organisation of Les Maskoutains, verified unless told otherwise."""
    return Organisation.objects.create(
        name=name or f"Organisation {next(_numbers)}",
        kind=kind,
        mrc_id=mrc_code,
        verified_at=VERIFIED_AT if verified else None,
        **values,
    )


def make_membership(
    *roles: str, person: Person | None = None, organisation: Organisation | None = None, **values: Any
) -> Membership:
    """Return a membership with these roles, of a new person in a new municipality unless given."""
    return Membership.objects.create(
        person=person or make_person(),
        organisation=organisation or make_organisation(),
        roles=list(roles or (Role.REQUESTER,)),
        **values,
    )


def make_hat(
    *roles: str, person: Person | None = None, organisation: Organisation | None = None, **values: Any
) -> Hat:
    """Return the hat of such a membership."""
    return make_membership(*roles, person=person, organisation=organisation, **values).hat()
