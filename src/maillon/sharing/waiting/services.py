"""Wait for a period, be offered it, take it, leave it, or let it pass.

A place offered is a hold in the ledger: nobody can take it meanwhile. Every verb that touches the ledger locks the
block first, as all writers do.
"""

import datetime as dt
import uuid

from django.db import transaction

from maillon.base.facts import record
from maillon.base.refusals import NotAllowed, NotFound, Refusal
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.queries import is_free
from maillon.sharing.availability.services import lock_assets, release, take
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.permissions import may_ask
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import offer_for, place_request
from maillon.sharing.terms.models import Offer
from maillon.sharing.waiting.errors import CannotWait, NotYourTurn, explained
from maillon.sharing.waiting.facts import PlaceOffered, TurnPassed
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.queries import assets_waited_for, next_in_turn
from maillon.sharing.waiting.rules import joining_objections, kept_until

State = Wait.State


@retried
@transaction.atomic
def join(*, hat: Hat, wish: Wish, uid: uuid.UUID | None = None, now: dt.datetime) -> Wait:
    """Enter the line for a period that is taken; the same organisation waits once for the same moment.

    What would refuse the request itself refuses the wait (RequestRefused, with every reason): one never waits for
    what one could not have. Raises :class:`CannotWait` when the moment is free or has begun.
    """
    offer = offer_for(wish, hat=hat, now=now)
    lock_assets([wish.asset_id])
    known = Wait.objects.live().filter(
        asset_id=wish.asset_id,
        organisation_id=hat.body_id,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
    )
    already = known.first()
    if already is not None:
        return already
    objections = joining_objections(
        wish.period,
        free=_is_free(offer, wish, now),
        waits=Wait.objects.live().filter(organisation_id=hat.body_id).count(),
        now=now,
    )
    if objections:
        raise CannotWait(explained(objections))
    return Wait.objects.create(
        uid=uid or uuid.uuid4(),
        asset_id=wish.asset_id,
        organisation_id=hat.body_id,
        person_id=hat.wearer_id,
        purpose=wish.purpose.strip(),
        attendees=wish.attendees,
        quantity=wish.quantity,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        joined_at=now,
    )


@retried
@transaction.atomic
def offer_places(*, asset_id: int, now: dt.datetime) -> list[Wait]:
    """Keep what is free again for those whose turn it is; return the waits that were offered a place.

    Looks at everything that shares the block of the asset: half a gym given back may serve who waits for it, while
    who waits for the whole goes on waiting.
    """
    lock_assets([asset_id])
    offered = []
    for number in next_in_turn(asset_id, now=now):
        wait = Wait.objects.select_for_update(of=("self",)).select_related("asset").get(pk=number)
        if wait.state == State.WAITING and _offer(wait, now):
            offered.append(wait)
    return offered


def _offer(wait: Wait, now: dt.datetime) -> bool:
    """Hold the place for this wait if it is free; return whether it is held."""
    offer = Offer.objects.standing().filter(asset_id=wait.asset_id).select_related("terms").first()
    if offer is None:
        return False
    terms, until = offer.terms.facts(), kept_until(wait.starts_at, now=now)
    try:
        with transaction.atomic():
            wait.commitment = take(
                asset_id=wait.asset_id,
                starts_at=wait.starts_at,
                ends_at=wait.ends_at,
                setup=terms.setup,
                cleanup=terms.cleanup,
                quantity=wait.quantity,
                cause=Commitment.Cause.HOLD,
                state=Commitment.State.HELD,
                expires_at=until,
                now=now,
            )
    except Refusal:
        return False
    wait.state, wait.kept_until = State.OFFERED, until
    wait.save()
    record(PlaceOffered(wait_id=wait.pk, at=now))
    return True


