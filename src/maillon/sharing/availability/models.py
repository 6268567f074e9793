"""Schedules, blocks, cells, and the ledger of commitments.

The exclusion constraint, the composite foreign key and the pool's trigger are written in SQL, in
``migrations/0002_ledger.py``: they are the promise, this file is its vocabulary.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.models import Organisation
from maillon.sharing.availability.fields import CellsField, OpenHoursField
from maillon.sharing.inventory.models import Asset


class Schedule(models.Model):
    """Weekly opening hours by the clock of one time zone, shared by many assets.

    ``weekly`` is seven lists, Monday first, of ``[from, to]`` minutes since local midnight (0 to 1440).
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="schedules"
    )
    name = models.CharField(_("nom"), max_length=120)
    time_zone = models.CharField(_("fuseau horaire"), max_length=40, default="America/Toronto")
    weekly = models.JSONField(_("heures de la semaine"))
    closed_on_holidays = models.BooleanField(_("fermé les jours fériés du Québec"), default=True)

    class Meta:
        verbose_name = _("horaire")
        verbose_name_plural = _("horaires")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class ScheduleException(models.Model):
    """A day on which the schedule differs; no hours means closed."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="exceptions")
    day = models.DateField(_("jour"))
    opens = models.JSONField(_("heures"), default=list, blank=True)
    reason = models.CharField(_("raison"), max_length=120)

    class Meta:
        verbose_name = _("exception à l’horaire")
        verbose_name_plural = _("exceptions à l’horaire")
        ordering = ("day", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("schedule", "day"),
                name="availability_exception_once_a_day",
                violation_error_message=_("Ce jour a déjà une exception : modifiez-la."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} – {self.reason}"


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


class Block(models.Model):
    """A family of spaces that can be cut in several ways, or a pool of like things; what writers lock."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="blocks")
    name = models.CharField(_("nom"), max_length=160)
    quantity = models.PositiveIntegerField(_("quantité"), default=1)

    class Meta:
        verbose_name = _("bloc")
        verbose_name_plural = _("blocs")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Cell(models.Model):
    """The smallest piece of a block that can be taken by itself: a third of a gym, a chair's row."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="cells")
    name = models.CharField(_("nom"), max_length=120)

    class Meta:
        verbose_name = _("cellule")
        verbose_name_plural = _("cellules")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Bookable(models.Model):
    """What booking an asset takes: which cells of which block, or how many of which pool, and when it is open.

    ``quantity`` of a pooled asset is what one may take at most in one commitment; the block's is the pool's.
    """

    asset = models.OneToOneField(Asset, models.CASCADE, primary_key=True, related_name="bookable")
    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="bookables")
    block = models.ForeignKey(Block, models.PROTECT, related_name="bookables")
    cells = CellsField()
    pooled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("bien réservable")
        verbose_name_plural = _("biens réservables")
        ordering = ("asset_id",)
        constraints = (
            models.UniqueConstraint(
                fields=("asset", "block", "cells", "pooled"), name="availability_bookable_identity"
            ),
        )

    def __str__(self) -> str:
        return str(self.asset_id)


class Commitment(models.Model):
    """Something that occupies cells or a quantity from ``busy_from`` to ``busy_until``, half-open.

    The busy span is the period with its set-up and clean-up, frozen when it was written.
    """

    class Cause(models.TextChoices):
        RESERVATION = "reservation", _("réservation")
        HOLD = "hold", _("retenue")
        CLOSURE = "closure", _("fermeture")
        MAINTENANCE = "maintenance", _("entretien")
        SESSION = "session", _("séance de saison")
        LOAN = "loan", _("prêt")

    class State(models.TextChoices):
        HELD = "held", _("retenu")
        FIRM = "firm", _("ferme")
        ENDED = "ended", _("libéré")

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="commitments", db_index=False)
    block = models.ForeignKey(Block, models.PROTECT, related_name="commitments", db_index=False)
    cells = CellsField()
    pooled = models.BooleanField(default=False)
    quantity = models.PositiveIntegerField(default=1)
    cause = models.CharField(max_length=12, choices=Cause.choices)
    state = models.CharField(max_length=6, choices=State.choices)
    expires_at = models.DateTimeField(null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    busy_from = models.DateTimeField()
    busy_until = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        ordering = ("busy_from", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    starts_at__lt=F("ends_at"), busy_from__lte=F("starts_at"), busy_until__gte=F("ends_at")
                ),
                name="availability_commitment_busy_covers_period",
            ),
            models.CheckConstraint(
                condition=Q(state="held", expires_at__isnull=False) | ~Q(state="held"),
                name="availability_commitment_hold_expires",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="availability_commitment_at_least_one"),
        )

    def __str__(self) -> str:
        return f"{self.asset_id} {self.starts_at:%Y-%m-%d %H:%M}"
