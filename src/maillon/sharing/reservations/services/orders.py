"""The cart of an account, and sending it: one bundle by owner under one order number."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from maillon.base.refusals import Reason, Refusal
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.money import Money
from maillon.kernel.objections import Objection
from maillon.kernel.repetition import Occurrence, Repetition
from maillon.sharing.availability.services import lock_assets
from maillon.sharing.reservations.errors import OrderRefused, explained
from maillon.sharing.reservations.models import Bundle, CartLine, Order, OrderPart
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.rules import Wish, price
from maillon.sharing.reservations.services.bundles import BundleWish, about, request_bundle
from maillon.sharing.reservations.services.checks import reasons_against
from maillon.sharing.reservations.services.dates import SeriesWish, check_dates
from maillon.sharing.reservations.services.numbers import next_number, one_at_a_time
from maillon.sharing.terms.models import Offer

CART_HOLDS = 30  # lines


@dataclass(frozen=True, slots=True)
class Line:
    """One thing at one moment."""

    asset_id: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    quantity: int = 1

    @property
    def key(self) -> str:
        """Return what names it in a form."""
        return f"{self.asset_id}-{int(self.starts_at.timestamp())}"

    def wish(self, purpose: str = "", attendees: int | None = None, message: str = "") -> Wish:
        """Return what is wished for."""
        return Wish(self.asset_id, self.starts_at, self.ends_at, purpose, attendees, self.quantity, message)


@dataclass(frozen=True, slots=True)
class LineCheck:
    """One line of a cart as it stands now: its offer (None: no longer shared), its price, why it cannot be had."""

    line: Line
    offer: Offer | None
    cost: Money
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a cart: the order, and the lines that stay in it with their reasons."""

    order: Order
    left: list[LineCheck]


@retried
@transaction.atomic
def add_line(*, person_id: int, line: Line) -> CartLine:
    """Put a moment in the cart of an account; the same one twice stays one. OrderRefused when the cart is full."""
    mine = CartLine.objects.filter(person_id=person_id)
    known = mine.filter(asset_id=line.asset_id, starts_at=line.starts_at).first()
    if known is None and mine.count() >= CART_HOLDS:
        raise OrderRefused(explained([Objection("cart_full", None, {"most": CART_HOLDS})]))
    if line.starts_at >= line.ends_at:
        raise OrderRefused(explained([Objection("ends_before_start", "ends_at")]))
    if line.quantity < 1:
        raise OrderRefused(explained([Objection("number_out_of_reach", "quantity", {"most": 100_000})]))
    values = {"ends_at": line.ends_at, "quantity": line.quantity}
    made, _new = CartLine.objects.update_or_create(
        person_id=person_id, asset_id=line.asset_id, starts_at=line.starts_at, defaults=values
    )
    return made


@transaction.atomic
def drop_line(*, person_id: int, key: str) -> None:
    """Take a moment out of the cart of an account; what is not there stays out."""
    for row in CartLine.objects.filter(person_id=person_id).order_by("pk"):
        if Line(row.asset_id, row.starts_at, row.ends_at).key == key:
            row.delete()


def check_lines(
    lines: Sequence[Line], *, hat: Hat, attendees: int | None = None, now: dt.datetime
) -> list[LineCheck]:
    """Return each line as it stands now: free, or every reason why not."""
    return [_checked(line, hat, attendees, now) for line in lines]


def _checked(line: Line, hat: Hat, attendees: int | None, now: dt.datetime) -> LineCheck:
    offer = offer_of(line.asset_id, hat, now)
    if offer is None:
        return LineCheck(line, None, Money(0), explained([Objection("not_offered")]))
    people = attendees if offer.asset.capacity is not None else None
    wish = line.wish("…", people)
    reasons = reasons_against(wish, offer=offer, hat=hat, now=now)
    day = line.starts_at.date()
    ledger = SeriesWish(line.asset_id, Repetition((0,), 0, 1, day), quantity=line.quantity)
    (date,) = check_dates(
        ledger, [Occurrence(day, line.starts_at, line.ends_at)], offer=offer, hat=hat, now=now
    )
    known = {one.code for one in reasons}
    reasons += tuple(one for one in date.reasons if one.code not in known)
    return LineCheck(line, offer, price(wish.period, offer.terms.facts().price_per_hour), reasons)


