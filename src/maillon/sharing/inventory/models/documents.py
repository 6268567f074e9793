"""The documents of an asset: plans, manuals, rules of use, certificates; each with its versions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillon.sharing.inventory.models.assets import Asset


class Document(models.Model):
    """A document of an asset. Whoever may not see the asset sees none of them, whatever ``audience`` says."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("plan")
        MANUAL = "manual", _("mode d’emploi")
        RULES = "rules", _("règles d’utilisation")
        CERTIFICATE = "certificate", _("certificat")
        OTHER = "other", _("autre document")

    class Language(models.TextChoices):
        FRENCH = "fr", _("français")
        ENGLISH = "en", _("anglais")
        BOTH = "fr-en", _("français et anglais")
        OTHER = "other", _("autre langue")

    class Audience(models.TextChoices):
        AS_ASSET = "as_asset", _("qui voit le bien")
        MEMBERS = "members", _("les membres de Maillon qui voient le bien")
        OWNER = "owner", _("votre organisation seulement")

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="documents")
    kind = models.CharField(_("sorte"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("titre"), max_length=120)
    language = models.CharField(_("langue"), max_length=5, choices=Language.choices, default=Language.FRENCH)
    audience = models.CharField(
        _("qui peut le lire"), max_length=8, choices=Audience.choices, default=Audience.AS_ASSET
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("kind", "title", "pk")

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One file of a document; the highest number is the present one, the former ones are kept for the owner."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(_("fichier"), upload_to="documents/%Y/", max_length=160)
    suffix = models.CharField(max_length=6)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(_("taille"))
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField(_("ajouté le"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("version d’un document")
        verbose_name_plural = _("versions de documents")
        ordering = ("document", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "number"), name="inventory_documentversion_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.document} ({self.number})"
