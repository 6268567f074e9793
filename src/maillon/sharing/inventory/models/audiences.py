"""The rules by which new assets are shown: for an organisation, one of its sites, a class."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation


@tracked()
class AudienceRule(models.Model):
    """« Everything at this site: the public bodies »; without a site and a class, for all the organisation's assets.

    Assets keep the circle they were given: a rule serves the new ones, and the others when a person applies it.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="audience_rules"
    )
    site = models.ForeignKey(
        "inventory.Site", models.CASCADE, verbose_name=_("lieu"), null=True, blank=True, related_name="+"
    )
    asset_class = models.ForeignKey(
        "inventory.AssetClass",
        models.CASCADE,
        verbose_name=_("catégorie"),
        null=True,
        blank=True,
        related_name="+",
    )
    audience = models.CharField(_("qui peut voir"), max_length=14, choices=Circle.choices)

    class Meta:
        verbose_name = _("règle de partage")
        verbose_name_plural = _("règles de partage")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(site__isnull=True) | Q(asset_class__isnull=True),
                name="inventory_audiencerule_one_thing",
                violation_error_message=_("Une règle vaut pour un lieu ou pour une catégorie, pas les deux."),
            ),
            models.UniqueConstraint(
                fields=("organisation",),
                condition=Q(site__isnull=True, asset_class__isnull=True),
                name="inventory_audiencerule_everywhere_once",
            ),
            models.UniqueConstraint(fields=("organisation", "site"), name="inventory_audiencerule_site_once"),
            models.UniqueConstraint(
                fields=("organisation", "asset_class"), name="inventory_audiencerule_class_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.site or self.asset_class or self.organisation} – {self.get_audience_display()}"
