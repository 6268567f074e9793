"""Closing assets for a time, and opening them again: the ledger is held from the first look to the last line."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from maillon.base.refusals import Invalid, NotFound
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.services import lock_assets, take
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.reservations.closing import (
    ClosureWish,
    Handling,
    Scope,
    closure_objections,
    pieces_to_close,
)
from maillon.sharing.reservations.errors import WouldDisplace, explained
from maillon.sharing.reservations.models import Closure, ClosurePart, Reservation
from maillon.sharing.reservations.promised import request_in_words
from maillon.sharing.reservations.queries.closing import (
    ClosurePlan,
    plan_of,
    targets,
    total_closed,
    what_stays,
    zone_of,
)
from maillon.sharing.reservations.services.requests import give_back

MOST_PIECES = 3_000


@retried
@transaction.atomic
def close_assets(*, hat: Hat, wish: ClosureWish, handling: Handling, now: dt.datetime) -> Closure:
    """Close an asset, a site or a class of the hat's organisation, for a reason that people will read.

    Every block concerned is held, in order, before the bookings in the way are read: a request sent meanwhile waits,
    then finds the place closed. ``handling`` says what becomes of them: WouldDisplace lists them and nothing
    changes; or the closure takes only what is free; or they are given back to the ledger, each asker being told the
    reason. Invalid when the closure makes no sense or closes nothing.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    assets = targets(wish, owner_id)
    if not assets:
        raise Invalid(explained([Objection("nothing_to_close", "what")]))
    found = closure_objections(wish, zone=zone_of(assets), now=now)
    if found:
        raise Invalid(explained(found))
    lock_assets([asset.pk for asset in assets])
    plan = plan_of(wish, assets, now)
    given_back = _make_room(plan, handling, hat=hat, reason=wish.reason, now=now)
    return _written(wish, plan, given_back, owner_id=owner_id, now=now)


def _make_room(
    plan: ClosurePlan, handling: Handling, *, hat: Hat, reason: str, now: dt.datetime
) -> frozenset[int]:
    """Refuse, or give back what is in the way; return the commitments given back."""
    in_the_way = [*plan.bookings, *plan.others]
    if handling == Handling.REFUSE and in_the_way:
        raise WouldDisplace([request_in_words(one).text for one in plan.bookings], len(in_the_way))
    if handling != Handling.GIVE_BACK:
        return frozenset()
    if plan.others:
        raise Invalid(explained([Objection("closure_others", "handling", {"n": len(plan.others)})]))
    numbers = [one.pk for one in plan.bookings]
    locked = Reservation.objects.filter(pk__in=numbers).select_related("asset").order_by("pk")
    for reservation in locked.select_for_update(of=("self",)):
        give_back(reservation, hat=hat, reason=reason, now=now)
    return frozenset(one.commitment_id for one in plan.bookings if one.commitment_id)


def _written(
    wish: ClosureWish, plan: ClosurePlan, given_back: frozenset[int], *, owner_id: int, now: dt.datetime
) -> Closure:
    pieces = [
        (place.pk, span, quantity)
        for place in plan.places
        for period in plan.periods[place.pk]
        for span, quantity in pieces_to_close(
            period,
            what_stays(plan.standing.get(place.pk, ()), given_back),
            pooled=place.pooled,
            quantity=place.block.quantity,
        )
    ]
    if not pieces or len(pieces) > MOST_PIECES:
        code = "closure_too_much" if pieces else "closure_nothing_free"
        raise Invalid(explained([Objection(code, "what")]))
    whole = total_closed(plan).parts
    closure = Closure.objects.create(
        organisation_id=owner_id,
        asset_id=wish.target_id if wish.scope == Scope.ASSET else None,
        site_id=wish.target_id if wish.scope == Scope.SITE else None,
        asset_class_id=wish.target_id if wish.scope == Scope.CLASS else None,
        cause=wish.cause,
        reason=wish.reason.strip(),
        first_day=wish.first_day,
        first_minute=wish.first_minute,
        last_day=wish.last_day,
        last_minute=wish.last_minute,
        repeats_until=wish.repeats_until,
        starts_at=whole[0].start,
        ends_at=whole[-1].end,
    )
    ClosurePart.objects.bulk_create(
        ClosurePart(
            closure=closure,
            commitment=take(
                asset_id=asset_id,
                starts_at=span.start,
                ends_at=span.end,
                quantity=quantity,
                cause=wish.cause,
                state=Commitment.State.FIRM,
                note=closure.reason,
                now=now,
            ),
        )
        for asset_id, span, quantity in pieces
    )
    return closure


@retried
@transaction.atomic
def end_closure(*, closure_id: int, hat: Hat, now: dt.datetime) -> Closure:
    """Open again now what a closure still closes; what it closed before stays in the ledger. Done twice, once."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    closure = Closure.objects.select_for_update().filter(pk=closure_id, organisation_id=owner_id).first()
    if closure is None:
        raise NotFound(explained([Objection("closure_unknown")]))
    if closure.ended_at is not None:
        return closure
    if closure.ends_at <= now:
        raise Invalid(explained([Objection("closure_over")]))
    left = Commitment.objects.filter(closure_part__closure=closure, ends_at__gt=now)
    lock_assets(_assets_of(left))
    for one in left.exclude(state=Commitment.State.ENDED).order_by("pk"):
        one.state, one.ended_at = Commitment.State.ENDED, now
        one.save(update_fields=["state", "ended_at"])
    closure.ended_at = now
    closure.save(update_fields=["ended_at"])
    return closure


def _assets_of(commitments: Iterable[Commitment]) -> list[int]:
    return sorted({one.asset_id for one in commitments})
