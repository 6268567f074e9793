"""Planned closures: works, an inventory, the holidays of the staff; what they close is written in the ledger."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.models import Organisation
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.sharing.availability.models import Commitment
from maillon.sharing.inventory.models import Asset, AssetClass, Site


@tracked()
class Closure(models.Model):
    """A closure of one asset, of a site, or of a class within a body, from a moment to another, perhaps each week.

    Days and minutes are those of the clock of each place; ``starts_at`` and ``ends_at`` bound all of its periods.
    """

    class Cause(models.TextChoices):
        CLOSURE = Commitment.Cause.CLOSURE.value, _("fermeture")
        MAINTENANCE = Commitment.Cause.MAINTENANCE.value, _("entretien ou travaux")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="closures")
    asset = models.ForeignKey(
        Asset, models.CASCADE, verbose_name=_("bien"), null=True, blank=True, related_name="closures"
    )
    site = models.ForeignKey(
        Site, models.CASCADE, verbose_name=_("lieu"), null=True, blank=True, related_name="closures"
    )
    asset_class = models.ForeignKey(
        AssetClass, models.PROTECT, verbose_name=_("catégorie"), null=True, blank=True, related_name="+"
    )
    cause = models.CharField(_("genre"), max_length=12, choices=Cause.choices, default=Cause.CLOSURE)
    reason = models.CharField(_("raison"), max_length=120)
    first_day = models.DateField(_("premier jour"))
    first_minute = models.PositiveSmallIntegerField(_("à partir de"), default=0)
    last_day = models.DateField(_("dernier jour"))
    last_minute = models.PositiveSmallIntegerField(_("jusqu’à"), default=DAY_MINUTES)
    repeats_until = models.DateField(_("chaque semaine jusqu’au"), null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(_("levée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("fermeture")
        verbose_name_plural = _("fermetures")
        ordering = ("starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(asset__isnull=False, site__isnull=True, asset_class__isnull=True)
                | Q(asset__isnull=True, site__isnull=False, asset_class__isnull=True)
                | Q(asset__isnull=True, site__isnull=True, asset_class__isnull=False),
                name="reservations_closure_closes_one_thing",
                violation_error_message=_("Une fermeture porte sur un bien, un lieu ou une catégorie."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="reservations_closure_in_order",
                violation_error_message=_("La fin vient après le début."),
            ),
        )
        indexes = (models.Index(fields=("organisation", "ends_at"), name="reservations_closures"),)

    def __str__(self) -> str:
        return self.reason

    @property
    def target(self) -> str:
        """Return the name of what is closed; reads the three relations."""
        return str(self.asset or self.site or self.asset_class)


class ClosurePart(models.Model):
    """One stretch of the ledger that a closure occupies."""

    closure = models.ForeignKey(Closure, models.CASCADE, related_name="parts")
    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="closure_part")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.closure_id} {self.commitment_id}"
