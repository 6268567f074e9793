"""What an owner's house rules hold against a period, with what is already booked."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from maillon.base.refusals import Reason
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.queries import opening
from maillon.sharing.house_rules.errors import explained
from maillon.sharing.house_rules.models import RuleVersion
from maillon.sharing.house_rules.phrases import kept_in_words, sentence
from maillon.sharing.house_rules.queries import rules_about
from maillon.sharing.house_rules.rules import (
    COUNTING,
    KEEPING,
    NOTHING,
    Booked,
    Kind,
    Measure,
    Rule,
    Usage,
    Wanted,
    days_of,
    held_hours,
    objections,
    speaking,
    stretches,
)
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.agreed import is_agreed, needs_agreement

Moments = Span[dt.datetime]


def hat_of(organisation: Organisation, person_id: int | None = None) -> Hat:
    """Return the circles of an organisation as a hat without roles: to judge its bookings, never to act."""
    return Hat(
        person_id=person_id,
        organisation_id=organisation.pk,
        organisation_kind=organisation.kind,
        verified=organisation.verified_at is not None,
    )


def versions_for(asset: Asset, period: Moments) -> list[RuleVersion]:
    """Return the versions that speak of an asset on the days of a period; reads its site: one query."""
    days = list(days_of(period, ZoneInfo(asset.site.time_zone)))
    return rules_about(asset, days[0], days[-1])


def wanted_of(
    period: Moments,
    *,
    asset: Asset,
    hat: Hat,
    versions: Iterable[RuleVersion],
    quantity: int,
    now: dt.datetime,
) -> Wanted:
    """Return who asks for what, as the rules read it; one query where only an agreement can let them in."""
    owner_id = asset.organisation_id
    asked = any(needs_agreement(version.circle, hat, owner_id) for version in versions)
    partner = asked and is_agreed(asset.pk, hat, now)
    circles = hat.circles_towards(partner=partner)
    return Wanted(period, ZoneInfo(asset.site.time_zone), circles, hat.acts_for(owner_id), quantity)


def reasons_of_house(
    period: Moments, *, asset: Asset, hat: Hat, quantity: int = 1, pool: int = 1, now: dt.datetime
) -> tuple[Reason, ...]:
    """Return every reason of the owner's rules against this period, each with its numbers.

    Who has no organisation yet is told nothing: they may choose first. One query where no rule speaks.
    """
    if hat.organisation_id is None or hat.acts_for(asset.organisation_id):
        return ()
    versions = versions_for(asset, period)
    if not versions:
        return ()
    wanted = wanted_of(period, asset=asset, hat=hat, versions=versions, quantity=quantity, now=now)
    told = speaking([version.facts() for version in versions], wanted)
    usage = usage_of(told, versions, wanted, asset=asset, hat=hat, pool=pool, now=now)
    found = objections(wanted, rules=told, usage=usage, now=now)
    return explained(found, tz=wanted.tz, said={one.rule_id: sentence(one) for one in versions})


@dataclass(frozen=True, slots=True)
class Kept:
    """Hours that a rule keeps from this hat, and the words that say for whom and until when."""

    hours: Spans[dt.datetime]
    words: str


def kept_hours(asset: Asset, window: Moments, *, hat: Hat, now: dt.datetime) -> list[Kept]:
    """Return what the rules keep from this hat in a window, day by day: one query, two with an agreement."""
    versions = [one for one in versions_for(asset, window) if one.kind in KEEPING]
    wanted = wanted_of(window, asset=asset, hat=hat, versions=versions, quantity=1, now=now)
    found: list[Kept] = []
    for version in versions:
        rule = version.facts()
        if wanted.inside(rule.circle):
            continue
        found += [
            Kept(hours, kept_in_words(version, rule.released_at(day, wanted.tz), wanted.tz))
            for day in days_of(window, wanted.tz)
            if (hours := held_hours(rule, [day], wanted.tz, now))
        ]
    return found


def usage_of(
    rules: Sequence[Rule],
    versions: Sequence[RuleVersion],
    wanted: Wanted,
    *,
    asset: Asset,
    hat: Hat,
    pool: int = 1,
    leaving: Any = (),
    now: dt.datetime,
) -> Usage:
    """Return the bookings that count for these rules; nothing is read when none of them counts.

    ``leaving`` are the numbers of requests left out, or a query of them.
    Two queries for quotas, three for a share, besides agreements.
    """
    counting = [rule for rule in rules if rule.kind in COUNTING]
    if not counting:
        return NOTHING
    by_number = {version.rule_id: version for version in versions}
    quotas = [rule for rule in counting if rule.kind == Kind.QUOTA and rule.measure != Measure.DAYS_AHEAD]
    shares = [rule for rule in counting if rule.kind == Kind.SHARE]
    mine = _mine(quotas, by_number, wanted, asset, hat, leaving, now) if quotas else {}
    if not shares:
        return Usage(mine=mine)
    weeks = stretches(shares[0], wanted.period, wanted.tz)
    others = _others(shares, Span(weeks[0].start, weeks[-1].end), asset, leaving, now)
    first, last = weeks[0].start.astimezone(wanted.tz).date(), weeks[-1].end.astimezone(wanted.tz).date()
    return Usage(mine, others, opening([asset.pk], first, last)[asset.pk], pool)


def _mine(
    quotas: Sequence[Rule],
    versions: dict[int, RuleVersion],
    wanted: Wanted,
    asset: Asset,
    hat: Hat,
    leaving: Any,
    now: dt.datetime,
) -> dict[int, list[Booked]]:
    """Return, by rule, the live bookings of the asker that the rule counts."""
    whose = Q(organisation_id=hat.organisation_id)
    if hat.person_id is not None and any(rule.per_person for rule in quotas):
        whose |= Q(person_id=hat.person_id)
    first, last = _window(quotas, wanted, now)
    found = (
        Reservation.objects.live()
        .filter(whose, asset__organisation_id=asset.organisation_id, ends_at__gt=first)
        .exclude(pk__in=leaving)
        .select_related("asset")
        .order_by("starts_at", "pk")
    )
    if last is not None:
        found = found.filter(starts_at__lt=last)
    booked = list(found)
    return {
        rule.number: [
            Booked(one.period, one.quantity)
            for one in booked
            if versions[rule.number].covers(one.asset)
            and (
                one.person_id == hat.person_id
                if rule.per_person
                else one.organisation_id == hat.organisation_id
            )
        ]
        for rule in quotas
    }


def _window(
    quotas: Sequence[Rule], wanted: Wanted, now: dt.datetime
) -> tuple[dt.datetime, dt.datetime | None]:
    """Return between which moments bookings count; no last moment when all those to come do."""
    spans = [stretch for rule in quotas for stretch in stretches(rule, wanted.period, wanted.tz)]
    for rule in quotas:
        apart = dt.timedelta(hours=rule.limit if rule.measure == Measure.HOURS_BETWEEN else 0)
        spans.append(wanted.period.pad(apart, apart))
    first, last = min(one.start for one in spans), max(one.end for one in spans)
    if any(rule.measure == Measure.TO_COME for rule in quotas):
        return min(first, now), None
    return first, last


def _others(
    shares: Sequence[Rule], weeks: Moments, asset: Asset, leaving: Any, now: dt.datetime
) -> dict[int, list[Booked]]:
    """Return, by rule, the live bookings of the asset by those outside the rule's circle, the owner's left out."""
    found = list(
        Reservation.objects.live()
        .filter(asset_id=asset.pk, ends_at__gt=weeks.start, starts_at__lt=weeks.end)
        .exclude(organisation_id=asset.organisation_id)
        .exclude(pk__in=leaving)
        .select_related("organisation")
        .order_by("starts_at", "pk")
    )
    hats = {one.organisation_id: hat_of(one.organisation) for one in found}
    agreed = {number: is_agreed(asset.pk, hat, now) for number, hat in hats.items()}
    return {
        rule.number: [
            Booked(one.period, one.quantity)
            for one in found
            if not hats[one.organisation_id].within(
                rule.circle, asset.organisation_id, partner=agreed[one.organisation_id]
            )
        ]
        for rule in shares
    }
