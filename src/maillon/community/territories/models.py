"""Regions, MRC and municipalities."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DensityClass(models.TextChoices):
    """Density of population, in people per square kilometre; bounds 10, 50 and 400."""

    VERY_LOW = "very_low", _("très faible (moins de 10 hab./km²)")
    LOW = "low", _("faible (10 à 50 hab./km²)")
    INTERMEDIATE = "intermediate", _("intermédiaire (50 à 400 hab./km²)")
    DENSE = "dense", _("dense (plus de 400 hab./km²)")


class Region(models.Model):
    """One of the 17 administrative regions."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("nom"), max_length=80)

    class Meta:
        verbose_name = _("région")
        verbose_name_plural = _("régions")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Mrc(models.Model):
    """A regional county municipality or an equivalent territory (« MRC », 104 in all)."""

    class Kind(models.TextChoices):
        MRC = "mrc", _("MRC")
        EQUIVALENT = "equivalent", _("territoire équivalent")

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("nom"), max_length=120)
    sort_key = models.CharField(max_length=250, editable=False)
    kind = models.CharField(_("genre"), max_length=12, choices=Kind.choices)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("région"), related_name="mrcs")
    population_2016 = models.PositiveIntegerField(_("population en 2016"))
    density_class = models.CharField(_("densité"), max_length=14, choices=DensityClass.choices)
    main_town = models.CharField(_("ville principale"), max_length=120)
    lon = models.FloatField(_("longitude de la ville principale"))
    lat = models.FloatField(_("latitude de la ville principale"))

    class Meta:
        verbose_name = _("MRC ou territoire équivalent")
        verbose_name_plural = _("MRC et territoires équivalents")
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A town or village; those the register knows, each within one MRC."""

    code = models.CharField(_("code géographique"), max_length=5, unique=True, null=True, blank=True)
    name = models.CharField(_("nom"), max_length=120)
    sort_key = models.CharField(max_length=250, editable=False)
    mrc = models.ForeignKey(Mrc, models.PROTECT, verbose_name=_("MRC"), related_name="municipalities")
    population_2021 = models.PositiveIntegerField(_("population en 2021"), null=True, blank=True)
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))

    class Meta:
        verbose_name = _("municipalité")
        verbose_name_plural = _("municipalités")
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(fields=("name", "mrc"), name="territories_municipality_once_in_mrc"),
        )

    def __str__(self) -> str:
        return self.name
