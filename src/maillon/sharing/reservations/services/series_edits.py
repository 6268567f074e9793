"""Changing a series: one date, this one and the following, or all those to come; looked at first, by the very deed.

A date keeps its request, its number and its identity in agendas (uid); its sequence moves on. What is past, refused or
cancelled is left alone.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import transaction

from maillon.base.refusals import NotAllowed
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.kernel.recurrence import DAY_MINUTES, at_wall
from maillon.kernel.repetition import Occurrence
from maillon.sharing.availability.errors import NotEnoughLeft, SlotJustTaken
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.services import lock_assets, release, take
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import RequestRefused, SeriesRefused, explained
from maillon.sharing.reservations.facts import ReservationMoved, ReservationRequested
from maillon.sharing.reservations.models import LeftDate, Reservation, Series
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.house import hat_of
from maillon.sharing.reservations.rules import price
from maillon.sharing.reservations.services.announcing import announce
from maillon.sharing.reservations.services.dates import DateCheck, SeriesWish, refused_now
from maillon.sharing.reservations.services.house import ask_house
from maillon.sharing.reservations.services.series import look_at, series_for, told_by_date
from maillon.sharing.terms.models import Offer
from maillon.sharing.terms.rules import answer_due

State = Reservation.State
OF_THE_TERMS = {LeftDate.Why.SOON, LeftDate.Why.FAR, LeftDate.Why.RULE}  # what an owner may pass over at home


class Reach(StrEnum):
    """How far a change goes."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the dates: other hours (minutes after midnight), another asset; another day for one date only.

    What is None stays as it is.
    """

    starts: int | None = None
    ends: int | None = None
    asset_id: int | None = None
    day: dt.date | None = None

    @property
    def of_time(self) -> bool:
        """Return whether it concerns the time of the dates."""
        return self.starts is not None or self.day is not None


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one date, or would: from when to when, why not; ``apart`` tells one that was changed before.

    ``keeps_hours`` when its own hours survive the change.
    """

    reference: str
    was: tuple[dt.datetime, dt.datetime]
    check: DateCheck
    apart: bool
    keeps_hours: bool
    asks_again: bool


@retried
@transaction.atomic
def change_series(
    *,
    reference: str,
    hat: Hat,
    pivot: str,
    reach: Reach,
    change: Change,
    all_or_nothing: bool = True,
    rehearse: bool = False,
    now: dt.datetime,
) -> list[Moved]:
    """Move dates of a series to other hours or another asset of its owner, in one transaction; return each.

    ``pivot`` is the number of the date from which the change is counted. Those that cannot move stay where they are,
    unless all were wanted: SeriesRefused then says which. Moved by those who asked, a confirmed date waits for the
    owner again where the terms ask it. ``rehearse`` tells what would happen, and undoes it.
    """
    series = series_for(reference, hat)
    found = _locked(series)
    by_owner = _by_owner(hat, found)
    targets = _targets(found, pivot, reach, now)
    to_asset = change.asset_id or series.asset_id
    lock_assets([to_asset, *(one.asset_id for one in targets)])
    offer = _offer(series, to_asset if change.asset_id else targets[0].asset_id, hat, now)
    _refuse_what_makes_no_sense(change, reach)
    checks = _look(series, targets, change, offer=offer, hat=hat, by_owner=by_owner, now=now)
    moving = [(one, check) for one, check in zip(targets, checks, strict=True) if check.free]
    refused = [check for check in checks if not check.free]
    if not rehearse and (not moving or (all_or_nothing and refused)):
        raise SeriesRefused(told_by_date(refused))
    again = not by_owner and not offer.terms.facts().automatic
    told = [
        Moved(
            one.reference,
            (one.starts_at, one.ends_at),
            check,
            one.bundled.apart,
            one.bundled.apart and not change.of_time,
            again and check.free and one.state == State.APPROVED,
        )
        for one, check in zip(targets, checks, strict=True)
    ]
    if rehearse:
        return told
    _move(moving, offer, hat, again=again, by_owner=by_owner, now=now)
    _note(series, moving, change, reach, offer)
    return told


