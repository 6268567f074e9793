"""Blocks, cells, and the ledger of commitments.

The exclusion constraint, the composite foreign key and the pool's trigger are written in SQL, in
``migrations/0002_ledger.py``: they are the promise, this file is its vocabulary.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.models import Organisation
from maillon.kernel.layouts import WHOLE
from maillon.sharing.availability.fields import CellsField
from maillon.sharing.availability.models.schedules import Schedule
from maillon.sharing.inventory.models import Asset


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
    """The smallest piece of a block that can be taken by itself: a third of a gym, a chair's row.

    Where it lies in the whole is told from left to right, in the marks of :mod:`maillon.kernel.layouts`.
    """

    block = models.ForeignKey(Block, models.CASCADE, related_name="cells")
    name = models.CharField(_("nom"), max_length=120)
    left_mark = models.PositiveIntegerField(_("bord gauche"), default=0, db_default=0)
    right_mark = models.PositiveIntegerField(_("bord droit"), default=WHOLE, db_default=WHOLE)

    class Meta:
        verbose_name = _("cellule")
        verbose_name_plural = _("cellules")
        ordering = ("left_mark", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(left_mark__lt=F("right_mark"), right_mark__lte=WHOLE),
                name="availability_cell_marks_in_order",
                violation_error_message=_("Le bord droit vient après le bord gauche."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Bookable(models.Model):
    """What booking an asset takes: which cells of which block, or a number out of a pool, and when it is open.

    A pooled asset has no cells: the block is the pool, and the block's quantity is how many there are.
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
            models.CheckConstraint(
                condition=Q(pooled=True, cells=[]) | Q(pooled=False) & ~Q(cells=[]),
                name="availability_bookable_cells_or_pool",
            ),
        )

    def __str__(self) -> str:
        return str(self.asset_id)


class Commitment(models.Model):
    """Something that occupies cells or a quantity from ``busy_from`` to ``busy_until``, half-open.

    The busy span is the period with its set-up and clean-up, frozen when it was written. Asset and block carry
    no foreign key of their own: the composite key to :class:`Bookable` holds both, at a third of the cost.
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

    asset = models.ForeignKey(
        Asset, models.PROTECT, related_name="commitments", db_index=False, db_constraint=False
    )
    block = models.ForeignKey(
        Block, models.PROTECT, related_name="commitments", db_index=False, db_constraint=False
    )
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
    ended_at = models.DateTimeField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | ~Q(state="ended") & Q(ended_at__isnull=True),
                name="availability_commitment_end_is_dated",
            ),
        )

    def __str__(self) -> str:
        return f"{self.asset_id} {self.starts_at:%Y-%m-%d %H:%M}"
