"""The rules of an organisation: what stays the same (its rank) and its versions, which are never rewritten."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.sharing.availability.fields import OpenHoursField
from maillon.sharing.availability.models import TimeZone
from maillon.sharing.house_rules.rules import Rule
from maillon.sharing.inventory.models import Asset, AssetClass, Site


def every_day() -> list[int]:
    """Return the seven days, Monday first."""
    return list(range(7))


class HouseRuleQuerySet(models.QuerySet["HouseRule"]):
    """Who may know of which rules."""

    def visible_to(self, hat: Hat) -> "HouseRuleQuerySet":
        """Keep the rules of the hat's own organisation, and of those of which it may see something in use."""
        if hat.sees_everything:
            return self
        shown = (
            Asset.objects.visible_to(hat).active().filter(organisation_id=models.OuterRef("organisation_id"))
        )
        seen = Q(models.Exists(shown))
        return self.filter(seen | Q(organisation_id=hat.organisation_id) if hat.organisation_id else seen)


class HouseRule(models.Model):
    """A rule of an organisation; what it says is in its versions. ``position`` is its rank on the page."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="house_rules"
    )
    position = models.PositiveIntegerField(_("rang"), default=0)
    created_at = models.DateTimeField(_("écrite le"), auto_now_add=True)

    objects = HouseRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("règle d’utilisation")
        verbose_name_plural = _("règles d’utilisation")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.organisation_id}.{self.pk}"


class RuleVersionQuerySet(models.QuerySet["RuleVersion"]):
    """Which versions speak of what, and when."""

    def between(self, first: dt.date, last: dt.date) -> "RuleVersionQuerySet":
        """Keep those in force on at least one day from ``first`` to ``last`` included."""
        there = Q(ends_on__isnull=True) | Q(ends_on__gt=first)
        return self.filter(there, starts_on__lte=last).exclude(ends_on=F("starts_on"))

    def about(self, asset: Asset) -> "RuleVersionQuerySet":
        """Keep those that cover this asset."""
        here = Q(site__isnull=True) | Q(site_id=asset.site_id)
        such = Q(asset_class__isnull=True) | Q(asset_class_id=asset.asset_class_id)
        this = Q(asset__isnull=True) | Q(asset_id=asset.pk)
        return self.filter(here, such, this, rule__organisation_id=asset.organisation_id)


class RuleVersion(models.Model):
    """What a rule says from one day on, whom it leaves alone and what it covers; only its end changes.

    It covers one asset, or the assets of a class, of a site, of both, or all those of the organisation.
    ``ends_on`` is the first day without it. Hours are local minutes of the place.
    """

    class Kind(models.TextChoices):
        PROTECTED = "protected", _("heures du propriétaire")
        RESERVED = "reserved", _("heures gardées pour un public")
        SHARE = "share", _("part des heures gardée pour un public")
        QUOTA = "quota", _("plafond par organisation ou par personne")
        PRIORITY = "priority", _("ordre de priorité des publics")

    class Measure(models.TextChoices):
        HOURS_WEEK = "hours_week", _("heures par semaine")
        HOURS_MONTH = "hours_month", _("heures par mois")
        HOURS_SEASON = "hours_season", _("heures pendant toute la règle (une saison)")
        TO_COME = "to_come", _("réservations à venir")
        AT_ONCE = "at_once", _("réservations en même temps")
        DAYS_AHEAD = "days_ahead", _("jours d’avance, au plus")
        HOURS_BETWEEN = "hours_between", _("heures entre deux réservations, au moins")

    rule = models.ForeignKey(HouseRule, models.CASCADE, verbose_name=_("règle"), related_name="versions")
    starts_on = models.DateField(_("en vigueur à partir du"))
    ends_on = models.DateField(_("premier jour sans la règle"), null=True, blank=True)
    kind = models.CharField(_("genre"), max_length=10, choices=Kind.choices)
    asset = models.ForeignKey(
        Asset, models.CASCADE, null=True, blank=True, verbose_name=_("bien"), related_name="+"
    )
    asset_class = models.ForeignKey(
        AssetClass, models.PROTECT, null=True, blank=True, verbose_name=_("catégorie"), related_name="+"
    )
    site = models.ForeignKey(
        Site, models.CASCADE, null=True, blank=True, verbose_name=_("lieu"), related_name="+"
    )
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("jours"), default=every_day)
    from_minute = models.PositiveSmallIntegerField(_("de"), default=0)
    until_minute = models.PositiveSmallIntegerField(_("à"), default=DAY_MINUTES)
    circle = models.CharField(_("pour qui"), max_length=14, choices=Circle.choices, default=Circle.OWNER)
    release_days = models.PositiveSmallIntegerField(_("libérées (jours avant)"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("part (%)"), default=0)
    measure = models.CharField(_("ce qui est compté"), max_length=14, choices=Measure.choices, blank=True)
    limit = models.PositiveIntegerField(_("limite"), default=0)
    per_person = models.BooleanField(_("par personne"), default=False)
    publics = ArrayField(
        models.CharField(max_length=14, choices=Circle.choices),
        verbose_name=_("publics, du premier au dernier"),
        default=list,
        blank=True,
    )
    why = models.TextField(_("pourquoi"), blank=True)
    adopted_at = models.DateTimeField(_("adoptée le"))
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("par"), related_name="+"
    )
    ended_why = models.TextField(_("pourquoi elle a pris fin"), blank=True)
    ended_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("retirée par"),
        related_name="+",
    )

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version d’une règle")
        verbose_name_plural = _("versions d’une règle")
        ordering = ("rule", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="house_rules_version_dates_in_order",
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                condition=Q(from_minute__lt=F("until_minute"), until_minute__lte=DAY_MINUTES),
                name="house_rules_version_hours_in_order",
                violation_error_message=_("L’heure de fin vient après l’heure de début."),
            ),
            models.CheckConstraint(
                condition=Q(asset__isnull=True) | Q(asset_class__isnull=True, site__isnull=True),
                name="house_rules_version_one_scope",
                violation_error_message=_("Une règle sur un bien ne nomme ni lieu ni catégorie."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="share") | Q(percent__gte=1, percent__lte=99),
                name="house_rules_version_share_has_a_part",
                violation_error_message=_("La part gardée va de 1 à 99 %."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="quota") | ~Q(measure="") & Q(limit__gte=1),
                name="house_rules_version_quota_has_a_limit",
                violation_error_message=_("Un plafond dit ce qu’il compte, et combien."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="protected") | Q(circle="owner", release_days__isnull=True),
                name="house_rules_version_protected_is_the_owners",
                violation_error_message=_("Les heures du propriétaire ne se libèrent pas."),
            ),
        )
        indexes = (models.Index(fields=("rule", "starts_on"), name="house_rules_versions_in_order"),)

    def __str__(self) -> str:
        return f"{self.rule_id}, {self.starts_on}"

    def facts(self) -> Rule:
        """Return the plain values that the rules read."""
        return Rule(
            number=self.rule_id,
            kind=self.kind,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            weekdays=frozenset(self.weekdays),
            from_minute=self.from_minute,
            until_minute=self.until_minute,
            circle=self.circle,
            release_days=self.release_days,
            percent=self.percent,
            measure=self.measure,
            limit=self.limit,
            per_person=self.per_person,
        )

    def covers(self, asset: Asset) -> bool:
        """Return whether the version covers an asset of its organisation."""
        return (
            (self.asset_id is None or self.asset_id == asset.pk)
            and (self.asset_class_id is None or self.asset_class_id == asset.asset_class_id)
            and (self.site_id is None or self.site_id == asset.site_id)
        )


class KeptDay(models.Model):
    """The hours of one local day that a version keeps for its circle, in UTC: derived, for the search."""

    version = models.ForeignKey(RuleVersion, models.CASCADE, related_name="kept_days")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    time_zone = models.CharField(max_length=40, choices=TimeZone.choices)
    day = models.DateField()
    hours = OpenHoursField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("day", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "time_zone", "day"), name="house_rules_kept_day_once"),
        )
        indexes = (models.Index(fields=("day", "organisation"), name="house_rules_kept_days"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.day}"
