"""What a class of assets is called elsewhere: the codes of public nomenclatures, as data."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.sharing.inventory.models.assets import AssetClass


@tracked()
class ClassCode(models.Model):
    """One code of one nomenclature for a class, with where it comes from and whether it was checked there.

    Several codes of one nomenclature may stand for a class: an indoor and an outdoor pool.
    """

    class Scheme(models.TextChoices):
        UNSPSC = "unspsc", _("UNSPSC")
        CUBF = "cubf", _("CUBF")

    asset_class = models.ForeignKey(
        AssetClass, models.CASCADE, verbose_name=_("catégorie"), related_name="codes"
    )
    scheme = models.CharField(_("nomenclature"), max_length=8, choices=Scheme.choices)
    code = models.CharField(_("code"), max_length=12)
    label_fr = models.CharField(_("libellé en français"), max_length=120)
    label_en = models.CharField(_("libellé en anglais"), max_length=120)
    source = models.CharField(_("source"), max_length=200)
    certain = models.BooleanField(_("vérifié à sa source"), default=False)

    class Meta:
        verbose_name = _("code d’une nomenclature")
        verbose_name_plural = _("codes de nomenclatures")
        ordering = ("asset_class", "scheme", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("asset_class", "scheme", "code"),
                name="inventory_classcode_once",
                violation_error_message=_("Cette catégorie a déjà ce code."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.code}"

    @property
    def label(self) -> str:
        """Return the label in the reader's language."""
        return self.label_en if (get_language() or "").startswith("en") else self.label_fr
