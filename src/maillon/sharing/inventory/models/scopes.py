"""What agreements cover: everything of an owner, a class, a site, an asset."""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.agreements.models import Agreement, in_force

KINDS = ("asset_class", "site", "asset")


def _only(kind: str | None) -> Q:
    """Return the condition that a scope says this and nothing else."""
    said = Q(everything=kind is None)
    for other in KINDS:
        said &= Q(**{f"{other}__isnull": other != kind})
    return said


@tracked()
class Scope(models.Model):
    """One line of what an agreement covers (« portée »)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, verbose_name=_("entente"), related_name="scopes")
    everything = models.BooleanField(_("tous les biens"), default=False)
    asset_class = models.ForeignKey(
        "inventory.AssetClass", models.CASCADE, verbose_name=_("catégorie"), null=True, blank=True
    )
    site = models.ForeignKey("inventory.Site", models.CASCADE, verbose_name=_("lieu"), null=True, blank=True)
    asset = models.ForeignKey(
        "inventory.Asset", models.CASCADE, verbose_name=_("bien"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("portée d’une entente")
        verbose_name_plural = _("portées d’ententes")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=_only(None) | _only("asset_class") | _only("site") | _only("asset"),
                name="inventory_scope_one_thing",
                violation_error_message=_("Une ligne couvre tout, une catégorie, un lieu ou un bien."),
            ),
            models.UniqueConstraint(
                fields=("agreement",), condition=Q(everything=True), name="inventory_scope_everything_once"
            ),
            *(
                models.UniqueConstraint(fields=("agreement", kind), name=f"inventory_scope_{kind}_once")
                for kind in KINDS
            ),
        )

    def __str__(self) -> str:
        return str(self.asset or self.site or self.asset_class or _("tous les biens"))


def covering(on: dt.date, partner_id: int) -> Exists:
    """Return the condition on an asset: its owner has an agreement in force with this partner, which covers it.

    Read from an asset. The same in the database: ``inventory_by_agreement``; tests hold both together.
    """
    covers = Q(everything=True) | Q(asset_class_id=OuterRef("asset_class_id"))
    covers |= Q(site_id=OuterRef("site_id")) | Q(asset_id=OuterRef("pk"))
    return Exists(
        Scope.objects.filter(
            covers,
            in_force(on, "agreement__parties__"),
            agreement__parties__organisation_id=partner_id,
            agreement__owner_id=OuterRef("organisation_id"),
        ).order_by()
    )
