"""A series: one asset at many dates, asked for in one go, all or the free ones."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from maillon.base.refusals import NotAllowed, NotFound, Reason
from maillon.base.retries import retried
from maillon.base.web.formats import day as day_in_words
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.kernel.repetition import Occurrence
from maillon.sharing.availability.errors import NotEnoughLeft, SlotJustTaken
from maillon.sharing.availability.services import lock_assets
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import LISTED, RequestRefused, SeriesRefused, explained
from maillon.sharing.reservations.models import Bundle, BundleItem, LeftDate, Series
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.rules import wish_objections
from maillon.sharing.reservations.services.dates import (
    DateCheck,
    SeriesWish,
    against_the_whole,
    check_dates,
    of_house,
    refused_now,
    whole_span,
)
from maillon.sharing.reservations.services.house import hold_limits
from maillon.sharing.reservations.services.numbers import next_number, one_at_a_time
from maillon.sharing.reservations.services.requests import place_request
from maillon.sharing.terms.models import Offer


@retried
@transaction.atomic
def request_series(
    *, hat: Hat, wish: SeriesWish, all_or_nothing: bool, uid: uuid.UUID | None = None, now: dt.datetime
) -> Bundle:
    """Ask for one asset at every date of a rule, in one transaction that locks its block once.

    All of them, or else those that are free: the others are then kept with their reason. The first request speaks
    for all in the letters; the same ``uid`` twice gives the same series. Raises SeriesRefused, with the reason of
    each date, when all were wanted and one cannot be had, or when none can.
    """
    if uid is not None:
        one_at_a_time(uid)
        known = Bundle.objects.filter(uid=uid, person_id=hat.wearer_id).first()
        if known is not None:
            return known
    _refuse_if(wish.repetition.objections())
    lock_assets([wish.asset_id])
    offer = _offer(wish, hat, now)
    dates = wish.dates(ZoneInfo(offer.asset.site.time_zone))
    checks = look_at(wish, dates, offer=offer, hat=hat, now=now)
    refused = [one for one in checks if not one.free]
    if len(refused) == len(checks) or (all_or_nothing and refused):
        raise SeriesRefused(told_by_date(refused))
    bundle = Bundle.objects.create(
        uid=uid or uuid.uuid4(),
        reference=f"E-{next_number(now)}",
        name=offer.asset.name[:160],
        organisation_id=hat.body_id,
        person_id=hat.wearer_id,
    )
    series = Series.objects.create(
        bundle=bundle,
        asset=offer.asset,
        rule=wish.repetition.to_json(),
        purpose=wish.purpose.strip(),
        attendees=wish.attendees,
        quantity=wish.quantity,
        message=wish.message.strip(),
    )
    free = [one for one in checks if one.free]
    refused += _place(series, wish, free, offer=offer, hat=hat, strict=all_or_nothing, now=now)
    keep_left(series, refused)
    return bundle


@retried
@transaction.atomic
def ask_again(*, reference: str, hat: Hat, days: Collection[dt.date], now: dt.datetime) -> Bundle:
    """Ask once more for dates that the series could not have; those still refused stay, with their reason of today.

    Raises SeriesRefused, and nothing changes, when none of them can be had now.
    """
    series = series_for(reference, hat)
    if not hat.acts_for(series.bundle.organisation_id) or not permissions.may_ask(hat):
        raise NotAllowed(explained([Objection("not_yours")]))
    wish = wish_of(series)
    lock_assets([series.asset_id])
    left = list(series.left_dates.filter(day__in=days).order_by("starts_at", "pk"))
    if not left:
        raise SeriesRefused(explained([Objection("no_left_date")]))
    offer = _offer(wish, hat, now)
    dates = [Occurrence(one.day, one.starts_at, one.ends_at) for one in left]
    checks = look_at(wish, dates, offer=offer, hat=hat, now=now)
    refused = [one for one in checks if not one.free]
    free = [one for one in checks if one.free]
    refused += _place(series, wish, free, offer=offer, hat=hat, strict=False, now=now)
    if len(refused) == len(checks):
        raise SeriesRefused(told_by_date(refused))
    series.left_dates.filter(pk__in=[one.pk for one in left]).delete()
    keep_left(series, refused)
    return series.bundle


def series_for(reference: str, hat: Hat) -> Series:
    """Return a series that this hat may know of; NotFound for any other."""
    seen = Bundle.objects.visible_to(hat)
    found = (
        Series.objects.select_related("bundle", "asset__site")
        .filter(bundle__in=seen, bundle__reference=reference)
        .first()
    )
    if found is None:
        raise NotFound(explained([Objection("unknown")]))
    return found


def wish_of(series: Series) -> SeriesWish:
    """Return what the series asked for."""
    return SeriesWish(
        series.asset_id,
        series.repetition,
        series.purpose,
        series.attendees,
        series.quantity,
        series.message,
    )


def look_at(
    wish: SeriesWish,
    dates: Sequence[Occurrence],
    *,
    offer: Offer,
    hat: Hat,
    leaving: Collection[int] = (),
    now: dt.datetime,
) -> list[DateCheck]:
    """Return each date with its reasons; SeriesRefused when something speaks against all of them."""
    against = against_the_whole(wish, dates, offer=offer, hat=hat, now=now)
    if against:
        raise SeriesRefused(against)
    return check_dates(wish, dates, offer=offer, hat=hat, leaving=leaving, now=now)


def told_by_date(refused: Sequence[DateCheck]) -> list[Reason]:
    """Return the reasons of the dates that cannot be had, each with its day; the first ones only when many."""
    said = [
        Reason(
            one.code, _("%(day)s : %(reason)s") % {"day": day_in_words(each.date.day), "reason": one.message}
        )
        for each in refused
        for one in each.reasons[:1]
    ]
    left = len(said) - LISTED
    if left > 1:
        said = [*said[:LISTED], Reason("more", _("Et %(n)s autres dates.") % {"n": left})]
    return said


def keep_left(series: Series, refused: Sequence[DateCheck]) -> None:
    """Keep the dates that could not be had, with their reason."""
    LeftDate.objects.bulk_create(
        LeftDate(
            series=series,
            day=one.date.day,
            starts_at=one.date.starts_at,
            ends_at=one.date.ends_at,
            why=one.why,
        )
        for one in refused
    )


def _offer(wish: SeriesWish, hat: Hat, now: dt.datetime) -> Offer:
    offer = offer_of(wish.asset_id, hat, now)
    if offer is None:
        raise SeriesRefused(explained([Objection("not_offered")]))
    if not hat.signed_in:
        raise SeriesRefused(explained([Objection("no_organisation")]))
    usual = Occurrence(wish.repetition.first, now, now)
    _refuse_if(wish_objections(wish.on(usual)))
    return offer


def _refuse_if(objections: Sequence[Objection]) -> None:
    if objections:
        raise SeriesRefused(explained(objections))


def _place(
    series: Series,
    wish: SeriesWish,
    checks: Sequence[DateCheck],
    *,
    offer: Offer,
    hat: Hat,
    strict: bool,
    now: dt.datetime,
) -> list[DateCheck]:
    """Take each of these dates; return those that met another of the same series, unless ``strict`` refuses them."""
    last = BundleItem.objects.filter(bundle_id=series.pk).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    met: list[DateCheck] = []
    placed = 0
    whole = whole_span([one.date for one in checks])
    if whole is not None:
        hold_limits([(offer.asset, whole)], hat)
    for check in checks:
        try:
            with transaction.atomic():
                made = place_request(wish.on(check.date), offer=offer, hat=hat, together=placed > 0, now=now)
        except (SlotJustTaken, NotEnoughLeft, RequestRefused) as refusal:
            if isinstance(refusal, RequestRefused) and not all(of_house(one) for one in refusal.reasons):
                raise
            met.append(refused_now(check, refusal.reasons))
            if strict:
                raise SeriesRefused(told_by_date(met)) from refusal
            continue
        BundleItem.objects.create(bundle_id=series.pk, reservation=made, position=position + placed)
        placed += 1
    return met
