"""What comes with an asset, and what may be asked for with it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.sharing.inventory.models.assets import Asset


class AccessoryQuerySet(models.QuerySet["Accessory"]):
    """Accessories by kind."""

    def included(self) -> "AccessoryQuerySet":
        """Keep what comes with the asset."""
        return self.filter(other__isnull=True)

    def optional(self) -> "AccessoryQuerySet":
        """Keep what may be asked for with it."""
        return self.filter(other__isnull=False)


@tracked()
class Accessory(models.Model):
    """Something that comes with an asset (told in words and counted), or another asset that may be asked for with it.

    ``quantity`` is how many come, or how many may be asked for at most.
    """

    asset = models.ForeignKey(Asset, models.CASCADE, verbose_name=_("bien"), related_name="accessories")
    other = models.ForeignKey(
        Asset,
        models.CASCADE,
        verbose_name=_("l’autre bien"),
        related_name="accessory_of",
        null=True,
        blank=True,
    )
    name = models.CharField(_("ce que c’est"), max_length=120, blank=True)
    quantity = models.PositiveIntegerField(_("combien"), default=1)
    charge = models.CharField(
        _("frais"), max_length=160, blank=True, help_text=_("En mots, s’il y en a : « 10 $ de nettoyage ».")
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = AccessoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("accessoire")
        verbose_name_plural = _("accessoires")
        ordering = ("asset", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(other__isnull=True) & ~Q(name="") | Q(other__isnull=False, name=""),
                name="inventory_accessory_named_or_asset",
                violation_error_message=_("Dites ce qui vient avec le bien, ou choisissez un autre bien."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="inventory_accessory_at_least_one",
                violation_error_message=_("Inscrivez une quantité d’au moins 1."),
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("asset")),
                name="inventory_accessory_not_itself",
                violation_error_message=_("Un bien ne vient pas avec lui-même."),
            ),
            models.UniqueConstraint(
                fields=("asset", "other"),
                condition=Q(other__isnull=False),
                name="inventory_accessory_other_once",
                violation_error_message=_("Ce bien se demande déjà avec celui-ci."),
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.other)
