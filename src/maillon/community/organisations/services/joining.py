"""Asking to belong to an organisation, and answering."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import NotAllowed, NotFound
from maillon.community.organisations.errors import AlreadyDecided, AlreadyMember
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.letters import write_letter
from maillon.community.organisations.models import JoinRequest, Membership
from maillon.community.organisations.permissions import ask_to_administer
from maillon.community.organisations.queries import administrators_of
from maillon.community.organisations.services.members import MemberTerms, admit, lock_organisation
from maillon.community.people.models import Person

State = JoinRequest.State


@transaction.atomic
def ask_to_join(*, organisation_id: int, message: str, by: Hat, now: dt.datetime) -> JoinRequest:
    """Ask to belong to an organisation; those who administer it are written to.

    Raises :class:`~.errors.AlreadyMember` or :class:`~.errors.AlreadyAsked`.
    """
    if by.person_id is None:
        raise NotAllowed(_("Connectez-vous pour rejoindre une organisation."))
    organisation = lock_organisation(organisation_id)
    today = timezone.localdate(now)
    if Membership.objects.current(today).filter(person_id=by.person_id, organisation=organisation).exists():
        raise AlreadyMember(_("Vous appartenez déjà à cette organisation."))
    person = Person.objects.get(pk=by.person_id)
    with refusals_for_constraints():
        request = JoinRequest.objects.create(
            organisation=organisation, person=person, message=message.strip()
        )
    for reader in administrators_of(organisation_id=organisation_id, on=today):
        key = f"join-asked:{request.pk}:{reader.pk}"
        write_letter("join_asked", reader, key=key, organisation=organisation, asker=person, request=request)
    return request


def _decide(request_id: int, state: State, by: Hat, now: dt.datetime) -> JoinRequest:
    request = (
        JoinRequest.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .filter(pk=request_id)
        .first()
    )
    if request is None:
        raise NotFound(_("Cette demande n’existe pas."))
    ask_to_administer(by, request.organisation_id)
    if request.state != State.PENDING:
        raise AlreadyDecided(_("Quelqu’un a déjà répondu à cette demande."))
    request.state, request.decided_at, request.decided_by_id = state, now, by.membership_id
    request.save()
    return request


@transaction.atomic
def accept_request(*, request_id: int, by: Hat, now: dt.datetime) -> Membership:
    """Let the person in as a requester; other roles are given from the list of members."""
    request = _decide(request_id, State.ACCEPTED, by, now)
    lock_organisation(request.organisation_id)
    terms = MemberTerms(roles=(Role.REQUESTER,), starts_on=timezone.localdate(now))
    membership = admit(person=request.person, organisation=request.organisation, terms=terms, now=now)
    key = f"join-accepted:{request.pk}"
    write_letter("join_accepted", request.person, key=key, organisation=request.organisation)
    return membership


@transaction.atomic
def decline_request(*, request_id: int, by: Hat, now: dt.datetime) -> JoinRequest:
    """Answer no; the person is told, and may write to the organisation."""
    request = _decide(request_id, State.DECLINED, by, now)
    key = f"join-declined:{request.pk}"
    write_letter("join_declined", request.person, key=key, organisation=request.organisation)
    return request
