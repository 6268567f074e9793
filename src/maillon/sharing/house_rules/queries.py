"""Reading rules: those that speak of an asset, the page of an organisation, what a new one would change."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from maillon.community.organisations.hats import Hat
from maillon.sharing.availability.models import Bookable
from maillon.sharing.house_rules.bearing import Coming, against
from maillon.sharing.house_rules.models import HouseRule, RuleVersion
from maillon.sharing.house_rules.phrases import force_in_words, scope_in_words, sentence
from maillon.sharing.house_rules.rules import KEEPING, Rule, open_to_all
from maillon.sharing.inventory.models import Asset

ONE_DAY = dt.timedelta(days=1)
LISTED = 12  # bookings named by a preview
SCHEDULES = 200  # looked at by a preview, each once


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as it is read: what it covers, its sentence, from when until when when it is not simply « now »."""

    id: int
    kind: str
    scope: str
    sentence: str
    force: str
    to_come: bool
    version: RuleVersion


@dataclass(frozen=True, slots=True)
class Preview:
    """What adopting a version would mean.

    ``broken`` are the first bookings to come that it would refuse, ``more`` how many others; they all stay.
    ``least`` and ``most`` are the hours of an ordinary week that stay open to all, over the assets covered (None
    when none of them can be booked), ``open_hours`` the most that one of them is open.
    """

    broken: Sequence[Coming]
    more: int
    assets: int
    least: float | None = None
    most: float | None = None
    open_hours: float | None = None

    @property
    def total(self) -> int:
        """Return how many bookings to come would not respect it."""
        return len(self.broken) + self.more


def rules_about(asset: Asset, first: dt.date, last: dt.date) -> list[RuleVersion]:
    """Return the versions that speak of an asset on some day from ``first`` to ``last``, in their order: one query."""
    found = RuleVersion.objects.about(asset).between(first, last)
    return list(found.order_by("rule__position", "rule_id", "starts_on"))


def lines_about(asset: Asset, today: dt.date) -> list[RuleLine]:
    """Return the rules of an asset now and to come, as sentences: one query."""
    found = RuleVersion.objects.about(asset).between(today, dt.date.max).select_related(*SHOWN)
    return [_line(one, today) for one in found.order_by("rule__position", "rule_id", "starts_on")]


def lines_of(organisation_id: int, today: dt.date) -> list[RuleLine]:
    """Return the rules of an organisation now and to come, as sentences, in its own order: one query."""
    found = RuleVersion.objects.filter(rule__organisation_id=organisation_id).between(today, dt.date.max)
    ordered = found.select_related(*SHOWN).order_by("rule__position", "rule_id", "starts_on")
    return [_line(one, today) for one in ordered]


SHOWN = ("rule", "asset", "asset_class", "site")


def lines_shown(organisation_id: int, hat: Hat, today: dt.date) -> list[RuleLine]:
    """Return the same, without the rules on one asset or one place of which this hat may see nothing."""
    lines = lines_of(organisation_id, today)
    if hat.acts_for(organisation_id) or hat.sees_everything:
        return lines
    seen = Asset.objects.visible_to(hat).active().filter(organisation_id=organisation_id)
    assets = {line.version.asset_id for line in lines} - {None}
    sites = {line.version.site_id for line in lines} - {None}
    known = set(
        seen.filter(Q(pk__in=assets) | Q(site_id__in=sites)).order_by("pk").values_list("pk", "site_id")
    )
    assets_seen, sites_seen = {pk for pk, _site in known}, {site for _pk, site in known}
    return [
        line
        for line in lines
        if (line.version.asset_id is None or line.version.asset_id in assets_seen)
        and (line.version.site_id is None or line.version.site_id in sites_seen)
    ]


def _line(version: RuleVersion, today: dt.date) -> RuleLine:
    return RuleLine(
        id=version.rule_id,
        kind=version.kind,
        scope=scope_in_words(version),
        sentence=sentence(version),
        force=force_in_words(version, today),
        to_come=version.starts_on > today,
        version=version,
    )


def history_of(rule: HouseRule) -> list[RuleVersion]:
    """Return every version of a rule, the newest first."""
    return list(
        rule.versions.select_related("asset", "asset_class", "site", "adopted_by", "ended_by").order_by("-pk")
    )


def priority_of(asset: Asset, day: dt.date) -> list[str]:
    """Return the circles in their order of priority for an asset that day; empty when the owner published none.

    The first rule in the owner's order wins.
    """
    found = RuleVersion.objects.about(asset).between(day, day).filter(kind=RuleVersion.Kind.PRIORITY)
    first = found.order_by("rule__position", "rule_id").first()
    return list(first.publics) if first is not None else []


def covered_by(version: RuleVersion, organisation_id: int) -> "Iterable[Asset]":
    """Return the assets in use of the organisation that a version covers."""
    found = Asset.objects.active().filter(organisation_id=organisation_id)
    if version.asset_id:
        found = found.filter(pk=version.asset_id)
    if version.asset_class_id:
        found = found.filter(asset_class_id=version.asset_class_id)
    return found.filter(site_id=version.site_id) if version.site_id else found


def preview_of(version: RuleVersion, organisation_id: int, *, now: dt.datetime) -> Preview:
    """Return what adopting this version of the organisation would mean, without changing anything."""
    broken = against(version, owner_id=organisation_id, now=now)
    covered = Asset.objects.filter(pk__in=covered_by(version, organisation_id).values("pk"))  # type: ignore[attr-defined]
    shown = Preview(broken[:LISTED], max(len(broken) - LISTED, 0), covered.count())
    if version.kind not in KEEPING:
        return shown
    hours = _hours_left(version, covered, organisation_id)
    if not hours:
        return shown
    left = [open_left / 60 for _whole, open_left in hours]
    whole = max(minutes for minutes, _left in hours) / 60
    return Preview(shown.broken, shown.more, shown.assets, min(left), max(left), whole)


def _hours_left(
    version: RuleVersion, covered: "Iterable[Asset]", organisation_id: int
) -> list[tuple[int, int]]:
    """Return (open minutes, those left to all) for each schedule and set of rules met among the assets covered."""
    others = list(
        RuleVersion.objects.filter(rule__organisation_id=organisation_id, kind__in=KEEPING)
        .between(version.starts_on, version.starts_on + 7 * ONE_DAY)
        .exclude(rule_id=version.rule_id)
        .order_by("pk")
    )
    places = Bookable.objects.filter(asset__in=covered).select_related("asset", "schedule").order_by("pk")
    weeks: dict[tuple[int, frozenset[int]], tuple[list[list[list[int]]], list[Rule]]] = {}
    for place in places.iterator(chunk_size=500):
        met = [one for one in others if one.covers(place.asset)]
        key = place.schedule_id, frozenset(one.pk for one in met)
        weeks.setdefault(key, (place.schedule.weekly, [one.facts() for one in met]))
        if len(weeks) == SCHEDULES:
            break
    on = version.starts_on + (-version.starts_on.weekday() % 7) * ONE_DAY  # the first whole week
    return [open_to_all(weekly, [*rules, version.facts()], on) for weekly, rules in weeks.values()]
