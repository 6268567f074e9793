"""Ask for a period, answer it, give it back, let it lapse.

Each verb is one transaction: the request is locked, the ledger of ``availability`` takes, firms up or frees the
place, and the fact is recorded with it.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from maillon.base.refusals import NotAllowed, NotFound, Reason
from maillon.base.retries import retried
from maillon.community.agreements.queries import hold_agreements
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.kernel.spans import Span
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.services import firm_up, lock_assets, release, take
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import CannotAnswer, RequestRefused, explained
from maillon.sharing.reservations.facts import (
    ReservationApproved,
    ReservationCancelled,
    ReservationLapsed,
    ReservationRefused,
    ReservationRequested,
)
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.queries.agreed import is_agreed, needs_agreement
from maillon.sharing.reservations.queries.asking import notice_of, offer_of
from maillon.sharing.reservations.queries.deciding import others_who_answer
from maillon.sharing.reservations.queries.house import hat_of
from maillon.sharing.reservations.rules import (
    Action,
    Wish,
    action_objections,
    cancellation_objections,
    is_late,
    price,
    refusal_objections,
    wish_objections,
)
from maillon.sharing.reservations.services.announcing import announce
from maillon.sharing.reservations.services.checks import reasons_against
from maillon.sharing.reservations.services.house import ask_house
from maillon.sharing.reservations.services.numbers import next_number, one_at_a_time
from maillon.sharing.terms.models import Offer
from maillon.sharing.terms.rules import answer_due

State = Reservation.State
WAITING = (State.PENDING, State.CLARIFYING)


@retried
@transaction.atomic
def request_reservation(
    *, hat: Hat, wish: Wish, uid: uuid.UUID | None = None, exception: str = "", now: dt.datetime
) -> Reservation:
    """Ask for a period in the name of the hat's organisation; it is confirmed at once where the terms say so.

    Until the owner answers, the ledger holds the place. ``uid`` is the asker's own key: the same key sent twice
    gives the same request. Raises :class:`RequestRefused` with every reason, and the ledger's ``SlotJustTaken``
    or ``NotEnoughLeft`` when someone was faster. What the hat may not see is « not shared » to it. ``exception`` is
    why the owner's approver passes over opening hours or house rules.
    """
    if uid is not None:
        one_at_a_time(uid)
        known = Reservation.objects.filter(uid=uid, person_id=hat.wearer_id).first()
        if known is not None:
            return known
    offer = offer_for(wish, hat=hat, exception=exception, now=now)
    return place_request(wish, offer=offer, hat=hat, uid=uid, exception=exception, now=now)


def offer_for(wish: Wish, *, hat: Hat, exception: str = "", now: dt.datetime) -> Offer:
    """Return the offer of what is wished for; RequestRefused with every reason why this hat may not have it."""
    offer = offer_of(wish.asset_id, hat, now)
    if offer is None:
        raise RequestRefused(explained([Objection("not_offered")]))
    _refuse_if(
        _signed_in(hat)
        or explained(wish_objections(wish))
        + reasons_against(wish, offer=offer, hat=hat, exception=exception, now=now)
    )
    return offer


def place_request(
    wish: Wish,
    *,
    offer: Offer,
    hat: Hat,
    now: dt.datetime,
    uid: uuid.UUID | None = None,
    exception: str = "",
    automatic: bool | None = None,
    together: bool = False,
) -> Reservation:
    """Take the place in the ledger and write the request; within the caller's transaction.

    ``automatic`` is what the terms say unless given; ``together`` marks one that follows another of its bundle.
    """
    terms, period = offer.terms.facts(), wish.period
    at_once = terms.automatic if automatic is None else automatic
    due = answer_due(terms, period.start, now)
    commitment = take(
        asset_id=wish.asset_id,
        starts_at=period.start,
        ends_at=period.end,
        setup=terms.setup,
        cleanup=terms.cleanup,
        quantity=wish.quantity,
        cause=Commitment.Cause.RESERVATION,
        state=Commitment.State.FIRM if at_once else Commitment.State.HELD,
        expires_at=None if at_once else due,
        now=now,
    )
    _ask_still_in_use(wish.asset_id)
    _ask_still_agreed(offer, hat, now)
    ask_house(commitment, offer.asset, asker=hat, exception=exception, now=now)
    reservation = Reservation.objects.create(
        uid=uid or uuid.uuid4(),
        reference=f"R-{next_number(now)}",
        asset=offer.asset,
        organisation_id=hat.body_id,
        person_id=hat.wearer_id,
        purpose=wish.purpose.strip(),
        attendees=wish.attendees,
        quantity=wish.quantity,
        message=wish.message.strip(),
        exception=exception.strip() if permissions.may_decide_for(hat, offer.asset.organisation_id) else "",
        starts_at=period.start,
        ends_at=period.end,
        price=price(period, terms.price_per_hour).amount,
        state=State.APPROVED if at_once else State.PENDING,
        answer_due_at=None if at_once else due,
        decided_at=now if at_once else None,
        commitment=commitment,
    )
    if at_once:
        announce(ReservationApproved, reservation, now, automatic=True, together=together)
    else:
        announce(ReservationRequested, reservation, now, together=together)
    return reservation


@retried
@transaction.atomic
def approve_reservation(*, reference: str, hat: Hat, exception: str = "", now: dt.datetime) -> Reservation:
    """Say yes. A place that was held until the answer was due is taken again if it is still free.

    Raises the ledger's ``SlotJustTaken`` when it is not, :class:`CannotAnswer` when the request was already
    answered or has begun, RequestRefused when a house rule now forbids it and no ``exception`` says why not.
    """
    reservation = _to_decide(reference, hat, Action.APPROVE, now)
    return say_yes(reservation, hat=hat, exception=exception, now=now)


def say_yes(
    reservation: Reservation, *, hat: Hat, exception: str = "", now: dt.datetime, together: bool = False
) -> Reservation:
    """Make the place of a locked request firm, and tell it.

    Who asked does not say yes while someone else answers for the owner: :class:`NotAllowed`.
    """
    if hat.person_id == reservation.person_id:
        _ask_alone(reservation, hat, now)
    reservation.commitment = _firm_place(reservation, hat, exception, now)
    reservation.state = State.APPROVED
    note_decision(reservation, hat, now)
    announce(ReservationApproved, reservation, now, together=together)
    return reservation


def _ask_alone(reservation: Reservation, hat: Hat, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    if others_who_answer(reservation.asset.organisation_id, hat.wearer_id, today).exists():
        raise NotAllowed(explained([Objection("own_request")]))


@retried
@transaction.atomic
def refuse_reservation(
    *,
    reference: str,
    hat: Hat,
    motive: str,
    reason: str = "",
    alternative_asset_id: int | None = None,
    alternative: Span[dt.datetime] | None = None,
    now: dt.datetime,
) -> Reservation:
    """Say no, with a motive of the closed list, and if possible another asset or another period.

    The place is free again at once. Raises :class:`RequestRefused` when the motive, the explanation or the
    alternative is not usable, :class:`CannotAnswer` when it is too late to refuse.
    """
    reservation = _to_decide(reference, hat, Action.REFUSE, now)
    objections = refusal_objections(
        motive,
        reason,
        motives=frozenset(RefusalMotive.values),
        asset_id=reservation.asset_id,
        asked=reservation.period,
        other_asset_id=alternative_asset_id,
        other=alternative,
    )
    if alternative_asset_id and not _may_offer(alternative_asset_id, hat):
        objections.append(Objection("unknown_alternative", "alternative_asset"))
    _refuse_if(explained(objections))
    reservation.alternative_asset_id = alternative_asset_id
    if alternative is not None:
        reservation.alternative_starts_at, reservation.alternative_ends_at = (
            alternative.start,
            alternative.end,
        )
    return say_no(reservation, hat=hat, motive=motive, reason=reason, now=now)


def say_no(
    reservation: Reservation, *, hat: Hat, motive: str, reason: str, now: dt.datetime, together: bool = False
) -> Reservation:
    """Free the place of a locked request for a motive already looked at, and tell it."""
    reservation.state, reservation.motive, reservation.reason = State.REFUSED, motive, reason.strip()
    free_place(reservation, now)
    note_decision(reservation, hat, now)
    announce(ReservationRefused, reservation, now, motive=motive, together=together)
    return reservation


@retried
@transaction.atomic
def cancel_reservation(*, reference: str, hat: Hat, reason: str = "", now: dt.datetime) -> Reservation:
    """Give the period back, by those who asked or by the owner, who then says why.

    A cancellation that leaves the owner less than their notice is noted as late.
    """
    return give_back(_locked(reference, hat), hat=hat, reason=reason, now=now)


def give_back(
    reservation: Reservation, *, hat: Hat, reason: str, now: dt.datetime, together: bool = False
) -> Reservation:
    """Free the place of a locked request, and tell it; refuse what the hat may not, or what is too late."""
    if not permissions.may_cancel(hat, reservation):
        raise NotAllowed(explained([Objection("not_yours")]))
    _still_possible(Action.CANCEL, reservation, now)
    by_owner = not permissions.asked_for(hat, reservation)
    _refuse_if(explained(cancellation_objections(reason, by_owner=by_owner)))
    notice = notice_of(reservation.asset_id)
    was_approved = reservation.state == State.APPROVED
    reservation.cancelled_late = was_approved and is_late(reservation.starts_at, notice=notice, now=now)
    reservation.state, reservation.reason = State.CANCELLED, reason.strip()
    free_place(reservation, now)
    note_decision(reservation, hat, now)
    late = reservation.cancelled_late
    announce(ReservationCancelled, reservation, now, by_owner=by_owner, late=late, together=together)
    return reservation


def lapse_overdue(*, now: dt.datetime) -> int:
    """Let lapse each request whose answer was due from either side; return how many.

    One transaction each, but for those that were asked together: they lapse together, and the first speaks for all.
    """
    overdue = Reservation.objects.filter(state__in=WAITING, answer_due_at__lte=now).order_by("pk")
    groups: dict[int, list[int]] = {}
    for pk, bundle in overdue.values_list("pk", "bundled__bundle_id"):
        groups.setdefault(bundle or -pk, []).append(pk)
    return sum(_lapse(numbers, now) for numbers in groups.values())


@retried
@transaction.atomic
def _lapse(numbers: list[int], now: dt.datetime) -> int:
    lapsed = list(  # what is answered, or being answered, since the list was read is left alone
        Reservation.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("asset")
        .filter(pk__in=numbers, state__in=WAITING, answer_due_at__lte=now)
        .order_by("pk")
    )
    lock_assets([one.asset_id for one in lapsed])
    for rank, reservation in enumerate(lapsed):
        unclarified = reservation.state == State.CLARIFYING
        reservation.state = State.LAPSED
        free_place(reservation, now)
        reservation.sequence += 1
        reservation.save()
        announce(ReservationLapsed, reservation, now, together=rank > 0, unclarified=unclarified)
    return len(lapsed)


def _ask_still_in_use(asset_id: int) -> None:
    """Look again once the block is ours: whoever archives the asset holds the block until it is archived."""
    if not Asset.objects.active().filter(pk=asset_id).exists():
        raise RequestRefused(explained([Objection("not_offered")]))


def _ask_still_agreed(offer: Offer, hat: Hat, now: dt.datetime) -> None:
    """Where only an agreement lets the hat in, hold it until the booking is written, and look again.

    Whoever ends the agreement waits, and a booking that waited for its end is refused.
    """
    owner_id = offer.asset.organisation_id
    seen_by = () if hat.sees_everything else (offer.asset.audience,)
    drawn = (offer.terms.bookable_by, *seen_by)
    if not any(needs_agreement(circle, hat, owner_id) for circle in drawn):
        return
    hold_agreements(owner_id=owner_id, partner_id=hat.body_id)
    if not is_agreed(offer.asset_id, hat, now):
        raise RequestRefused(explained([Objection("not_offered")]))


def _signed_in(hat: Hat) -> tuple[Reason, ...]:
    return () if hat.signed_in else explained([Objection("no_organisation")])


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


def _to_decide(reference: str, hat: Hat, action: Action, now: dt.datetime) -> Reservation:
    reservation = _locked(reference, hat)
    if not permissions.may_decide(hat, reservation):
        raise NotAllowed(explained([Objection("not_decider")]))
    _still_possible(action, reservation, now)
    return reservation


def _still_possible(action: Action, reservation: Reservation, now: dt.datetime) -> None:
    found = action_objections(
        action, reservation.state, starts_at=reservation.starts_at, ends_at=reservation.ends_at, now=now
    )
    if found:
        raise CannotAnswer(explained(found))


def _refuse_if(reasons: Iterable[Reason]) -> None:
    given = tuple(reasons)
    if given:
        raise RequestRefused(given)


def _may_offer(asset_id: int, hat: Hat) -> bool:
    offered = Offer.objects.standing().filter(asset_id=asset_id)
    return Asset.objects.visible_to(hat).active().filter(pk__in=offered.values("asset_id")).exists()


def _firm_place(reservation: Reservation, hat: Hat, exception: str, now: dt.datetime) -> Commitment:
    """Make the held place firm, or take it again, under the rules of now, when the hold has expired."""
    old = reservation.commitment
    if old is None:
        raise CannotAnswer(explained([Objection("unknown")]))
    if old.state == Commitment.State.HELD and old.expires_at is not None and old.expires_at > now:
        return firm_up(commitment_id=old.pk, now=now)
    release(commitment_id=old.pk, now=now)
    taken = take(
        asset_id=reservation.asset_id,
        starts_at=reservation.starts_at,
        ends_at=reservation.ends_at,
        setup=old.starts_at - old.busy_from,
        cleanup=old.busy_until - old.ends_at,
        quantity=reservation.quantity,
        cause=Commitment.Cause.RESERVATION,
        state=Commitment.State.FIRM,
        now=now,
    )
    asker = hat_of(reservation.organisation, reservation.person_id)
    if ask_house(taken, reservation.asset, asker=asker, by=hat, exception=exception, now=now):
        reservation.exception = exception.strip()
    return taken


def free_place(reservation: Reservation, now: dt.datetime) -> None:
    """Give the place of a request back to the calendar."""
    if reservation.commitment_id is not None:
        release(commitment_id=reservation.commitment_id, now=now)


def note_decision(reservation: Reservation, hat: Hat, now: dt.datetime) -> None:
    """Save a request with who decided, and when; its calendar entry moves on (iCalendar « sequence »)."""
    reservation.decided_by_id, reservation.decided_at = hat.person_id, now
    reservation.sequence += 1
    reservation.save()
