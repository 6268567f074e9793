"""What the search stands on and leaves behind: known words, what a kilometre costs, what was sought in vain."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillon.community.territories.models import Mrc
from maillon.sharing.inventory.models import AssetClass


class KnownWord(models.Model):
    """A word, folded, of the names that everyone may read: assets in sharing, their places, organisations.

    ``trigrams`` are its runs of three letters (:func:`maillon.kernel.words.trigrams`); ``seen``, how often it is met.
    """

    text = models.CharField(_("mot"), max_length=40, unique=True)
    trigrams = ArrayField(models.TextField())
    seen = models.PositiveIntegerField(_("fois"))

    class Meta:
        verbose_name = _("mot connu")
        verbose_name_plural = _("mots connus")
        ordering = ("text",)
        indexes = (GinIndex(fields=("trigrams",), name="reservations_word_trigrams"),)

    def __str__(self) -> str:
        return self.text


class TravelRate(models.Model):
    """What a kilometre by car costs from a day on, and how much longer the road is than the crow's flight."""

    starts_on = models.DateField(_("depuis le"), unique=True)
    dollars_per_km = models.DecimalField(_("coût d’un kilomètre ($)"), max_digits=5, decimal_places=3)
    detour = models.DecimalField(
        _("détour"),
        max_digits=4,
        decimal_places=2,
        default=Decimal("1.30"),
        help_text=_("La route, par rapport à la distance à vol d’oiseau."),
    )
    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("adresse de la source"), blank=True)

    class Meta:
        verbose_name = _("coût d’un déplacement")
        verbose_name_plural = _("coûts d’un déplacement")
        ordering = ("-starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(dollars_per_km__gt=0) & Q(dollars_per_km__lt=10),
                name="reservations_travel_cost_sensible",
                violation_error_message=_("Le coût d’un kilomètre est entre 0 et 10 $."),
            ),
            models.CheckConstraint(
                condition=Q(detour__gte=1) & Q(detour__lte=3),
                name="reservations_travel_detour_sensible",
                violation_error_message=_(
                    "La route est d’une à trois fois plus longue que la distance à vol d’oiseau."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.dollars_per_km} $/km"


class UnmetDemand(models.Model):
    """How often, in a month, the same thing was sought in vain in a territory; nothing says by whom.

    Lengths and numbers of people are rounded up to a few steps, the moment to an hour of the week (0: Monday at
    midnight), the place to its territory: rows of many searches look alike, and none leads to a person.
    """

    class Reason(models.TextChoices):
        NOTHING = "nothing", _("rien de tel n’est en partage assez près")
        TOO_SMALL = "too_small", _("trop petit pour le groupe")
        TRAITS = "traits", _("sans les caractéristiques voulues")
        CLOSED = "closed", _("fermé à ces heures")
        TAKEN = "taken", _("déjà pris")

    month = models.DateField(_("mois"))
    mrc = models.ForeignKey(Mrc, models.PROTECT, verbose_name=_("territoire"), null=True)
    asset_class = models.ForeignKey(AssetClass, models.PROTECT, verbose_name=_("catégorie"), null=True)
    hour_of_week = models.PositiveSmallIntegerField(_("heure de la semaine"))
    minutes = models.PositiveSmallIntegerField(_("durée, arrondie (minutes)"))
    people = models.PositiveIntegerField(_("personnes, arrondies"), default=0)
    reason = models.CharField(_("raison"), max_length=10, choices=Reason.choices)
    times = models.PositiveIntegerField(_("fois"), default=1)

    class Meta:
        verbose_name = _("recherche vaine")
        verbose_name_plural = _("recherches vaines")
        ordering = ("-month", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("month", "mrc", "asset_class", "hour_of_week", "minutes", "people", "reason"),
                nulls_distinct=False,
                name="reservations_unmet_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(hour_of_week__lt=168),
                name="reservations_unmet_hour_of_week",
                violation_error_message=_("Une semaine compte 168 heures."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=("nothing", "too_small", "traits", "closed", "taken")),
                name="reservations_unmet_reason_known",
            ),
        )
        indexes = (models.Index(fields=("mrc", "month"), name="reservations_unmet_by_mrc"),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.times}"
