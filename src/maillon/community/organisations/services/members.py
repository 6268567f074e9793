"""Inviting people into an organisation, changing what they may do there, ending it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import NotFound, explain
from maillon.community.organisations.errors import SENTENCES, AlreadyMember, RolesRefused
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.letters import write_letter
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.permissions import ask_to_administer
from maillon.community.organisations.rules import (
    Place,
    date_objections,
    last_administrator_objections,
    role_objections,
)
from maillon.community.people.models import Language, Person
from maillon.community.people.services import open_account
from maillon.kernel.objections import Objection


@dataclass(frozen=True, slots=True)
class MemberTerms:
    """What a membership lets someone do, and from when to when; both days are included."""

    roles: tuple[str, ...]
    title: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


def lock_organisation(organisation_id: int) -> Organisation:
    """Return the organisation, its members kept as they are until the transaction ends."""
    organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound(_("Cette organisation n’existe pas."))
    return organisation


def _locked_membership(membership_id: int) -> Membership:
    found = Membership.objects.filter(pk=membership_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotFound(_("Cette appartenance n’existe pas."))
    lock_organisation(found)
    return Membership.objects.select_related("person", "organisation").get(pk=membership_id)


def _refuse(objections: list[Objection]) -> None:
    if objections:
        raise RolesRefused(explain(objections, SENTENCES))


def _objections(
    terms: MemberTerms, organisation: Organisation, *, held: list[str], by: Hat
) -> list[Objection]:
    return role_objections(
        terms.roles,
        held=held,
        by_steward=by.has(Role.STEWARD),
        in_network=organisation.kind == OrganisationKind.NETWORK,
    ) + date_objections(terms.starts_on, terms.ends_on)


def _others(membership: Membership, today: dt.date) -> list[Place]:
    others = Membership.objects.current(today).filter(organisation_id=membership.organisation_id)
    return [
        Place(pk, frozenset(roles), ends_on)
        for pk, roles, ends_on in others.exclude(pk=membership.pk).values_list("pk", "roles", "ends_on")
    ]


def _write(membership: Membership, terms: MemberTerms) -> None:
    membership.roles = list(terms.roles)
    membership.title = terms.title
    membership.starts_on, membership.ends_on = terms.starts_on, terms.ends_on
    membership.save()


@transaction.atomic
def invite_member(
    *, organisation_id: int, email: str, name: str, terms: MemberTerms, by: Hat, now: dt.datetime
) -> Membership:
    """Give someone a place in the organisation, opening their account if they have none, and write to them.

    ``name`` serves only for a new account. They enter by a code sent to the address, which proves it is theirs.
    Raises :class:`~.errors.RolesRefused` with every reason, :class:`~.errors.AlreadyMember`.
    """
    ask_to_administer(by, organisation_id)
    organisation = lock_organisation(organisation_id)
    _refuse(_objections(terms, organisation, held=[], by=by))
    person = Person.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        person = open_account(email=email, name=name, language=_language_of(by))
    membership = admit(person=person, organisation=organisation, terms=terms, now=now)
    key = f"invited:{membership.pk}:{now.isoformat()}"
    write_letter("invited", person, key=key, organisation=organisation)
    return membership


def admit(*, person: Person, organisation: Organisation, terms: MemberTerms, now: dt.datetime) -> Membership:
    """Write the membership of someone new, or of someone whose former one has ended."""
    former = Membership.objects.filter(person=person, organisation=organisation).first()
    if former is None:
        former = Membership(person=person, organisation=organisation)
    elif former.ends_on is None or former.ends_on >= timezone.localdate(now):
        raise AlreadyMember(_("Cette personne appartient déjà à l’organisation."), field="email")
    with refusals_for_constraints():
        _write(former, terms)
    return former


def _language_of(hat: Hat) -> str:
    found = Person.objects.filter(pk=hat.wearer_id).values_list("language", flat=True).first()
    return found or Language.FRENCH


@transaction.atomic
def set_roles(*, membership_id: int, terms: MemberTerms, by: Hat, now: dt.datetime) -> Membership:
    """Change what a member may do, and until when.

    Raises :class:`~.errors.RolesRefused` with every reason, among them that nobody would be left to administer.
    """
    membership = _locked_membership(membership_id)
    ask_to_administer(by, membership.organisation_id)
    before = Place(membership.pk, frozenset(membership.roles), membership.ends_on)
    after = Place(membership.pk, frozenset(terms.roles), terms.ends_on)
    _refuse(
        _objections(terms, membership.organisation, held=membership.roles, by=by)
        + last_administrator_objections(before, after, _others(membership, timezone.localdate(now)))
    )
    _write(membership, terms)
    return membership


@transaction.atomic
def end_membership(*, membership_id: int, by: Hat, now: dt.datetime) -> Membership:
    """End a place at once: by the organisation's administration, or by the member themselves, who leaves.

    Raises :class:`~.errors.RolesRefused` when nobody would be left to administer.
    """
    membership = _locked_membership(membership_id)
    if by.person_id != membership.person_id:
        ask_to_administer(by, membership.organisation_id)
    today = timezone.localdate(now)
    before = Place(membership.pk, frozenset(membership.roles), membership.ends_on)
    _refuse(last_administrator_objections(before, None, _others(membership, today)))
    membership.ends_on = today - dt.timedelta(days=1)
    if membership.starts_on and membership.starts_on > membership.ends_on:
        membership.starts_on = membership.ends_on
    membership.save()
    return membership
