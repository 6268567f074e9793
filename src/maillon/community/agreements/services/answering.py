"""A partner accepts an agreement, or declines it and says why."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.facts import record
from maillon.base.refusals import Invalid, NotFound
from maillon.community.agreements.errors import AgreementChanged, AlreadyAnswered, NotOpen
from maillon.community.agreements.facts import AgreementAccepted, AgreementDeclined
from maillon.community.agreements.models import Agreement, Party
from maillon.community.agreements.permissions import ask_to_sign
from maillon.community.agreements.services.locking import locked
from maillon.community.organisations.hats import Hat

State, Answer = Agreement.State, Party.State


def _asked(agreement: Agreement, by: Hat) -> Party:
    """Return the place of the hat's organisation in the agreement."""
    organisation_id = ask_to_sign(by, by.organisation_id)
    party = (
        Party.objects.select_for_update(no_key=True)
        .filter(agreement=agreement, organisation_id=organisation_id)
        .first()
    )
    if party is None:
        raise NotFound(_("Votre organisation n’est pas partenaire de cette entente."))
    return party


def _still_open(agreement: Agreement, party: Party, now: dt.datetime) -> None:
    if party.state != Answer.AWAITING:
        raise AlreadyAnswered(_("Votre organisation a déjà répondu autrement à cette entente."))
    over = agreement.ends_on is not None and agreement.ends_on <= timezone.localdate(now)
    if over or agreement.state not in {State.PROPOSED, State.IN_FORCE}:
        raise NotOpen(_("Cette entente n’attend plus de réponse : elle est fermée ou arrivée à sa fin."))


def _answer(party: Party, state: str, by: Hat, now: dt.datetime, reason: str = "") -> None:
    party.state, party.reason = state, reason
    party.answered_at, party.answered_by_id = now, by.person_id
    party.save()


@transaction.atomic
def accept_agreement(*, agreement_id: int, revision: int, by: Hat, now: dt.datetime) -> Agreement:
    """Accept, in the name of the hat's organisation, the agreement as it was read at ``revision``.

    It is in force for this partner from its first day on, whatever the others answer; accepted twice, it stays so.
    Raises AgreementChanged when it changed since it was read, AlreadyAnswered after a « no », NotOpen once over.
    """
    agreement = locked(agreement_id, by)
    party = _asked(agreement, by)
    if party.state == Answer.ACCEPTED:
        return agreement
    _still_open(agreement, party, now)
    if revision != agreement.revision:
        raise AgreementChanged(
            _("L’entente a changé depuis que vous l’avez lue : relisez ce qu’elle couvre, puis répondez.")
        )
    _answer(party, Answer.ACCEPTED, by, now)
    if agreement.state == State.PROPOSED:
        agreement.state = State.IN_FORCE
        agreement.save()
    record(AgreementAccepted(agreement.pk, party.organisation_id, now))
    return agreement


@transaction.atomic
def decline_agreement(*, agreement_id: int, reason: str, by: Hat, now: dt.datetime) -> Agreement:
    """Say no, and why; once every partner has said no, the agreement is declined.

    Declined twice, it stays so. Raises Invalid without a reason, AlreadyAnswered after a « yes », NotOpen once over.
    """
    agreement = locked(agreement_id, by)
    party = _asked(agreement, by)
    if party.state == Answer.DECLINED:
        return agreement
    _still_open(agreement, party, now)
    if not reason.strip():
        raise Invalid(_("Dites pourquoi en une phrase : le propriétaire la lira."), field="reason")
    _answer(party, Answer.DECLINED, by, now, reason.strip())
    if not agreement.parties.exclude(state=Answer.DECLINED).exists():
        agreement.state, agreement.closed_at = State.DECLINED, now
        agreement.save()
    record(AgreementDeclined(agreement.pk, party.organisation_id, now))
    return agreement
