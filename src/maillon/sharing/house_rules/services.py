"""The verbs of house rules: adopt one or a new version, end it, put them in order, keep the days of the search."""

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maillon.base.refusals import NotFound
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.kernel.objections import Objection
from maillon.sharing.availability.models import TimeZone
from maillon.sharing.availability.rules import horizon
from maillon.sharing.house_rules.errors import RuleRefused, reasons
from maillon.sharing.house_rules.models import HouseRule, KeptDay, RuleVersion
from maillon.sharing.house_rules.permissions import ask_to_keep
from maillon.sharing.house_rules.rules import KEEPING, publics_objections, version_objections
from maillon.sharing.inventory.models import Asset, Site

MOST = 60  # rules of one organisation
LONGEST_WHY = 500  # characters
ONE_DAY = dt.timedelta(days=1)
Kind = RuleVersion.Kind


def objections_to(version: RuleVersion, *, owner_id: int, changes: bool, now: dt.datetime) -> list[Objection]:
    """Say everything that is wrong with a version before it is adopted; ``changes`` an existing rule, or not."""
    found = version_objections(version.facts(), today=timezone.localdate(now))
    if version.kind == Kind.PRIORITY:
        found += publics_objections(version.publics, known=Circle.values)
    if changes and not version.why.strip():
        found.append(Objection("why_missing", "why"))
    if len(version.why) > LONGEST_WHY:
        found.append(Objection("why_too_long", "why", {"longest": LONGEST_WHY}))
    mine = {"organisation_id": owner_id}
    foreign_asset = version.asset_id and not Asset.objects.filter(pk=version.asset_id, **mine).exists()
    foreign_site = version.site_id and not Site.objects.filter(pk=version.site_id, **mine).exists()
    if foreign_asset or foreign_site or (version.asset_id and (version.site_id or version.asset_class_id)):
        found.append(Objection("foreign_target", "target"))
    return found


@retried
@transaction.atomic
def adopt_rule(*, version: RuleVersion, hat: Hat, rule_id: int | None = None, now: dt.datetime) -> HouseRule:
    """Adopt a rule of the hat's organisation, or a new version of one, from its first day on.

    The earlier version ends that day; those that were to begin later never do. Bookings already made stay, whatever
    the rule says. Raises RuleRefused with every reason, NotFound for another organisation's rule.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    known = None if rule_id is None else _locked(rule_id, owner_id)
    found = objections_to(version, owner_id=owner_id, changes=known is not None, now=now)
    if found:
        raise RuleRefused(reasons(found))
    rule = known or _new_rule(owner_id)
    _cut(rule, version.starts_on)
    version.pk, version.rule = None, rule
    version.why = version.why.strip()
    version.adopted_at, version.adopted_by_id = now, hat.person_id
    version.save(force_insert=True)
    keep_days(versions=[version], now=now)
    return rule


@retried
@transaction.atomic
def end_rule(*, rule_id: int, hat: Hat, last_day: dt.date, why: str, now: dt.datetime) -> HouseRule:
    """Have a rule end after ``last_day``, and say why; what was to begin later never does.

    Raises RuleRefused without a reason, for a day gone by, or when the rule is over already.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    today = timezone.localdate(now)
    rule = _locked(rule_id, owner_id)
    without = last_day + ONE_DAY
    found = []
    if not why.strip():
        found.append(Objection("why_missing", "why"))
    if len(why) > LONGEST_WHY:
        found.append(Objection("why_too_long", "why", {"longest": LONGEST_WHY}))
    if without < today:
        found.append(Objection("starts_in_the_past", "last_day"))
    standing = list(rule.versions.between(today, dt.date.max).order_by("starts_on", "pk"))
    if not standing:
        found.append(Objection("over"))
    if found:
        raise RuleRefused(reasons(found))
    ended = _cut(rule, without)
    for version in ended:
        version.ended_why, version.ended_at, version.ended_by_id = why.strip(), now, hat.person_id
        version.save(update_fields=["ended_why", "ended_at", "ended_by"])
    return rule


