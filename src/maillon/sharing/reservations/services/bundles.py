"""Several things asked for at once: all or none, answered together, given back together or one by one."""

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from maillon.base.refusals import NotAllowed, NotFound, Reason, Refusal
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.availability.services import lock_assets
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import BundleRefused, CannotAnswer, explained
from maillon.sharing.reservations.models import Bundle, BundleItem, RefusalMotive, Reservation
from maillon.sharing.reservations.rules import Action, Wish, bundle_objections, next_steps, refusal_objections
from maillon.sharing.reservations.services.house import hold_limits
from maillon.sharing.reservations.services.numbers import next_number, one_at_a_time
from maillon.sharing.reservations.services.requests import (
    give_back,
    offer_for,
    place_request,
    say_no,
    say_yes,
)
from maillon.sharing.terms.models import Offer

State = Reservation.State
MOST = 30  # things in one bundle


@dataclass(frozen=True, slots=True)
class BundleWish:
    """One thing wished for with the others; ``instead_of`` names what it stands in for."""

    wish: Wish
    instead_of: str = ""


@retried
@transaction.atomic
def request_bundle(
    *,
    hat: Hat,
    name: str,
    wishes: Sequence[BundleWish],
    uid: uuid.UUID | None = None,
    now: dt.datetime,
) -> Bundle:
    """Ask for several assets of one owner in one go; they are confirmed at once when all of their terms say so.

    The first one speaks for all in the letters. Raises BundleRefused, with every reason and the name of what it is
    about, when one of them cannot be had: nothing is then asked for. The same ``uid`` twice gives the same bundle.
    """
    if uid is not None:
        one_at_a_time(uid)
        known = Bundle.objects.filter(uid=uid, person_id=hat.wearer_id).first()
        if known is not None:
            return known
    lock_assets([one.wish.asset_id for one in wishes])
    offers = _offers(wishes, hat, now)
    hold_limits([(offer.asset, one.wish.period) for one, offer in zip(wishes, offers, strict=True)], hat)
    at_once = all(offer.terms.facts().automatic for offer in offers)
    bundle = Bundle.objects.create(
        uid=uid or uuid.uuid4(),
        reference=f"E-{next_number(now)}",
        name=name.strip()[:160],
        organisation_id=hat.body_id,
        person_id=hat.wearer_id,
    )
    for rank, (one, offer) in enumerate(zip(wishes, offers, strict=True)):
        try:
            made = place_request(
                one.wish,
                offer=offer,
                hat=hat,
                uid=uid and uuid.uuid5(uid, str(rank)),
                automatic=at_once,
                together=rank > 0,
                now=now,
            )
        except Refusal as refusal:
            raise BundleRefused(about(offer.asset.name, refusal.reasons)) from refusal
        BundleItem.objects.create(
            bundle=bundle, reservation=made, position=rank, instead_of=one.instead_of[:160]
        )
    return bundle


def _offers(wishes: Sequence[BundleWish], hat: Hat, now: dt.datetime) -> list[Offer]:
    """Return the offer of each thing; BundleRefused with the reasons of all of them."""
    offers: list[Offer] = []
    against: list[Reason] = []
    for one in wishes:
        try:
            offers.append(offer_for(one.wish, hat=hat, now=now))
        except Refusal as refusal:
            known = Asset.objects.visible_to(hat).filter(pk=one.wish.asset_id).first()
            against += about(known.name if known else "", refusal.reasons)
    against += explained(
        bundle_objections(
            [one.wish for one in wishes], owners={offer.asset.organisation_id for offer in offers}, most=MOST
        )
    )
    if against:
        raise BundleRefused(against)
    return offers


def about(name: str, reasons: Sequence[Reason]) -> list[Reason]:
    """Return the reasons, each with the name of what it is about."""
    said = _("%(name)s : %(reason)s")
    return [
        replace(one, message=said % {"name": name, "reason": one.message}) if name else one for one in reasons
    ]


@retried
@transaction.atomic
def approve_bundle(*, reference: str, hat: Hat, only: Collection[str] = (), now: dt.datetime) -> Bundle:
    """Say yes to all that still waits; BundleRefused, and nothing changes, when one place is no longer free.

    Here and below, ``only`` keeps to the requests of these numbers: a series is answered date by date too.
    """
    return _answer(
        reference,
        hat,
        Action.APPROVE,
        now,
        only,
        lambda one, together: say_yes(one, hat=hat, now=now, together=together),
    )


@retried
@transaction.atomic
def refuse_bundle(
    *,
    reference: str,
    hat: Hat,
    motive: str,
    reason: str = "",
    only: Collection[str] = (),
    now: dt.datetime,
) -> Bundle:
    """Say no to all that still waits, with one motive; what was accepted stays, to be cancelled with its reason."""
    objections = refusal_objections(
        motive,
        reason,
        motives=frozenset(RefusalMotive.values),
        asset_id=0,
        asked=None,
        other_asset_id=None,
        other=None,
    )
    if objections:
        raise BundleRefused(explained(objections))
    return _answer(
        reference,
        hat,
        Action.REFUSE,
        now,
        only,
        lambda one, together: say_no(one, hat=hat, motive=motive, reason=reason, now=now, together=together),
    )


@retried
@transaction.atomic
def cancel_bundle(
    *, reference: str, hat: Hat, reason: str = "", only: Collection[str] = (), now: dt.datetime
) -> Bundle:
    """Give back all that still stands, by those who asked or by the owner, who then says why."""
    return _answer(
        reference,
        hat,
        Action.CANCEL,
        now,
        only,
        lambda one, together: give_back(one, hat=hat, reason=reason, now=now, together=together),
    )


def _answer(
    reference: str,
    hat: Hat,
    action: Action,
    now: dt.datetime,
    only: Collection[str],
    does: Callable[[Reservation, bool], Reservation],
) -> Bundle:
    """Do this to every request of the bundle to which it can still be done, the first one speaking for all."""
    bundle = Bundle.objects.visible_to(hat).filter(reference=reference).first()
    if bundle is None:
        raise NotFound(explained([Objection("unknown")]))
    requests = list(
        Reservation.objects.filter(bundled__bundle=bundle)
        .select_related("asset")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    if action is not Action.CANCEL and not all(permissions.may_decide(hat, one) for one in requests):
        raise NotAllowed(explained([Objection("not_decider")]))
    lock_assets([one.asset_id for one in requests])
    chosen = [one for one in requests if not only or one.reference in only]
    possible = [one for one in chosen if action in _steps(one, now)]
    if not possible:
        raise CannotAnswer(explained([Objection("bundle_settled")]))
    for rank, one in enumerate(possible):
        try:
            does(one, rank > 0)
        except NotAllowed:
            raise
        except Refusal as refusal:
            raise BundleRefused(about(one.asset.name, refusal.reasons)) from refusal
    return bundle


def _steps(one: Reservation, now: dt.datetime) -> frozenset[Action]:
    return next_steps(one.state, starts_at=one.starts_at, ends_at=one.ends_at, now=now)
