"""The week of one asset: what is free, asked for, taken, closed or mine, moment by moment."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from maillon.community.organisations.hats import Hat
from maillon.kernel.recurrence import at_wall, day_span
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.queries import Busy, busy, opening
from maillon.sharing.availability.rules import Capacity, free, unavailable
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.asking import quantity_offered
from maillon.sharing.reservations.queries.house import kept_hours
from maillon.sharing.terms.models import Offer
from maillon.sharing.terms.rules import latest_start

Kind = Literal["free", "asked", "taken", "closed", "mine", "past", "notice", "horizon", "buffer", "kept"]
WEEK = dt.timedelta(days=7)
CLOSING = frozenset({Commitment.Cause.CLOSURE, Commitment.Cause.MAINTENANCE})


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of one day, by the clock of the place (minutes since midnight), in one kind.

    ``reservation`` is the booking that stands there, when the reader may know of it; ``note`` the ledger's own
    word on a closure, or the name of the part (or of the whole) that is taken.
    """

    day: dt.date
    start: int
    end: int
    kind: Kind
    reservation: Reservation | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of an asset, Monday first; ``block_id`` names what changes when someone books."""

    monday: dt.date
    today: dt.date
    block_id: int
    last_day: dt.date
    moments: tuple[Moment, ...] = field(default=())

    @property
    def step(self) -> int:
        """Return the minutes per line: 60 when every moment of the week begins and ends on the hour, else 30."""
        return 30 if any(moment.start % 60 or moment.end % 60 for moment in self.moments) else 60


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of that day's week."""
    return day - dt.timedelta(days=day.weekday())


def week_of(offer: Offer, monday: dt.date, *, hat: Hat, now: dt.datetime) -> Week:
    """Return the week of an offered asset as this hat may see it: five queries, six when a part of it is taken.

    ``offer`` comes from :func:`.asking.offer_of`. Who holds a moment is said only to those who may know.
    """
    tz, terms = ZoneInfo(offer.asset.site.time_zone), offer.terms.facts()
    window = Span(at_wall(monday, 0, tz), at_wall(monday + WEEK, 0, tz))
    number = offer.asset_id
    opened = opening([number], monday, monday + dt.timedelta(days=6))[number]
    taken = busy([number], window.start - terms.setup, window.end + terms.cleanup, now)[number]
    bookable = offer.asset.bookable
    capacity = Capacity(pooled=bookable.pooled, quantity=quantity_offered(offer))
    full = unavailable([(item.busy, item.quantity) for item in taken], capacity=capacity, wanted=1)
    room = free(opened, full, within=window, setup=terms.setup, cleanup=terms.cleanup)
    last_day = latest_start(terms, tz, now)
    sooner = now + terms.notice
    layers = _occupied(taken, full, hat, pooled=bookable.pooled, names=_parts_taken(taken, number, hat))
    for kept in kept_hours(offer.asset, window, hat=hat, now=now):
        layers.append((kept.hours & opened & _between(window, now, window.end), ("kept", None, kept.words)))
    layers += [
        (room & _between(window, sooner, at_wall(last_day, 1440, tz)), ("free", None, "")),
        (opened & _between(window, window.start, now), ("past", None, "")),
        (opened & _between(window, now, sooner), ("notice", None, "")),
        (opened & _between(window, at_wall(last_day, 1440, tz), window.end), ("horizon", None, "")),
        (opened, ("buffer", None, "")),
    ]
    moments = tuple(_moments(layers, monday, tz))
    return Week(monday, now.astimezone(tz).date(), bookable.block_id, last_day, moments)


Layer = tuple[Spans[dt.datetime], tuple[Kind, Reservation | None, str]]


def _between(window: Span[dt.datetime], start: dt.datetime, end: dt.datetime) -> Spans[dt.datetime]:
    start, end = max(start, window.start), min(end, window.end)
    return Spans([Span(start, end)] if start < end else [])


def _parts_taken(taken: list[Busy], number: int, hat: Hat) -> dict[int, str]:
    """Return the names of the other assets of the block that are taken (a half, the whole), as the hat may see them."""
    others = {item.asset_id for item in taken} - {number}
    if not others:
        return {}
    return dict(Asset.objects.visible_to(hat).filter(pk__in=others).order_by("pk").values_list("pk", "name"))


def _occupied(
    taken: list[Busy], full: Spans[dt.datetime], hat: Hat, *, pooled: bool, names: Mapping[int, str]
) -> list[Layer]:
    """Return what occupies the asset, one layer each; of a pool, only when nothing is left."""
    if pooled:
        return [(full, ("taken", None, ""))]
    known = {
        reservation.commitment_id: reservation
        for reservation in Reservation.objects.visible_to(hat)
        .filter(commitment_id__in=[item.commitment_id for item in taken])
        .select_related("organisation")
        .order_by("pk")
    }
    return [_one(item, known.get(item.commitment_id), hat, names.get(item.asset_id, "")) for item in taken]


def _one(item: Busy, reservation: Reservation | None, hat: Hat, name: str) -> Layer:
    where = Spans([item.busy])
    if item.cause in CLOSING:
        return where, ("closed", None, item.note)
    if reservation is not None and (
        reservation.person_id == hat.person_id or reservation.organisation_id == hat.organisation_id
    ):
        return where, ("mine", reservation, name)
    return where, ("asked" if item.state == Commitment.State.HELD else "taken", reservation, name)


def _moments(layers: list[Layer], monday: dt.date, tz: ZoneInfo) -> Iterator[Moment]:
    """Cut the layers by day; where two cover the same time, the first one wins."""
    covered: Spans[dt.datetime] = Spans()
    for spans, (kind, reservation, note) in layers:
        left = spans - covered
        covered |= left
        for offset in range(7):
            day = monday + dt.timedelta(days=offset)
            for part in left & Spans([day_span(day, tz)]):
                start, end = minutes_of(part, day, tz)
                if start < end:  # the hour lived twice in November shows once
                    yield Moment(day, start, end, kind, reservation, note)


def minutes_of(part: Span[dt.datetime], day: dt.date, tz: ZoneInfo) -> tuple[int, int]:
    """Return the first and last minute of a stretch of that day, by the clock of the place (0 to 1440)."""
    start, end = part.start.astimezone(tz), part.end.astimezone(tz)
    last = 1440 if end.date() > day else end.hour * 60 + end.minute
    return start.hour * 60 + start.minute, last
