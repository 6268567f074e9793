"""Reading hats, organisations and their members."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import PUBLIC_KINDS, SOCIAL_KINDS, OrganisationKind, Role
from maillon.community.organisations.models import (
    ApiToken,
    IdentityProvider,
    JoinRequest,
    Membership,
    Organisation,
)
from maillon.community.people.models import Person
from maillon.kernel.words import sort_key

FAMILIES = {
    "publiques": PUBLIC_KINDS,
    "sociales": SOCIAL_KINDS,
    "autres": frozenset({OrganisationKind.COMPANY, OrganisationKind.NETWORK}),
}


def hats_of(*, person_id: int, on: dt.date) -> list[Hat]:
    """Return every hat that the person may wear on that day, in the order of the organisations' names."""
    memberships = (
        Membership.objects.current(on).filter(person_id=person_id).select_related("organisation__mrc")
    )
    return [membership.hat() for membership in memberships]


def hat_of(*, person_id: int, membership_id: int | None, on: dt.date) -> Hat:
    """Return the wanted hat if the person may wear it, else their first one, else a bare one."""
    hats = hats_of(person_id=person_id, on=on)
    for hat in hats:
        if hat.membership_id == membership_id:
            return hat
    return hats[0] if hats else Hat(person_id=person_id)


def administrators_of(*, organisation_id: int, on: dt.date) -> list[Person]:
    """Return those who administer the organisation on that day."""
    memberships = Membership.objects.current(on).filter(
        organisation_id=organisation_id, roles__contains=[Role.ORGANISATION_ADMIN]
    )
    return [membership.person for membership in memberships.select_related("person")]


@dataclass(frozen=True, slots=True)
class Directory:
    """What is looked for in the list of organisations; an empty value asks for nothing."""

    words: str = ""
    family: str = ""
    mrc_code: str = ""
    unverified_only: bool = False


def search_organisations(wanted: Directory) -> QuerySet[Organisation]:
    """Return the organisations whose name has all the words, in French alphabetical order, with their territory."""
    found = Organisation.objects.select_related("mrc")
    for word in sort_key(wanted.words).split():
        found = found.filter(Q(sort_key__contains=word) | Q(short_name__icontains=word))
    if wanted.family in FAMILIES:
        found = found.filter(kind__in=FAMILIES[wanted.family])
    if wanted.mrc_code:
        found = found.filter(mrc_id=wanted.mrc_code)
    if wanted.unverified_only:
        found = found.filter(verified_at__isnull=True)
    return found


@dataclass(frozen=True, slots=True)
class Member:
    """A line of the list of members."""

    membership_id: int
    person_id: int
    name: str
    email: str
    title: str
    roles: tuple[str, ...]
    starts_on: dt.date | None
    ends_on: dt.date | None
    in_force: bool


def members_of(*, organisation_id: int, on: dt.date) -> list[Member]:
    """Return everyone who belongs or belonged to the organisation, those in force first, by name."""
    in_force = set(
        Membership.objects.current(on).filter(organisation_id=organisation_id).values_list("pk", flat=True)
    )
    members = [
        Member(
            membership_id=membership.pk,
            person_id=membership.person_id,
            name=str(membership.person),
            email=membership.person.email,
            title=membership.title,
            roles=tuple(str(Role(role).label) for role in membership.roles),
            starts_on=membership.starts_on,
            ends_on=membership.ends_on,
            in_force=membership.pk in in_force,
        )
        for membership in Membership.objects.filter(organisation_id=organisation_id).select_related("person")
    ]
    return sorted(members, key=lambda member: (not member.in_force, sort_key(member.name)))


def pending_requests(*, organisation_id: int) -> QuerySet[JoinRequest]:
    """Return the requests to join that wait for an answer, oldest first."""
    pending = JoinRequest.objects.filter(organisation_id=organisation_id, state=JoinRequest.State.PENDING)
    return pending.select_related("person")


def requests_by(*, person_id: int) -> QuerySet[JoinRequest]:
    """Return the person's own requests to join that wait, oldest first."""
    return JoinRequest.objects.filter(person_id=person_id, state=JoinRequest.State.PENDING).select_related(
        "organisation"
    )


def tokens_of(*, membership_id: int) -> QuerySet[ApiToken]:
    """Return the API tokens of a membership, newest first."""
    return ApiToken.objects.filter(membership_id=membership_id)


def provider_for(email: str) -> IdentityProvider | None:
    """Return the provider that answers for the address's domain, if an organisation has one."""
    domain = email.strip().lower().rpartition("@")[2]
    if not domain:
        return None
    return IdentityProvider.objects.filter(domains__domain=domain).select_related("organisation").first()


def providers() -> QuerySet[IdentityProvider]:
    """Return every provider with its organisation and domains."""
    return IdentityProvider.objects.select_related("organisation").prefetch_related("domains")
