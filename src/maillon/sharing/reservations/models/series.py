"""One thing at many dates, by a rule: the series, and the dates that it could not have."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.kernel.repetition import Repetition
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models.bundles import Bundle


class Series(models.Model):
    """A bundle made of one asset at many dates (« série »); its state is that of its requests.

    ``rule`` is a :class:`Repetition` in plain values; ``changes`` lists the hours given since, each from a day on:
    ``[{"from": "2027-03-03", "starts": 1140, "ends": 1260}]``.
    """

    bundle = models.OneToOneField(Bundle, models.PROTECT, primary_key=True, related_name="series")
    asset = models.ForeignKey(Asset, models.PROTECT, verbose_name=_("bien"), related_name="series")
    rule = models.JSONField(_("règle"))
    changes = models.JSONField(_("changements"), default=list, blank=True)
    purpose = models.CharField(_("activité prévue"), max_length=200)
    attendees = models.PositiveIntegerField(_("nombre de personnes"), null=True, blank=True)
    quantity = models.PositiveIntegerField(_("quantité"), default=1)
    message = models.TextField(_("message au propriétaire"), blank=True)

    class Meta:
        verbose_name = _("série")
        verbose_name_plural = _("séries")
        ordering = ("bundle",)
        constraints = (
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="reservations_series_at_least_one",
                violation_error_message=_("Une série demande au moins une chose."),
            ),
        )

    def __str__(self) -> str:
        return str(self.bundle_id)

    @property
    def repetition(self) -> Repetition:
        """Return the rule."""
        return Repetition.from_json(self.rule)


class LeftDate(models.Model):
    """A date that the series could not have, and why: kept for both sides, so that it can be asked for again."""

    class Why(models.TextChoices):
        TAKEN = "taken", _("déjà pris")
        CLOSED = "closed", _("fermé")
        SOON = "soon", _("trop tôt pour le préavis")
        FAR = "far", _("trop loin pour réserver")
        RULE = "rule", _("une règle l’interdit")

    series = models.ForeignKey(Series, models.CASCADE, related_name="left_dates")
    day = models.DateField(_("jour"))
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    why = models.CharField(_("raison"), max_length=6, choices=Why.choices)

    class Meta:
        verbose_name = _("date écartée")
        verbose_name_plural = _("dates écartées")
        ordering = ("starts_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("series", "day"), name="reservations_left_date_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="reservations_left_date_in_order",
                violation_error_message=_("La fin vient après le début."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.series_id} {self.day}"
