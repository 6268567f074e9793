"""What an owner keeps of an asset for itself: who answers for it, its cost, its life; and its condition."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.models import Organisation
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models.assets import Asset

LONGEST_LIFE = 200  # years


class Unit(models.Model):
    """A part of an organisation that answers for assets (« unité responsable »): public works, the library."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="units"
    )
    name = models.CharField(_("nom"), max_length=120)
    sort_key = models.CharField(max_length=250, editable=False)
    contact = models.CharField(
        _("à qui s’adresser"),
        max_length=120,
        blank=True,
        help_text=_("Une fonction ou un nom : « le contremaître »."),
    )
    email = models.EmailField(_("courriel"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("unité responsable")
        verbose_name_plural = _("unités responsables")
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "sort_key"),
                name="inventory_unit_name_once",
                violation_error_message=_("Votre organisation a déjà une unité de ce nom."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # the signature is Django's own


def _amount(word: object, **more: object) -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(word, max_digits=12, decimal_places=2, null=True, blank=True, **more)  # type: ignore[arg-type]  # a lazy text


def _not_negative(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}),
        name=f"inventory_keepingrecord_{name}_not_negative",
        violation_error_message=_("Un montant est d’au moins 0 $."),
    )


@tracked()
class KeepingRecord(models.Model):
    """How an owner manages an asset (« fiche de gestion »). It never leaves the organisation. Amounts in CAD."""

    asset = models.OneToOneField(Asset, models.CASCADE, primary_key=True, related_name="keeping")
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unité responsable"),
        null=True,
        blank=True,
        related_name="records",
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("responsable"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("La personne de votre organisation qui répond de ce bien."),
    )
    serial_number = models.CharField(_("numéro de série"), max_length=80, blank=True)
    acquired_on = models.DateField(_("acquis le"), null=True, blank=True)
    acquisition_value = _amount(_("valeur d’acquisition"))
    replacement_value = _amount(
        _("valeur de remplacement"),
        help_text=_("Ce qu’il faudrait payer aujourd’hui pour un bien semblable."),
    )
    supplier = models.CharField(_("fournisseur"), max_length=120, blank=True)
    warranty_until = models.DateField(_("garanti jusqu’au"), null=True, blank=True)
    in_service_since = models.DateField(_("en service depuis"), null=True, blank=True)
    useful_life_years = models.PositiveSmallIntegerField(
        _("durée de vie utile"),
        null=True,
        blank=True,
        validators=(MinValueValidator(1), MaxValueValidator(LONGEST_LIFE)),
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("fiche de gestion")
        verbose_name_plural = _("fiches de gestion")
        ordering = ("asset",)
        constraints = (
            _not_negative("acquisition_value"),
            _not_negative("replacement_value"),
            models.CheckConstraint(
                condition=Q(useful_life_years__isnull=True) | Q(useful_life_years__range=(1, LONGEST_LIFE)),
                name="inventory_keepingrecord_life_bounded",
                violation_error_message=_("Une durée de vie va de 1 à 200 ans."),
            ),
            models.CheckConstraint(
                condition=Q(warranty_until__isnull=True)
                | Q(acquired_on__isnull=True)
                | Q(warranty_until__gte=F("acquired_on")),
                name="inventory_keepingrecord_warranty_after",
                violation_error_message=_("La garantie ne peut finir avant l’acquisition."),
            ),
        )

    def __str__(self) -> str:
        return str(self.asset)


class Grade(models.TextChoices):
    """The condition of a thing, the best first; the word is what people read."""

    NEW = "new", _("neuf")
    VERY_GOOD = "very_good", _("très bon")
    GOOD = "good", _("bon")
    FAIR = "fair", _("passable")
    POOR = "poor", _("mauvais")
    OUT_OF_SERVICE = "out_of_service", _("hors service")


# What was observed is never rewritten: another report corrects it. Who wrote it may be forgotten (Loi 25), and the
# report follows the record of its asset when two are merged.
NEVER_REWRITTEN = pgtrigger.Trigger(
    name="inventory_condition_kept",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("grade", "observed_on", "note", "noted_at"),
    func="""
    RAISE EXCEPTION 'condition report % is never rewritten', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_condition_kept', TABLE = 'inventory_condition';
    """,
)


@pgtrigger.register(NEVER_REWRITTEN)
class Condition(models.Model):
    """One report of the condition of an asset (« relevé d’état »): what was seen, when, by whom."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="conditions")
    grade = models.CharField(_("état physique"), max_length=14, choices=Grade.choices)
    observed_on = models.DateField(_("constaté le"))
    note = models.TextField(_("remarque"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        related_name="+",
    )
    noted_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("relevé d’état")
        verbose_name_plural = _("relevés d’état")
        ordering = ("-observed_on", "-pk")
        indexes = (models.Index(fields=("asset", "-observed_on", "-id"), name="inventory_condition_latest"),)

    def __str__(self) -> str:
        return self.get_grade_display()


class ConditionPhoto(models.Model):
    """A picture that goes with a report; for the owner's people only."""

    condition = models.ForeignKey(Condition, models.CASCADE, related_name="photos")
    file = models.FileField(_("fichier"), upload_to="conditions/%Y/")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(_("ce que montre la photo"), max_length=200)

    class Meta:
        verbose_name = _("photo d’un relevé")
        verbose_name_plural = _("photos de relevés")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.alt
