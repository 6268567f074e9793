"""Schedules: when things are open, by the clock of a place."""

from datetime import date

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.models import Organisation
from maillon.sharing.availability.fields import OpenHoursField


class TimeZone(models.TextChoices):
    """The three clocks of Québec. Source: Loi sur le temps légal (RLRQ, c. T-5.1), art. 1 and 2.

    A search knows from them which local days a moment may fall on, so the database accepts no other.
    """

    EASTERN = "America/Toronto", _("heure de l’Est (presque tout le Québec)")
    MAGDALEN = "America/Halifax", _("heure de l’Atlantique (Îles-de-la-Madeleine)")
    LOWER_NORTH_SHORE = "America/Blanc-Sablon", _("heure de la Basse-Côte-Nord (ne change pas)")


@tracked()
class Schedule(models.Model):
    """Weekly opening hours by the clock of one time zone, shared by many assets.

    ``weekly`` is seven lists, Monday first, of ``[from, to]`` minutes since local midnight (0 to 1440). ``seasons``
    lie over it, the later ones deciding (:class:`maillon.kernel.seasons.Season` reads and writes them). Its past
    versions are the events of the audit trail: ``particular`` copies the exceptions, so that each of them is whole.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="schedules"
    )
    name = models.CharField(_("nom"), max_length=120)
    time_zone = models.CharField(
        _("fuseau horaire"), max_length=40, choices=TimeZone.choices, default=TimeZone.EASTERN
    )
    weekly = models.JSONField(_("heures de la semaine"))
    closed_on_holidays = models.BooleanField(_("fermé les jours fériés du Québec"), default=True)
    seasons = models.JSONField(
        _("périodes"), default=list, db_default=Value([], models.JSONField()), blank=True
    )
    school = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        verbose_name=_("calendrier scolaire suivi"),
        null=True,
        blank=True,
        related_name="+",
    )
    particular = models.JSONField(default=list, db_default=Value([], models.JSONField()), editable=False)

    class Meta:
        verbose_name = _("horaire")
        verbose_name_plural = _("horaires")
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(time_zone__in=TimeZone.values),
                name="availability_schedule_time_zone_known",
                violation_error_message=_("Choisissez un des trois fuseaux horaires du Québec."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ScheduleException(models.Model):
    """A day on which the schedule differs, or several to ``until`` included; no hours means closed."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="exceptions")
    day = models.DateField(_("jour"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    opens = models.JSONField(_("heures"), default=list, blank=True)
    reason = models.CharField(_("raison"), max_length=120)

    class Meta:
        verbose_name = _("exception à l’horaire")
        verbose_name_plural = _("exceptions à l’horaire")
        ordering = ("day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("day")),
                name="availability_exception_until_after_day",
                violation_error_message=_("Le dernier jour vient après le premier."),
            ),
        )  # that two never share a day is an exclusion, in ``migrations/0006_seasons.py``

    def __str__(self) -> str:
        return f"{self.day} – {self.reason}"

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.until or self.day


class ScheduleDay(models.Model):
    """The open hours of one schedule on one local day, in UTC: derived, rewritten when the schedule changes."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="days", db_index=False)
    day = models.DateField()
    open_hours = OpenHoursField()

    class Meta:
        ordering = ("schedule", "day")
        constraints = (
            models.UniqueConstraint(fields=("day", "schedule"), name="availability_schedule_day_once"),
        )
        indexes = (models.Index(fields=("schedule", "day"), name="availability_schedule_days"),)

    def __str__(self) -> str:
        return f"{self.schedule_id} {self.day}"
