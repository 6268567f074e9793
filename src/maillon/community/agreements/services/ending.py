"""The end of agreements: by a party, by time, before they begin. What was booked before stands."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.facts import record
from maillon.base.refusals import NotAllowed, explain
from maillon.community.agreements.errors import SENTENCES, AgreementLocked, EndRefused
from maillon.community.agreements.facts import AgreementEnded, AgreementEnding
from maillon.community.agreements.models import Agreement, Party
from maillon.community.agreements.permissions import ask_to_sign
from maillon.community.agreements.rules import REMINDERS, end_objections, reminder_due
from maillon.community.agreements.services.locking import locked, owned
from maillon.community.organisations.hats import Hat

State, Answer = Agreement.State, Party.State


@transaction.atomic
def end_agreement(
    *, agreement_id: int, reason: str, ends_on: dt.date, by: Hat, now: dt.datetime
) -> Agreement:
    """End an agreement, ``ends_on`` being the first day without it: for all by its owner, for itself by a partner.

    An agreement that would end before it begins is ended on its first day. When the last partner leaves, it is ended
    for all. Ended again for the same day, it stays so. Raises EndRefused with the reasons, AgreementLocked when there
    is nothing in force to end, NotAllowed for an organisation that did not accept it.
    """
    agreement = locked(agreement_id, by)
    organisation_id = ask_to_sign(by, by.organisation_id)
    if organisation_id == agreement.owner_id:
        return _end_whole(agreement, reason, ends_on, by, now)
    party = (
        Party.objects.select_for_update(no_key=True)
        .filter(agreement=agreement, organisation_id=organisation_id, state=Answer.ACCEPTED)
        .first()
    )
    if party is None:
        raise NotAllowed(_("Votre organisation n’a pas accepté cette entente : elle n’a pas à y mettre fin."))
    return _leave(agreement, party, reason, ends_on, by, now)


def _checked(
    agreement: Agreement, reason: str, ends_on: dt.date, present: dt.date | None, now: dt.datetime
) -> dt.date:
    """Return the first day without, or refuse."""
    if agreement.state != State.IN_FORCE:
        raise AgreementLocked(_("Cette entente n’est pas en vigueur : il n’y a rien à terminer."))
    today = timezone.localdate(now)
    if objections := end_objections(reason, ends_on, present=present, today=today):
        raise EndRefused(explain(objections, SENTENCES))
    return max(ends_on, agreement.starts_on or ends_on)


def _end_whole(agreement: Agreement, reason: str, ends_on: dt.date, by: Hat, now: dt.datetime) -> Agreement:
    if agreement.ended_reason and agreement.ends_on is not None and agreement.ends_on <= ends_on:
        return agreement
    agreement.ends_on = _checked(agreement, reason, ends_on, agreement.ends_on, now)
    agreement.ended_reason = reason.strip()
    _close_if_over(agreement, now)
    agreement.save()
    record(AgreementEnded(agreement.pk, by.organisation_id, now, whole=True))
    return agreement


def _leave(
    agreement: Agreement, party: Party, reason: str, ends_on: dt.date, by: Hat, now: dt.datetime
) -> Agreement:
    if party.leaves_on is not None and party.leaves_on <= ends_on:
        return agreement
    party.leaves_on = _checked(agreement, reason, ends_on, party.leaves_on or agreement.ends_on, now)
    party.reason = reason.strip()
    party.save()
    staying = agreement.parties.exclude(state=Answer.DECLINED).filter(leaves_on__isnull=True)
    whole = not staying.exists()
    if whole:
        leaving = agreement.parties.exclude(leaves_on__isnull=True).order_by("-leaves_on").first()
        agreement.ends_on = leaving.leaves_on if leaving is not None else party.leaves_on
        agreement.ended_reason = agreement.ended_reason or reason.strip()
        _close_if_over(agreement, now)
        agreement.save()
    record(AgreementEnded(agreement.pk, by.organisation_id, now, whole=whole))
    return agreement


def _close_if_over(agreement: Agreement, now: dt.datetime) -> None:
    if agreement.ends_on is not None and agreement.ends_on <= timezone.localdate(now):
        agreement.state, agreement.closed_at = State.ENDED, now


@transaction.atomic
def abandon_agreement(*, agreement_id: int, by: Hat, now: dt.datetime) -> Agreement:
    """Give up a draft, or take back a proposal that nobody accepted; given up twice, it stays so."""
    agreement = owned(agreement_id, by)
    if agreement.state == State.ABANDONED:
        return agreement
    if agreement.state not in {State.DRAFT, State.PROPOSED}:
        raise AgreementLocked(_("Cette entente a été acceptée : on y met fin plutôt, avec une raison."))
    agreement.state, agreement.closed_at = State.ABANDONED, now
    agreement.save()
    return agreement


def end_over(*, now: dt.datetime) -> int:
    """Write down the end of every agreement whose last day has passed; return how many."""
    today = timezone.localdate(now)
    over = Agreement.objects.filter(state__in=(State.PROPOSED, State.IN_FORCE), ends_on__lte=today)
    return sum(_end_by_time(pk, today, now) for pk in over.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _end_by_time(agreement_id: int, today: dt.date, now: dt.datetime) -> int:
    agreement = (
        Agreement.objects.select_for_update(no_key=True)
        .filter(pk=agreement_id, state__in=(State.PROPOSED, State.IN_FORCE), ends_on__lte=today)
        .first()
    )
    if agreement is None:  # ended meanwhile
        return 0
    was_in_force = agreement.state == State.IN_FORCE
    agreement.state, agreement.closed_at = State.ENDED, now
    agreement.save()
    if was_in_force:
        record(AgreementEnded(agreement.pk, None, now, whole=True))
    return 1


def remind_ends(*, now: dt.datetime) -> int:
    """Tell the parties 60 and 15 days before the end, each once; return how many reminders were due."""
    today = timezone.localdate(now)
    near = Agreement.objects.filter(
        state=State.IN_FORCE, ends_on__gt=today, ends_on__lte=today + dt.timedelta(days=REMINDERS[0])
    )
    due = [(one, reminder_due(today, one.ends_on)) for one in near.order_by("pk") if one.ends_on]
    with transaction.atomic():
        for agreement, days in due:
            if days is not None:
                record(AgreementEnding(agreement.pk, None, now, days=days))
    return len(due)
