"""School calendars: one per school service centre and school year, which others of the territory may follow."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.models import Organisation
from maillon.kernel import school_days
from maillon.kernel.school_days import SchoolYear, Stretch


class DayKind(models.TextChoices):
    """What kind of day it is at school, in words."""

    CLASS = school_days.DayKind.CLASS, _("jour de classe")
    PEDAGOGICAL = school_days.DayKind.PEDAGOGICAL, _("journée pédagogique")
    HOLIDAY = school_days.DayKind.HOLIDAY, _("congé")
    BREAK = school_days.DayKind.BREAK, _("relâche")
    SUMMER = school_days.DayKind.SUMMER, _("vacances d’été")


class SchoolCalendarQuerySet(models.QuerySet["SchoolCalendar"]):
    """Which calendars others may read."""

    def published(self) -> "SchoolCalendarQuerySet":
        """Keep those that their owner published."""
        return self.filter(published_at__isnull=False)


@tracked()
class SchoolCalendar(models.Model):
    """The days of one school year: ``year`` is the one in which it begins; classes go from a day to another."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="school_calendars"
    )
    year = models.PositiveSmallIntegerField(_("année scolaire"))
    first_class = models.DateField(_("premier jour de classe"))
    last_class = models.DateField(_("dernier jour de classe"))
    published_at = models.DateTimeField(_("publié le"), null=True, blank=True)

    objects = SchoolCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendrier scolaire")
        verbose_name_plural = _("calendriers scolaires")
        ordering = ("organisation", "-year")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "year"),
                name="availability_school_calendar_once_a_year",
                violation_error_message=_("Vous avez déjà un calendrier de cette année scolaire."),
            ),
            models.CheckConstraint(
                condition=Q(last_class__gt=F("first_class")),
                name="availability_school_calendar_in_order",
                violation_error_message=_("Le dernier jour de classe vient après le premier."),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return « 2026-2027 »."""
        return f"{self.year}-{self.year + 1}"

    def facts(self) -> SchoolYear:
        """Return what the calendar says; reads ``stretches``."""
        return SchoolYear(
            self.year,
            self.first_class,
            self.last_class,
            tuple(
                Stretch(one.first, one.last, school_days.DayKind(one.kind), one.label)
                for one in self.stretches.all()
            ),
        )


class SchoolStretch(models.Model):
    """Days of one kind in a school calendar, both ends included."""

    calendar = models.ForeignKey(SchoolCalendar, models.CASCADE, related_name="stretches")
    first = models.DateField(_("du"))
    last = models.DateField(_("au"))
    kind = models.CharField(_("genre de jour"), max_length=12, choices=DayKind.choices)
    label = models.CharField(_("nom"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("jours du calendrier scolaire")
        verbose_name_plural = _("jours du calendrier scolaire")
        ordering = ("first", "last", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="availability_school_stretch_in_order",
                violation_error_message=_("Le dernier jour vient après le premier."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DayKind.values), name="availability_school_stretch_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} – {self.label or self.kind}"