def _locked(series: Series) -> list[Reservation]:
    """Return every request of the series, locked in order."""
    return list(
        Reservation.objects.filter(bundled__bundle=series.pk)
        .select_related("asset", "bundled", "organisation")
        .order_by("pk")
        .select_for_update(of=("self",))
    )


def _by_owner(hat: Hat, found: Sequence[Reservation]) -> bool:
    """Return whether the hat changes it for the owner; NotAllowed when it stands on neither side."""
    if permissions.asked_for(hat, found[0]):
        return False
    if permissions.may_decide(hat, found[0]):
        return True
    raise NotAllowed(explained([Objection("not_yours")]))


def _targets(found: Sequence[Reservation], pivot: str, reach: Reach, now: dt.datetime) -> list[Reservation]:
    """Return the dates that the change concerns: still standing, still to come, in order of time."""
    at = next((one for one in found if one.reference == pivot), None)
    if at is None:
        raise SeriesRefused(explained([Objection("unknown_date", "pivot")]))
    standing = [one for one in found if one.state in {State.PENDING, State.APPROVED} and one.starts_at > now]
    if reach is Reach.ONE:
        standing = [one for one in standing if one is at]
    elif reach is Reach.FOLLOWING:
        standing = [one for one in standing if one.starts_at >= at.starts_at]
    if not standing:
        raise SeriesRefused(explained([Objection("nothing_to_change", "pivot")]))
    return sorted(standing, key=lambda one: (one.starts_at, one.pk))


def _offer(series: Series, asset_id: int, hat: Hat, now: dt.datetime) -> Offer:
    offer = offer_of(asset_id, hat, now)
    if offer is None:
        raise SeriesRefused(explained([Objection("not_offered", "asset")]))
    if offer.asset.organisation_id != series.asset.organisation_id:
        raise SeriesRefused(explained([Objection("bundle_owners", "asset")]))
    return offer


def _refuse_what_makes_no_sense(change: Change, reach: Reach) -> None:
    found = []
    if (change.starts is None) != (change.ends is None) or (
        change.starts is not None
        and change.ends is not None
        and not 0 <= change.starts < change.ends <= DAY_MINUTES
    ):
        found.append(Objection("ends_before_start", "ends"))
    if change.day is not None and reach is not Reach.ONE:
        found.append(Objection("day_of_one_only", "day"))
    if change == Change():
        found.append(Objection("no_change"))
    if found:
        raise SeriesRefused(explained(found))


def _look(
    series: Series,
    targets: Sequence[Reservation],
    change: Change,
    *,
    offer: Offer,
    hat: Hat,
    by_owner: bool,
    now: dt.datetime,
) -> list[DateCheck]:
    """Return what the ledger would say of each date at its new time, were the present ones given back."""
    zone = ZoneInfo(offer.asset.site.time_zone)
    dates = [_moved(one, change, zone) for one in targets]
    wish = SeriesWish(
        offer.asset_id,
        series.repetition,
        series.purpose,
        series.attendees,
        series.quantity,
        series.message,
    )
    with transaction.atomic():
        for one in targets:
            release(commitment_id=one.commitment_id or 0, now=now)
        leaving = [one.pk for one in targets]
        checks = look_at(wish, dates, offer=offer, hat=hat, leaving=leaving, now=now)
        transaction.set_rollback(True)
    if not by_owner:
        return checks
    return [DateCheck(one.date, one.cost) if one.why in OF_THE_TERMS else one for one in checks]


def _moved(one: Reservation, change: Change, zone: ZoneInfo) -> Occurrence:
    """Return when a date would be: its day, by the clock of the place, and the new hours or its own."""
    starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    day = change.day or starts.date()
    if change.starts is None or change.ends is None:
        if change.day is None:
            return Occurrence(day, one.starts_at, one.ends_at)
        minutes = starts.hour * 60 + starts.minute
        until = (ends.hour * 60 + ends.minute) or DAY_MINUTES
        return Occurrence(day, at_wall(day, minutes, zone), at_wall(day, until, zone))
    return Occurrence(day, at_wall(day, change.starts, zone), at_wall(day, change.ends, zone))