@retried
@transaction.atomic
def move_rule(*, rule_id: int, hat: Hat, earlier: bool) -> None:
    """Exchange a rule with the one read before it, or after it; at the edge, nothing moves."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    rules = list(
        HouseRule.objects.filter(organisation_id=owner_id).order_by("position", "pk").select_for_update()
    )
    rank = next((rank for rank, one in enumerate(rules) if one.pk == rule_id), None)
    if rank is None:
        raise NotFound(reasons([Objection("unknown_rule")]))
    other = rank - 1 if earlier else rank + 1
    if 0 <= other < len(rules):
        rules[rank], rules[other] = rules[other], rules[rank]
    for position, one in enumerate(rules):
        one.position = position
    HouseRule.objects.bulk_update(rules, ["position"])


def _new_rule(owner_id: int) -> HouseRule:
    Organisation.objects.select_for_update(no_key=True).get(pk=owner_id)
    mine = HouseRule.objects.filter(organisation_id=owner_id)
    if mine.count() >= MOST:
        raise RuleRefused(reasons([Objection("too_many_rules", None, {"most": MOST})]))
    last = mine.aggregate(last=Max("position"))["last"]
    return HouseRule.objects.create(organisation_id=owner_id, position=0 if last is None else last + 1)


def _locked(rule_id: int, owner_id: int) -> HouseRule:
    rule = HouseRule.objects.select_for_update().filter(pk=rule_id, organisation_id=owner_id).first()
    if rule is None:
        raise NotFound(reasons([Objection("unknown_rule")]))
    return rule


def _cut(rule: HouseRule, day: dt.date) -> list[RuleVersion]:
    """End on that day every version of a locked rule that goes beyond; return them."""
    beyond = [
        one for one in rule.versions.order_by("starts_on", "pk") if one.ends_on is None or one.ends_on > day
    ]
    for version in beyond:
        version.ends_on = max(day, version.starts_on)
        version.save(update_fields=["ends_on"])
        version.kept_days.filter(day__gte=day).delete()
    return beyond


def keep_days(*, versions: Collection[RuleVersion], now: dt.datetime) -> int:
    """Write afresh the days of these versions that the search reads; reads ``rule``. Return how many."""
    first, last = horizon(timezone.localdate(now))
    KeptDay.objects.filter(version__in=[one.pk for one in versions]).delete()
    rows = [row for version in versions for row in _days_of(version, first, last)]
    KeptDay.objects.bulk_create(rows, batch_size=2_000)
    return len(rows)


def _days_of(version: RuleVersion, first: dt.date, last: dt.date) -> list[KeptDay]:
    if version.kind not in KEEPING:
        return []
    facts, rows = version.facts(), []
    clocks = [(zone, ZoneInfo(zone)) for zone in TimeZone.values]
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        if not facts.holds_on(day):
            continue
        rows += [
            KeptDay(
                version=version,
                organisation_id=version.rule.organisation_id,
                time_zone=zone,
                day=day,
                hours=facts.hours_on(day, clock),
                released_at=facts.released_at(day, clock),
            )
            for zone, clock in clocks
        ]
    return rows


@retried
@transaction.atomic
def roll_kept_days(*, now: dt.datetime) -> int:
    """Move the days kept for the search along with the calendar; return how many were written."""
    first, last = horizon(timezone.localdate(now))
    KeptDay.objects.filter(day__lt=first).delete()
    behind = (
        RuleVersion.objects.filter(kind__in=KEEPING)
        .between(first, last)
        .annotate(reached=Max("kept_days__day"))
        .select_related("rule")
        .order_by("pk")
    )
    rows = []
    for version in behind:
        start = first if version.reached is None else version.reached + ONE_DAY
        rows += _days_of(version, max(start, first), last)
    KeptDay.objects.bulk_create(rows, batch_size=2_000, ignore_conflicts=True)
    return len(rows)