@retried
@transaction.atomic
def send_order(
    *,
    hat: Hat,
    lines: Sequence[Line],
    purpose: str,
    attendees: int | None = None,
    message: str = "",
    all_or_nothing: bool = False,
    uid: uuid.UUID | None = None,
    now: dt.datetime,
) -> Sent:
    """Ask each owner for their part of a cart, under one number; what could not be asked for stays in the cart.

    Every block is locked first, in order. With ``all_or_nothing``, one line that cannot be had refuses the whole:
    OrderRefused then says why, line by line; it does too when no line at all can be had. The same ``uid`` twice gives
    the same order.
    """
    if uid is not None:
        one_at_a_time(uid)
        known = Order.objects.filter(uid=uid, person_id=hat.wearer_id).first()
        if known is not None:
            return Sent(known, [])
    checks = _looked(lines, hat, attendees, now)
    left = [one for one in checks if one.reasons]
    free = [one for one in checks if not one.reasons]
    if not free or (all_or_nothing and left):
        raise OrderRefused(_told(left))
    order = Order.objects.create(
        uid=uid or uuid.uuid4(),
        reference=f"C-{next_number(now)}",
        organisation_id=hat.body_id,
        person_id=hat.wearer_id,
    )
    refused = _ask_all(order, free, hat, (purpose, attendees, message), now)
    if len(refused) == len(free) or (all_or_nothing and refused):
        raise OrderRefused([reason for one in refused for reason in one.reasons])
    left += refused
    kept = {one.line.key for one in left}
    for line in lines:
        if line.key not in kept:
            drop_line(person_id=hat.wearer_id, key=line.key)
    return Sent(order, left)


def _looked(lines: Sequence[Line], hat: Hat, attendees: int | None, now: dt.datetime) -> list[LineCheck]:
    """Lock every block, in order, then look at each line; OrderRefused when there is nobody or nothing to send."""
    if not lines or len(lines) > CART_HOLDS:
        raise OrderRefused(explained([Objection("cart_size", None, {"most": CART_HOLDS})]))
    if not hat.signed_in:
        raise OrderRefused(explained([Objection("no_organisation")]))
    lock_assets([line.asset_id for line in lines])
    return check_lines(lines, hat=hat, attendees=attendees, now=now)


def _ask_all(
    order: Order,
    free: Sequence[LineCheck],
    hat: Hat,
    said: tuple[str, int | None, str],
    now: dt.datetime,
) -> list[LineCheck]:
    """Ask each owner for their part, each in a savepoint; return the lines of those that could not be asked."""
    refused: list[LineCheck] = []
    for part in _by_owner(free):
        try:
            with transaction.atomic():
                _ask(order, part, hat, said, now)
        except Refusal as refusal:
            refused += [LineCheck(one.line, one.offer, one.cost, refusal.reasons) for one in part]
    return refused


def _by_owner(free: Sequence[LineCheck]) -> list[list[LineCheck]]:
    found: dict[int, list[LineCheck]] = {}
    for one in free:
        if one.offer is not None:
            found.setdefault(one.offer.asset.organisation_id, []).append(one)
    return [found[owner] for owner in sorted(found)]


def _ask(
    order: Order,
    part: Sequence[LineCheck],
    hat: Hat,
    said: tuple[str, int | None, str],
    now: dt.datetime,
) -> None:
    purpose, attendees, message = said
    wishes = [
        BundleWish(
            one.line.wish(
                purpose,
                attendees if one.offer is not None and one.offer.asset.capacity is not None else None,
                message,
            )
        )
        for one in part
    ]
    bundle: Bundle = request_bundle(hat=hat, name=purpose, wishes=wishes, now=now)
    OrderPart.objects.create(bundle=bundle, order=order)


def _told(left: Sequence[LineCheck]) -> list[Reason]:
    return [
        reason for one in left for reason in about(one.offer.asset.name if one.offer else "", one.reasons)
    ]