@retried
@transaction.atomic
def take_place(*, uid: uuid.UUID, hat: Hat, now: dt.datetime) -> Reservation:
    """Send the request for the place that is kept; it is confirmed at once where the terms say so.

    Pressed twice, it gives the same request. Raises :class:`NotYourTurn` when the place is not, or no longer, kept.
    """
    wait = _mine(uid, hat)
    if wait.reservation is not None:
        return wait.reservation
    lock_assets([wait.asset_id])
    wait.refresh_from_db()
    if (
        wait.state != State.OFFERED
        or wait.commitment_id is None
        or wait.kept_until is None
        or wait.kept_until <= now
    ):
        raise NotYourTurn(explained([Objection("not_offered")]))
    wish = Wish(
        wait.asset_id,
        wait.starts_at,
        wait.ends_at,
        purpose=wait.purpose,
        attendees=wait.attendees,
        quantity=wait.quantity,
    )
    offer = offer_for(wish, hat=hat, now=now)
    release(commitment_id=wait.commitment_id, now=now)
    wait.reservation = place_request(wish, offer=offer, hat=hat, uid=uuid.uuid5(wait.uid, "taken"), now=now)
    wait.state, wait.kept_until = State.TAKEN, None
    wait.save()
    return wait.reservation


@retried
@transaction.atomic
def leave(*, uid: uuid.UUID, hat: Hat, now: dt.datetime) -> Wait:
    """Leave the line; a place that was kept goes to the next. Leaving twice is leaving once."""
    wait = _mine(uid, hat)
    if wait.state == State.LEFT:
        return wait
    if wait.state not in (State.WAITING, State.OFFERED):
        raise NotYourTurn(explained([Objection("not_waiting")]))
    _close(wait, State.LEFT, now)
    return wait


def pass_on(*, now: dt.datetime) -> int:
    """Let pass each turn that nobody took and each wait whose period has begun; offer again what is free.

    Return how many turns passed. Each asset is a transaction of its own, so that a long list holds nobody up.
    """
    silent = Wait.objects.filter(state=State.OFFERED, kept_until__lte=now).order_by("pk")
    passed = sum(_pass(pk, now) for pk in silent.values_list("pk", flat=True))
    begun = Wait.objects.filter(state=State.WAITING, starts_at__lte=now)
    begun.update(state=State.OVER)
    for asset_id in assets_waited_for(now):
        offer_places(asset_id=asset_id, now=now)
    return passed


@retried
@transaction.atomic
def _pass(pk: int, now: dt.datetime) -> bool:
    asset_id = Wait.objects.values_list("asset_id", flat=True).get(pk=pk)
    lock_assets([asset_id])
    wait = Wait.objects.select_for_update(of=("self",)).filter(pk=pk, state=State.OFFERED).first()
    if wait is None or wait.kept_until is None or wait.kept_until > now:  # taken or left meanwhile
        return False
    _close(wait, State.PASSED, now)
    record(TurnPassed(wait_id=wait.pk, at=now))
    return True


def _close(wait: Wait, state: str, now: dt.datetime) -> None:
    """End a wait; what was kept is free, and the next one is offered it in this very transaction."""
    held = wait.commitment_id
    if held is not None:
        lock_assets([wait.asset_id])
        release(commitment_id=held, now=now)
    wait.state, wait.kept_until = state, None
    wait.save()
    if held is not None:
        offer_places(asset_id=wait.asset_id, now=now)


def _mine(uid: uuid.UUID, hat: Hat) -> Wait:
    """Return the wait, locked; it answers to the organisation that waits."""
    wait = Wait.objects.visible_to(hat).select_for_update(of=("self",)).filter(uid=uid).first()
    if wait is None:
        raise NotFound(explained([Objection("unknown")]))
    if not (may_ask(hat) and hat.acts_for(wait.organisation_id)):
        raise NotAllowed(explained([Objection("unknown")]))
    return wait


def _is_free(offer: Offer, wish: Wish, now: dt.datetime) -> bool:
    terms = offer.terms.facts()
    return is_free(
        wish.asset_id,
        wish.starts_at,
        wish.ends_at,
        setup=terms.setup,
        cleanup=terms.cleanup,
        quantity=wish.quantity,
        now=now,
    )