def _move(
    moving: Sequence[tuple[Reservation, DateCheck]],
    offer: Offer,
    hat: Hat,
    *,
    again: bool,
    by_owner: bool,
    now: dt.datetime,
) -> None:
    """Give back every present place, then take the new ones; the first one told speaks for all."""
    for one, _check in moving:
        release(commitment_id=one.commitment_id or 0, now=now)
    terms = offer.terms.facts()
    told: set[type] = set()
    leaving = {one.pk for one, _check in moving}
    for one, check in moving:
        waits = one.state == State.PENDING or again
        due = answer_due(terms, check.date.starts_at, now) if waits else None
        one.commitment = _taken(one, check, offer, due, now)
        _ask_house(one, check, offer, hat, leaving, now)
        leaving.discard(one.pk)
        one.asset, one.starts_at, one.ends_at = offer.asset, check.date.starts_at, check.date.ends_at
        one.price = price(one.period, terms.price_per_hour).amount
        one.sequence += 1
        if waits:
            one.state, one.answer_due_at = State.PENDING, due
            one.decided_by, one.decided_at = None, None
        one.save()
        kind = ReservationRequested if waits and not by_owner else ReservationMoved
        more = {"by_owner": by_owner} if kind is ReservationMoved else {}
        announce(kind, one, now, together=kind in told, **more)
        told.add(kind)


def _ask_house(
    one: Reservation, check: DateCheck, offer: Offer, hat: Hat, leaving: Collection[int], now: dt.datetime
) -> None:
    """Hold the new place to the owner's rules; an owner who moves a date has looked at their own."""
    if one.commitment is None or hat.acts_for(offer.asset.organisation_id):
        return
    asker = hat_of(one.organisation, one.person_id)
    try:
        ask_house(one.commitment, offer.asset, asker=asker, by=hat, leaving=leaving, now=now)
    except RequestRefused as refusal:
        raise SeriesRefused(told_by_date([refused_now(check, refusal.reasons)])) from refusal


def _taken(
    one: Reservation, check: DateCheck, offer: Offer, due: dt.datetime | None, now: dt.datetime
) -> Commitment:
    """Take the new place of a date, held until the owner answers when they must."""
    terms = offer.terms.facts()
    try:
        return take(
            asset_id=offer.asset_id,
            starts_at=check.date.starts_at,
            ends_at=check.date.ends_at,
            setup=terms.setup,
            cleanup=terms.cleanup,
            quantity=one.quantity,
            cause=Commitment.Cause.RESERVATION,
            state=Commitment.State.FIRM if due is None else Commitment.State.HELD,
            expires_at=due,
            now=now,
        )
    except (SlotJustTaken, NotEnoughLeft) as refusal:  # it meets another date of the series that stays
        raise SeriesRefused(told_by_date([refused_now(check, ())])) from refusal


def _note(
    series: Series,
    moving: Sequence[tuple[Reservation, DateCheck]],
    change: Change,
    reach: Reach,
    offer: Offer,
) -> None:
    """Tell the rule of the change, mark what was changed by itself, and give the dates left out the new hours."""
    for one, _check in moving:
        apart = reach is Reach.ONE or (one.bundled.apart and not change.of_time)
        if one.bundled.apart != apart:
            one.bundled.apart = apart
            one.bundled.save(update_fields=["apart"])
    if reach is Reach.ONE:
        return
    if change.asset_id is not None and reach is Reach.ALL:
        series.asset = offer.asset
    if change.starts is not None and change.ends is not None:
        _note_hours(series, moving, change.starts, change.ends, offer)
    series.save(update_fields=["asset", "rule", "changes"])


def _note_hours(
    series: Series,
    moving: Sequence[tuple[Reservation, DateCheck]],
    starts: int,
    ends: int,
    offer: Offer,
) -> None:
    since = min(check.date.day for _one, check in moving)
    kept = [one for one in series.changes if one["from"] < since.isoformat()]
    if since <= series.repetition.first:
        series.rule, series.changes = series.rule | {"starts": starts, "ends": ends}, []
    else:
        series.changes = [*kept, {"from": since.isoformat(), "starts": starts, "ends": ends}]
    zone = ZoneInfo(offer.asset.site.time_zone)
    for left in series.left_dates.filter(day__gte=since).order_by("pk"):
        left.starts_at, left.ends_at = at_wall(left.day, starts, zone), at_wall(left.day, ends, zone)
        left.save(update_fields=["starts_at", "ends_at"])
