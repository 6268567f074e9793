"""The rules of an organisation, what each of them governs, and an asset's circle by them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.models import Asset, AssetQuerySet, AudienceRule
from maillon.sharing.inventory.rules import Drawings, Drawn, Source


def drawings_of(organisation_id: int) -> Drawings:
    """Return the rules of an organisation: one query."""
    rows = list(AudienceRule.objects.filter(organisation_id=organisation_id).order_by("pk"))
    return Drawings(
        sites={row.site_id: row.audience for row in rows if row.site_id},
        classes={row.asset_class_id: row.audience for row in rows if row.asset_class_id},
        everywhere=next((row.audience for row in rows if not row.site_id and not row.asset_class_id), ""),
    )


def ruled_audience() -> Coalesce:
    """Return, read from an asset, the circle that the rules give it. The same in Python: ``rules.Drawings.of``."""
    mine = AudienceRule.objects.filter(organisation_id=OuterRef("organisation_id")).order_by()
    named = (
        mine.filter(site_id=OuterRef("site_id")),
        mine.filter(asset_class_id=OuterRef("asset_class_id")),
        mine.filter(site__isnull=True, asset_class__isnull=True),
    )
    return Coalesce(*(Subquery(rule.values("audience")[:1]) for rule in named), Value(Circle.OWNER.value))


def unlike_rules(assets: AssetQuerySet) -> AssetQuerySet:
    """Keep the assets that do not follow the rules, or that show what an older rule said; each with ``ruled``."""
    return assets.annotate(ruled=ruled_audience()).exclude(audience=F("ruled"), audience_follows=True)


def source_words(source: Source) -> str:
    """Return what decided of a circle, in words."""
    return {
        Source.ASSET: _("choisi pour ce bien"),
        Source.SITE: _("d’après le lieu"),
        Source.CLASS: _("d’après la catégorie"),
        Source.ORGANISATION: _("d’après l’organisation"),
        Source.NOTHING: _("faute de règle"),
    }[source]


def drawn_words(drawn: Drawn) -> str:
    """Return « les organismes publics, d’après le lieu »."""
    return f"{Circle(drawn.audience).label}, {source_words(drawn.source)}"


def standing_words(asset: Asset) -> str:
    """Return how the circle of an asset was decided, and what the rules say now when that differs: one query."""
    if not asset.audience_follows:
        return _("Choisi pour ce bien.")
    drawn = drawings_of(asset.organisation_id).of(asset.site_id, asset.asset_class_id)
    if drawn.audience == asset.audience:
        return f"{source_words(drawn.source).capitalize()}."
    return _("D’après une règle qui a changé depuis : elle dit maintenant « %(circle)s ».") % {
        "circle": Circle(drawn.audience).label
    }


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in the list: for what, who sees, how many assets it governs and how many say otherwise."""

    id: int
    code: str
    name: str
    circle: str
    audience: str
    governed: int
    unlike: int
    apply: str


def rule_lines(organisation_id: int) -> list[RuleLine]:
    """Return the rules of an organisation, the widest first, with what each governs: two queries."""
    rows = AudienceRule.objects.filter(organisation_id=organisation_id).select_related("site", "asset_class")
    governed, unlike = _counted(organisation_id)
    lines = [
        RuleLine(
            id=row.pk,
            code=code_of(row),
            name=_name(row),
            circle=str(row.get_audience_display()),
            audience=row.audience,
            governed=governed[code_of(row)],
            unlike=unlike[code_of(row)],
            apply=_address(row),
        )
        for row in rows.order_by("pk")
    ]
    ranks = {"organisation": 0, "categorie": 1, "lieu": 2}
    return sorted(lines, key=lambda line: (ranks[line.code.partition("-")[0]], line.name))


def code_of(rule: AudienceRule) -> str:
    """Return what a rule is for, in a word of an address: « organisation », « lieu-12 », « categorie-3 »."""
    if rule.site_id:
        return f"lieu-{rule.site_id}"
    return f"categorie-{rule.asset_class_id}" if rule.asset_class_id else "organisation"


def _name(rule: AudienceRule) -> str:
    if rule.site is not None:
        return _("Tout ce qui est à : %(name)s") % {"name": rule.site.name}
    if rule.asset_class is not None:
        return _("Catégorie : %(name)s") % {"name": rule.asset_class.name}
    return _("Tous nos autres biens")


def _address(rule: AudienceRule) -> str:
    query = "?geste=suivre&portee=tout"
    if rule.site_id:
        query += f"&lieu={rule.site_id}"
    elif rule.asset_class is not None:
        query += f"&categorie={rule.asset_class.code}"
    return reverse("inventory:bulk") + query


def _counted(organisation_id: int) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return how many assets each rule governs, and how many of them say otherwise; held intact and archived apart."""
    drawings = drawings_of(organisation_id)
    kept = Asset.objects.filter(organisation_id=organisation_id, frozen_at__isnull=True)
    rows = (
        kept.exclude(state=Asset.State.ARCHIVED)
        .order_by()
        .values_list("site_id", "asset_class_id", "audience", "audience_follows")
        .annotate(count=Count("pk"))
    )
    governed: Counter[str] = Counter()
    unlike: Counter[str] = Counter()
    for site_id, class_id, audience, follows, count in rows:
        drawn = drawings.of(site_id, class_id)
        code = {Source.SITE: f"lieu-{site_id}", Source.CLASS: f"categorie-{class_id}"}.get(
            drawn.source, "organisation"
        )
        governed[code] += count
        unlike[code] += 0 if follows and audience == drawn.audience else count
    return governed, unlike
