"""What a refusal explains: the rule concerned, what the asker's organisation obtained so far, what is free instead."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from maillon.base.web.formats import number, span
from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span
from maillon.sharing.availability.queries import free_slots
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.nearby import nearest_moments
from maillon.sharing.reservations.queries.alternatives import alternatives_to
from maillon.sharing.reservations.queries.asking import objections_to, offer_of
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.terms.models import Offer

State = Reservation.State
YEAR, AROUND = dt.timedelta(days=365), dt.timedelta(days=14)
MOMENTS, OTHERS = 3, 2


@dataclass(frozen=True, slots=True)
class Usage:
    """What an organisation asked of an owner over twelve months, and what came of it."""

    asked: int
    approved: int
    refused: int
    late: int


@dataclass(frozen=True, slots=True)
class Instead:
    """Something free that can be asked for in one click: in words, and the address that begins the request."""

    words: str
    href: str


def usage_of(reservation: Reservation, now: dt.datetime) -> Usage:
    """Return what the asker's organisation asked of this owner over the last twelve months: one query."""
    counted: dict[str, Any] = (
        Reservation.objects.filter(
            organisation_id=reservation.organisation_id,
            asset__organisation_id=reservation.asset.organisation_id,
            created_at__gt=now - YEAR,
        )
        .order_by()
        .aggregate(
            asked=Count("pk"),
            approved=Count("pk", filter=Q(state=State.APPROVED)),
            refused=Count("pk", filter=Q(state=State.REFUSED)),
            late=Count("pk", filter=Q(cancelled_late=True)),
        )
    )
    return Usage(**counted)


def rule_of(reservation: Reservation) -> str:
    """Return the rule that the motive speaks of, in the owner's words; « » when the motive speaks of none."""
    offer = getattr(reservation.asset, "offer", None)
    motive, asset = reservation.motive, reservation.asset
    if motive == RefusalMotive.CAPACITY and asset.capacity:
        return _("Le lieu accueille au plus %(capacity)s personnes.") % {"capacity": number(asset.capacity)}
    if motive in {RefusalMotive.RULE, RefusalMotive.USE, RefusalMotive.INSURANCE} and offer:
        return str(offer.terms.conditions)
    return ""


def instead_of(reservation: Reservation, hat: Hat, now: dt.datetime) -> list[Instead]:
    """Return up to three free moments of the same asset near the one asked for, then two other assets then."""
    if reservation.starts_at <= now:
        return []
    offer = offer_of(reservation.asset_id, hat, now)
    moments = _moments(reservation, offer, hat, now) if offer else []
    seen = Asset.objects.visible_to(hat)
    near = alternatives_to(reservation, now=now)
    known = set(seen.filter(pk__in=[number for number, _name in near]).values_list("pk", flat=True))
    others = [(pk, name) for pk, name in near if pk in known][:OTHERS]
    zone = reservation.tz
    return [
        *(_same_asset(reservation, one, zone) for one in moments),
        *(_other_asset(pk, name, reservation.period, zone) for pk, name in others),
    ]


def _same_asset(reservation: Reservation, moment: Span[dt.datetime], zone: ZoneInfo) -> Instead:
    words = span(moment.start.astimezone(zone), moment.end.astimezone(zone))
    return Instead(words, _address(reservation.asset_id, moment, zone))


def _other_asset(asset_id: int, name: str, asked: Span[dt.datetime], zone: ZoneInfo) -> Instead:
    return Instead(_("%(name)s, au même moment") % {"name": name}, _address(asset_id, asked, zone))


def _moments(reservation: Reservation, offer: Offer, hat: Hat, now: dt.datetime) -> list[Span[dt.datetime]]:
    """Return the free moments nearest to the one asked for that no rule refuses."""
    terms, wanted = offer.terms.facts(), reservation.period
    first = max(reservation.starts_at - AROUND, now + terms.notice)
    last = reservation.ends_at + AROUND
    if first >= last:
        return []
    free = free_slots(
        [reservation.asset_id],
        first,
        last,
        at_least=wanted.length,
        setup=terms.setup,
        cleanup=terms.cleanup,
        quantity=reservation.quantity,
        now=now,
    )[reservation.asset_id]
    step = dt.timedelta(minutes=max(terms.step_minutes, 15))
    found = nearest_moments(free, wanted, tz=reservation.tz, step=step, most=2 * MOMENTS)
    return [one for one in found if not _refused(one, reservation, offer, hat, now)][:MOMENTS]


def _refused(
    one: Span[dt.datetime], reservation: Reservation, offer: Offer, hat: Hat, now: dt.datetime
) -> bool:
    wish = Wish(
        reservation.asset_id,
        one.start,
        one.end,
        reservation.purpose,
        reservation.attendees,
        reservation.quantity,
    )
    return bool(objections_to(wish, offer=offer, hat=hat, now=now))


def _address(asset_id: int, period: Span[dt.datetime], zone: ZoneInfo) -> str:
    start, end = period.start.astimezone(zone), period.end.astimezone(zone)
    ends = "24:00" if end.date() > start.date() and end.time() == dt.time() else f"{end:%H:%M}"
    query = urlencode({"date": start.date().isoformat(), "de": f"{start:%H:%M}", "a": ends})
    return f"{reverse('reservations:ask', args=[asset_id])}?{query}"
