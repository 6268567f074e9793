"""The fields by which a class of assets is described, declared as data."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.sharing.inventory.models.assets import AssetClass
from maillon.sharing.inventory.rules import Declared, Kind


def _chosen(french: str, english: str) -> str:
    return english if (get_language() or "").startswith("en") else french


@tracked()
class ClassField(models.Model):
    """One question asked of every asset of a class: « Surface », in square metres, at least 1.

    ``choices`` is a list of ``{"code", "fr", "en"}``. A retired field is no longer asked; what was answered stays.
    """

    class Kinds(models.TextChoices):
        WHOLE = Kind.WHOLE, _("nombre entier")
        YEAR = Kind.YEAR, _("année")
        DECIMAL = Kind.DECIMAL, _("nombre à décimales")
        YES_NO = Kind.YES_NO, _("oui ou non")
        CHOICE = Kind.CHOICE, _("choix dans une liste")
        TEXT = Kind.TEXT, _("texte court")
        DATE = Kind.DATE, _("date")

    asset_class = models.ForeignKey(
        AssetClass, models.CASCADE, verbose_name=_("catégorie"), related_name="fields"
    )
    code = models.SlugField(_("code"), max_length=40)
    position = models.PositiveSmallIntegerField(_("rang"), default=100)
    name_fr = models.CharField(_("nom en français"), max_length=80)
    name_en = models.CharField(_("nom en anglais"), max_length=80)
    kind = models.CharField(_("sorte de réponse"), max_length=10, choices=Kinds.choices)
    unit = models.CharField(
        _("unité"), max_length=12, blank=True, help_text=_("Son symbole : m², kg, km, kW. Vide si on compte.")
    )
    least = models.FloatField(_("au moins"), null=True, blank=True)
    most = models.FloatField(_("au plus"), null=True, blank=True)
    choices = models.JSONField(_("choix"), default=list, blank=True)
    public = models.BooleanField(
        _("montré à tous"),
        default=True,
        help_text=_("Sinon, seules les personnes de l’organisation propriétaire voient la réponse."),
    )
    searchable = models.BooleanField(_("proposé pour chercher"), default=True)
    retired = models.BooleanField(_("retiré"), default=False)

    class Meta:
        verbose_name = _("caractéristique")
        verbose_name_plural = _("caractéristiques")
        ordering = ("asset_class", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("asset_class", "code"),
                name="inventory_classfield_code_once",
                violation_error_message=_("Cette catégorie a déjà une caractéristique de ce code."),
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(least__lte=F("most")),
                name="inventory_classfield_bounds_in_order",
                violation_error_message=_("Le plus grand ne peut être sous le plus petit."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return _chosen(self.name_fr, self.name_en)

    @property
    def words(self) -> dict[str, str]:
        """Return the choices by code, in the reader's language."""
        return {one["code"]: _chosen(one["fr"], one["en"]) for one in self.choices}

    def declared(self) -> Declared:
        """Return the plain values that the rules read."""
        codes = tuple(one["code"] for one in self.choices)
        return Declared(self.code, self.kind, self.least, self.most, codes)
