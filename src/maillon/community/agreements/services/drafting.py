"""Preparing an agreement and proposing it. All of it is kept as it goes."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import refusals_for_constraints
from maillon.base.facts import record
from maillon.base.refusals import Invalid, explain
from maillon.community.agreements.coverage import copy_coverage, covers_something
from maillon.community.agreements.errors import SENTENCES, AgreementLocked, Incomplete
from maillon.community.agreements.facts import AgreementProposed, CoverageChanged
from maillon.community.agreements.models import Agreement, Party
from maillon.community.agreements.permissions import ask_to_sign
from maillon.community.agreements.queries import MOST_PARTNERS, OPEN, possible_partners
from maillon.community.agreements.rules import Proposal, Term, proposal_objections, term_objections
from maillon.community.agreements.services.locking import draft, owned
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection

State = Agreement.State


@transaction.atomic
def begin_agreement(*, title: str, purpose: str = "", by: Hat, now: dt.datetime) -> Agreement:
    """Begin an agreement in the name of the hat's organisation, which will be its owner."""
    owner_id = ask_to_sign(by, by.organisation_id)
    return Agreement.objects.create(
        owner_id=owner_id, title=_titled(title), purpose=purpose.strip(), opened_at=now
    )


@transaction.atomic
def draft_agreement(
    *,
    title: str,
    purpose: str = "",
    partners: Iterable[int] = (),
    term: Term | None = None,
    by: Hat,
    now: dt.datetime,
) -> Agreement:
    """Begin an agreement with all that is known of it at once, or nothing of it; see the verbs it is made of."""
    made = begin_agreement(title=title, purpose=purpose, by=by, now=now)
    for organisation_id in dict.fromkeys(partners):
        add_partner(agreement_id=made.pk, organisation_id=organisation_id, by=by)
    if term is not None:
        set_term(agreement_id=made.pk, term=term, by=by, now=now)
    return Agreement.objects.get(pk=made.pk)


@transaction.atomic
def describe_agreement(*, agreement_id: int, title: str, purpose: str, by: Hat) -> Agreement:
    """Change the title and what is agreed, while it is a draft."""
    agreement = draft(agreement_id, by)
    agreement.title, agreement.purpose = _titled(title), purpose.strip()
    return _revised(agreement)


def _titled(title: str) -> str:
    if not title.strip():
        raise Invalid(_("Donnez un titre à l’entente."), field="title")
    return title.strip()


def _revised(agreement: Agreement) -> Agreement:
    agreement.revision += 1
    agreement.save()
    return agreement


@transaction.atomic
def add_partner(*, agreement_id: int, organisation_id: int, by: Hat) -> Party:
    """Name a partner; one already named stays. Raises Invalid for the owner itself, the network or an unknown one."""
    agreement = draft(agreement_id, by)
    known = agreement.parties.filter(organisation_id=organisation_id).first()
    if known is not None:
        return known
    if not possible_partners(agreement, "").filter(pk=organisation_id).exists():
        raise Invalid(_("Cette organisation ne peut pas être partenaire de cette entente."), field="partners")
    if agreement.parties.count() >= MOST_PARTNERS:
        raise Invalid(_("Une entente compte au plus 200 partenaires."), field="partners")
    with refusals_for_constraints():
        party = Party.objects.create(agreement=agreement, organisation_id=organisation_id)
    _revised(agreement)
    return party


@transaction.atomic
def remove_partner(*, agreement_id: int, organisation_id: int, by: Hat) -> Agreement:
    """Take a partner out of a draft; one that is not there stays out."""
    agreement = draft(agreement_id, by)
    agreement.parties.filter(organisation_id=organisation_id).delete()
    return _revised(agreement)


@transaction.atomic
def set_term(*, agreement_id: int, term: Term, by: Hat, now: dt.datetime) -> Agreement:
    """Say from when until when; Incomplete when the term makes no sense."""
    agreement = draft(agreement_id, by)
    if objections := term_objections(term, today=timezone.localdate(now)):
        raise Incomplete(explain(objections, SENTENCES))
    agreement.starts_on, agreement.ends_on = term.starts_on, term.ends_on
    return _revised(agreement)


@transaction.atomic
def revise_coverage(*, agreement_id: int, by: Hat, now: dt.datetime) -> Agreement:
    """Lock an agreement of which the owner changes what it covers, and count the change.

    Once proposed, its partners are told; AgreementLocked when it is over.
    """
    agreement = owned(agreement_id, by)
    if agreement.state not in OPEN:
        raise AgreementLocked(_("Cette entente est fermée : ce qu’elle couvre ne change plus."))
    if agreement.state != State.DRAFT:
        record(CoverageChanged(agreement.pk, by.organisation_id, now))
    return _revised(agreement)


def what_lacks(agreement: Agreement, today: dt.date) -> list[str]:
    """Return what a draft lacks before it is proposed, in words; an empty list means nothing."""
    return [reason.message for reason in explain(_objections(agreement, today), SENTENCES)]


def _objections(agreement: Agreement, today: dt.date) -> list[Objection]:
    proposal = Proposal(
        title=agreement.title,
        partners=agreement.parties.count(),
        term=agreement.term,
        covers_something=covers_something(agreement),
    )
    return proposal_objections(proposal, today=today)


@transaction.atomic
def propose_agreement(*, agreement_id: int, by: Hat, now: dt.datetime) -> Agreement:
    """Propose a draft to its partners, who are written to; one already proposed stays as it is.

    Raises Incomplete with everything that is missing.
    """
    agreement = owned(agreement_id, by)
    if agreement.state in {State.PROPOSED, State.IN_FORCE}:
        return agreement
    agreement = draft(agreement_id, by)
    if objections := _objections(agreement, timezone.localdate(now)):
        raise Incomplete(explain(objections, SENTENCES))
    agreement.state, agreement.proposed_at, agreement.proposed_by_id = State.PROPOSED, now, by.person_id
    agreement.save()
    record(AgreementProposed(agreement.pk, by.organisation_id, now))
    return agreement


@transaction.atomic
def renew_agreement(*, agreement_id: int, by: Hat, now: dt.datetime) -> Agreement:
    """Begin a draft that follows an agreement: same title, partners and coverage, from the day it ends or today.

    A draft already begun to follow it is returned. Raises AgreementLocked for a draft or a proposal.
    """
    source = owned(agreement_id, by)
    if source.state not in {State.IN_FORCE, State.ENDED, State.DECLINED}:
        raise AgreementLocked(
            _("Cette entente n’a pas encore de suite : elle est en préparation ou proposée.")
        )
    today = timezone.localdate(now)
    starts_on = max(source.ends_on or today, today)
    known = Agreement.objects.filter(
        owner_id=source.owner_id, title=source.title, state=State.DRAFT, starts_on=starts_on
    ).first()
    if known is not None:
        return known
    target = Agreement.objects.create(
        owner_id=source.owner_id,
        title=source.title,
        purpose=source.purpose,
        starts_on=starts_on,
        opened_at=now,
    )
    Party.objects.bulk_create(
        Party(agreement=target, organisation_id=organisation_id)
        for organisation_id in source.parties.order_by("pk").values_list("organisation_id", flat=True)
    )
    copy_coverage(source, target)
    return target
