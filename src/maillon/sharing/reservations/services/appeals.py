"""Ask that a refusal be looked at again; answer, with reasons."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from maillon.base.refusals import NotAllowed, NotFound
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.appealing import appeal_objections, judge_objections, text_missing
from maillon.sharing.reservations.errors import CannotAnswer, RequestRefused, explained
from maillon.sharing.reservations.facts import AppealAnswered, AppealMade
from maillon.sharing.reservations.models import Appeal, Reservation
from maillon.sharing.reservations.queries.appeals import administrators_of
from maillon.sharing.reservations.services.announcing import announce
from maillon.sharing.reservations.services.requests import say_yes

Outcome = Appeal.Outcome


@retried
@transaction.atomic
def make_appeal(*, reference: str, hat: Hat, text: str, now: dt.datetime) -> Appeal:
    """Ask that a refusal be looked at again, once, within ten days, by those who administer the owner.

    Raises :class:`CannotAnswer` when it cannot be any more, :class:`RequestRefused` when nothing explains why.
    """
    reservation = _locked(reference, hat)
    if not permissions.asked_for(hat, reservation):
        raise NotAllowed(explained([Objection("not_asker")]))
    already = Appeal.objects.filter(reservation=reservation).exists()
    found = appeal_objections(
        state=reservation.state,
        decided_at=reservation.decided_at,
        starts_at=reservation.starts_at,
        already=already,
        now=now,
    )
    if found:
        raise CannotAnswer(explained(found))
    missing = text_missing(text, "appeal_text_missing", "text")
    if missing:
        raise RequestRefused(explained(missing))
    appeal = Appeal.objects.create(
        reservation=reservation, person_id=hat.wearer_id, text=text.strip(), asked_at=now
    )
    announce(AppealMade, reservation, now)
    return appeal


@retried
@transaction.atomic
def answer_appeal(*, reference: str, hat: Hat, outcome: str, reasons: str, now: dt.datetime) -> Appeal:
    """Say what becomes of a refusal, with reasons. Granted, the place is taken again if it is still free.

    Who had refused does not answer, unless nobody else can; it is then noted. Raises the ledger's
    ``SlotJustTaken`` when the place is gone: the answer « too late » says so to the asker.
    """
    reservation = _locked(reference, hat)
    owner_id = reservation.asset.organisation_id
    if not permissions.may_answer_appeals(hat, owner_id):
        raise NotAllowed(explained([Objection("not_administrator")]))
    appeal = Appeal.objects.filter(reservation=reservation).first()
    if appeal is None or appeal.answered_at is not None:
        raise CannotAnswer(explained([Objection("no_appeal")]))
    mine = reservation.decided_by_id == hat.wearer_id
    others = administrators_of(owner_id, timezone.localdate(now)).exclude(person_id=hat.wearer_id).exists()
    found = judge_objections(refused_by_me=mine, others=others)
    if found:
        raise NotAllowed(explained(found))
    wrong = [Objection("outcome_missing", "outcome")] if outcome not in Outcome.values else []
    wrong += text_missing(reasons, "appeal_reasons_missing", "reasons")
    if outcome == Outcome.GRANTED and reservation.starts_at <= now:
        wrong.append(Objection("begun", "outcome"))
    if wrong:
        raise RequestRefused(explained(wrong))
    appeal.outcome, appeal.answer, appeal.answered_at = outcome, reasons.strip(), now
    appeal.answered_by_id, appeal.by_same_person = hat.wearer_id, mine
    appeal.save()
    if outcome == Outcome.GRANTED:
        reservation.motive, reservation.reason = "", ""
        say_yes(reservation, hat=hat, now=now, together=True)
    announce(AppealAnswered, reservation, now, outcome=outcome)
    return appeal


def _locked(reference: str, hat: Hat) -> Reservation:
    reservation = (
        Reservation.objects.visible_to(hat)
        .filter(reference=reference)
        .select_related("asset")
        .select_for_update(of=("self",))
        .first()
    )
    if reservation is None:
        raise NotFound(explained([Objection("unknown")]))
    return reservation
