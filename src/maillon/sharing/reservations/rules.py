"""Does it fit, who may do what next, and what does it cost? Pure: values in, every reason out.

The life of a request::

                    ┌─ approve ─▶ approved ─ cancel ─▶ cancelled
    pending ────────┼─ refuse ──▶ refused
     ▲ │  │         └─ cancel ──▶ cancelled
     │ │  └ nobody answers in time ─▶ lapsed ─ approve, if still to come and free ─▶ approved
     │ └ clarify ─▶ clarifying ─ approve, refuse, cancel, or nobody answers in time: as if pending
     └─ the asker answers ─┘
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from maillon.kernel.money import Money
from maillon.kernel.objections import Objection
from maillon.kernel.spans import Span, Spans

PENDING, CLARIFYING, APPROVED, LAPSED = "pending", "clarifying", "approved", "lapsed"
THURSDAY = 3  # of the week, Monday first
OTHER = "other"  # the motive that means nothing without an explanation
LONGEST_PURPOSE = 200  # characters
LONGEST_NAME = 160
LONGEST_MESSAGE = 5_000
MANY = 100_000  # people or things
YEARS = range(2000, 2200)  # beyond, a calendar cannot even say which day it is here and there


class Action(StrEnum):
    """What can be done to a request."""

    APPROVE = "approve"
    CLARIFY = "clarify"
    REFUSE = "refuse"
    CANCEL = "cancel"


FROM = {
    Action.APPROVE: frozenset({PENDING, CLARIFYING, LAPSED}),
    Action.CLARIFY: frozenset({PENDING}),
    Action.REFUSE: frozenset({PENDING, CLARIFYING}),
    Action.CANCEL: frozenset({PENDING, CLARIFYING, APPROVED}),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What someone would like: an asset, from when until when, for what and for how many people.

    Times carry their zone; ``quantity`` counts for what is shared by the number (chairs), 1 for a place.
    """

    asset_id: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    purpose: str = ""
    attendees: int | None = None
    quantity: int = 1
    message: str = ""

    @property
    def in_order(self) -> bool:
        """Return whether the end comes after the start."""
        return self.starts_at < self.ends_at

    @property
    def in_our_time(self) -> bool:
        """Return whether both moments lie in years that calendars can tell."""
        return self.starts_at.year in YEARS and self.ends_at.year in YEARS

    @property
    def period(self) -> Span[dt.datetime]:
        """Return the period, half-open; ValueError unless :attr:`in_order`."""
        return Span(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class AssetFacts:
    """What the asset offers: how many people it holds (None: it is not said), how many there are to take."""

    capacity: int | None
    quantity: int


def fits(
    period: Span[dt.datetime],
    *,
    opening: Spans[dt.datetime],
    asset: AssetFacts,
    attendees: int | None,
    quantity: int,
) -> list[Objection]:
    """Say why the asset does not suit: closed for part of the period, too small, too few."""
    found = []
    if not opening.covers(period):
        found.append(Objection("closed", "starts_at"))
    if attendees is not None and asset.capacity is not None and attendees > asset.capacity:
        found.append(Objection("too_many_people", "attendees", {"capacity": asset.capacity}))
    if quantity > asset.quantity:
        found.append(Objection("too_many_things", "quantity", {"quantity": asset.quantity}))
    return found


def next_steps(
    state: str, *, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime
) -> frozenset[Action]:
    """Return what may still be done to a request in this state, whoever does it."""
    return frozenset(
        action
        for action in Action
        if not action_objections(action, state, starts_at=starts_at, ends_at=ends_at, now=now)
    )


def action_objections(
    action: Action, state: str, *, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime
) -> list[Objection]:
    """Say why this cannot be done any more: answered already, begun, or over.

    An answer comes before the period begins; what has begun may still be cancelled until it ends.
    """
    if state not in FROM[action]:
        return [Objection(f"already_{state}")]
    if action is Action.CANCEL:
        return [Objection("over")] if ends_at <= now else []
    return [Objection("begun")] if action is not Action.REFUSE and starts_at <= now else []


def refusal_objections(
    motive: str,
    reason: str,
    *,
    motives: frozenset[str],
    asset_id: int,
    asked: Span[dt.datetime] | None,
    other_asset_id: int | None,
    other: Span[dt.datetime] | None,
) -> list[Objection]:
    """Say what is missing from a refusal: a motive of the list, words when it is « other », a true alternative."""
    found = []
    if motive not in motives:
        found.append(Objection("motive_missing", "motive"))
    if motive == OTHER and not reason.strip():
        found.append(Objection("reason_missing", "reason"))
    if (other_asset_id or other) and (other_asset_id or asset_id, other or asked) == (asset_id, asked):
        found.append(Objection("same_alternative", "alternative_asset"))
    return found


def wish_objections(wish: Wish) -> list[Objection]:
    """Say what is missing or makes no sense in the wish itself, whatever the asset."""
    found = []
    if not wish.purpose.strip():
        found.append(Objection("purpose_missing", "purpose"))
    if len(wish.purpose) > LONGEST_PURPOSE:
        found.append(Objection("purpose_too_long", "purpose", {"longest": LONGEST_PURPOSE}))
    if "\x00" in wish.purpose or "\x00" in wish.message:
        found.append(Objection("unreadable_text", "purpose"))
    if wish.attendees is not None and not 1 <= wish.attendees <= MANY:
        found.append(Objection("number_out_of_reach", "attendees", {"most": MANY}))
    if not 1 <= wish.quantity <= MANY:
        found.append(Objection("number_out_of_reach", "quantity", {"most": MANY}))
    return found


def text_objections(text: str, *, needed: bool) -> list[Objection]:
    """Say what is wrong with a message: nothing written where nothing else is sent, too long, unreadable."""
    if needed and not text:
        return [Objection("message_missing", "text")]
    if len(text) > LONGEST_MESSAGE:
        return [Objection("message_too_long", "text", {"longest": LONGEST_MESSAGE})]
    return [Objection("unreadable_text", "text")] if "\x00" in text else []


def cancellation_objections(reason: str, *, by_owner: bool) -> list[Objection]:
    """Say what is missing from a cancellation: an owner who takes a period back explains it."""
    return [Objection("cancel_reason_missing", "reason")] if by_owner and not reason.strip() else []


def is_late(starts_at: dt.datetime, *, notice: dt.timedelta, now: dt.datetime) -> bool:
    """Return whether a cancellation leaves the owner less than the notice that they ask for."""
    return now > starts_at - notice


def price(period: Span[dt.datetime], per_hour: Money | None) -> Money:
    """Return what the period costs: the price of an hour by its true length, to the cent; zero when free."""
    if per_hour is None:
        return Money(0)
    seconds = Decimal(int(period.length.total_seconds()))
    return Money(per_hour.amount * seconds / 3600, per_hour.currency)


def division_objections(
    ways: Sequence[Sequence[tuple[str, int]]], *, most_ways: int, most: int
) -> list[Objection]:
    """Say why a space cannot be divided so: each way is a list of (name, shares), from left to right."""
    found = []
    if len(ways) > most_ways:
        found.append(Objection("too_many_ways", "ways", {"most": most_ways}))
    for way in ways:
        if len(way) < 2 or any(shares < 1 for _name, shares in way):
            found.append(Objection("one_part_only", "ways"))
        elif sum(shares for _name, shares in way) > most:
            found.append(Objection("too_many_parts", "ways", {"most": most}))
        if any(not name.strip() or "\x00" in name for name, _shares in way):
            found.append(Objection("part_without_name", "ways"))
        if any(len(name) > LONGEST_NAME for name, _shares in way):
            found.append(Objection("part_name_too_long", "ways", {"longest": LONGEST_NAME}))
    return found


def bundle_objections(wishes: Sequence[Wish], *, owners: Collection[int], most: int) -> list[Objection]:
    """Say why these things cannot be asked for together: one owner, each thing once at a moment."""
    found = []
    if not 1 <= len(wishes) <= most:
        found.append(Objection("bundle_size", None, {"most": most}))
    if len({(wish.asset_id, wish.starts_at) for wish in wishes}) < len(wishes):
        found.append(Objection("bundle_twice"))
    if len(owners) > 1:
        found.append(Objection("bundle_owners"))
    return found


def usual_day(today: dt.date) -> dt.date:
    """Return the day proposed before anyone has chosen: a week ahead, on an evening when places are open."""
    day = today + dt.timedelta(days=7)
    return day if day.weekday() <= THURSDAY else day + dt.timedelta(days=7 - day.weekday())
