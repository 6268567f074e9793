"""The people of the demonstration: the accounts of the console, a team where they live, one person elsewhere."""

import datetime as dt
from collections.abc import Iterator, Sequence

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from maillon.base.bulk import analyse
from maillon.base.demonstration import PASSWORD, World
from maillon.community.organisations.accounts import ACCOUNTS, CLUB, SCHOOLS, TOWN
from maillon.community.organisations.demonstration.associations import NEIGHBOURS
from maillon.community.organisations.demonstration.names import (
    FIRST_NAMES,
    LAST_NAMES,
    LOCAL_NAMES,
    SCHOOL_TEAM,
    TOWN_TEAM,
)
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind as Kind
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import JoinRequest, Membership, Organisation
from maillon.community.people.models import Person
from maillon.community.people.services import proven_addresses
from maillon.kernel.words import slug

ALL_ROLES = [Role.REQUESTER, Role.APPROVER, Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN]
TEAMS = {
    SCHOOLS: SCHOOL_TEAM,
    TOWN: TOWN_TEAM,
    CLUB: ("entraîneur", "trésorière"),
    NEIGHBOURS: ("animatrice",),
}
TEAM_ROLES = {SCHOOLS: [Role.APPROVER, Role.REQUESTER], TOWN: [Role.ASSET_MANAGER, Role.REQUESTER]}
WISHES = (
    (TOWN, "Bonjour, je remplace l’adjointe au greffe jusqu’en mars."),
    (TOWN, "Je coordonne les camps de jour de l’été prochain."),
    (CLUB, "J’entraîne les moins de 10 ans depuis septembre."),
)


def write_people(organisations: Sequence[Organisation], world: World) -> None:
    """Write the accounts and their hats, a contact for each other organisation, and some who ask to join."""
    by_name = {one.name: one for one in organisations}
    accounts = [account for account in ACCOUNTS if account.organisation in by_name]
    open_password, no_password = make_password(PASSWORD), make_password(None)
    people = [Person(email=a.address, name=a.name, password=open_password) for a in accounts]
    places = [
        Membership(person=person, organisation=by_name[account.organisation], roles=list(account.roles))
        for person, account in zip(people, accounts, strict=True)
    ]
    places += _contacts(organisations, no_password, world)
    newcomers = [
        _person(f"nouvelle{n}", by_name[TOWN], no_password, world) for n in range(3) if TOWN in by_name
    ]
    people = [place.person for place in places] + newcomers
    Person.objects.bulk_create(people)
    Person.objects.filter(pk__in=[one.pk for one in people]).update(
        joined_at=world.now - dt.timedelta(days=600)
    )
    EmailAddress.objects.bulk_create(proven_addresses(people))
    if NEIGHBOURS in by_name:  # the club's volunteer also sits there: one person, two hats
        volunteer = next(place.person for place in places if place.organisation.name == CLUB)
        places.append(Membership(person=volunteer, organisation=by_name[NEIGHBOURS], roles=[Role.REQUESTER]))
    Membership.objects.bulk_create(places)
    _knock(by_name, newcomers, world)
    analyse("people_person", "organisations_organisation", "organisations_membership")


def _contacts(organisations: Sequence[Organisation], password: str, world: World) -> Iterator[Membership]:
    for number, one in enumerate(organisations, start=1):
        if one.kind == Kind.NETWORK:
            continue
        yield Membership(
            person=_person(f"personne{number}", one, password, world), organisation=one, roles=ALL_ROLES
        )
        for rank, title in enumerate(TEAMS.get(one.name, ()), start=1):
            person = _person(f"equipe{rank}", one, password, world)
            roles = TEAM_ROLES.get(one.name, [Role.REQUESTER])
            yield Membership(person=person, organisation=one, roles=roles, title=title)


def _person(mailbox: str, organisation: Organisation, password: str, world: World) -> Person:
    first, last = LOCAL_NAMES.get(organisation.mrc_id or "", (FIRST_NAMES, LAST_NAMES))
    return Person(
        email=f"{mailbox}@{slug(organisation.name)[:40]}.example",
        name=f"{world.pick(first)} {world.pick(last)}",
        password=password,
    )


def _knock(by_name: dict[str, Organisation], newcomers: Sequence[Person], world: World) -> None:
    """Write the requests to belong that wait for those who administer."""
    if not newcomers:
        return
    asked = [
        JoinRequest(organisation=by_name[name], person=person, message=message)
        for (name, message), person in zip(WISHES, newcomers, strict=True)
    ]
    JoinRequest.objects.bulk_create(asked)
    JoinRequest.objects.filter(pk__in=[one.pk for one in asked]).update(
        created_at=world.now - dt.timedelta(days=2, hours=3)
    )


def keeper_of(name: str) -> Hat | None:
    """Return the hat of someone who looks after the assets of this organisation."""
    membership = (
        Membership.objects.filter(
            organisation__name=name, roles__overlap=[str(Role.ASSET_MANAGER), str(Role.ORGANISATION_ADMIN)]
        )
        .select_related("organisation__mrc")
        .order_by("pk")
        .first()
    )
    return membership.hat() if membership is not None else None
