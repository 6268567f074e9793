"""The known exemplars of a pool: each with its number, in service or not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.sharing.inventory.models.assets import Asset


class ExemplarQuerySet(models.QuerySet["Exemplar"]):
    """Exemplars by what can be done with them."""

    def in_service(self) -> "ExemplarQuerySet":
        """Keep those that can be lent."""
        return self.filter(state=Exemplar.State.IN_SERVICE)

    def owned(self) -> "ExemplarQuerySet":
        """Keep those that the organisation still has."""
        return self.filter(state__in=(Exemplar.State.IN_SERVICE, Exemplar.State.REPAIR))


@tracked()
class Exemplar(models.Model):
    """One of the like things of a pool (« exemplaire »): its own number, its serial number for the owner's eyes.

    People book the pool; which exemplar goes out is chosen when it is handed over. The quantity of the pool follows
    the exemplars in service (:mod:`maillon.sharing.inventory.services.exemplars`).
    """

    class State(models.TextChoices):
        IN_SERVICE = "in_service", _("en service")
        REPAIR = "repair", _("en réparation")
        LOST = "lost", _("perdu")
        RETIRED = "retired", _("retiré du service")

    asset = models.ForeignKey(Asset, models.CASCADE, verbose_name=_("bien"), related_name="exemplars")
    label = models.CharField(_("numéro"), max_length=40)
    serial = models.CharField(_("numéro de série"), max_length=80, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.IN_SERVICE)
    reason = models.CharField(_("raison"), max_length=300, blank=True)
    since = models.DateField(_("depuis le"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemplaire")
        verbose_name_plural = _("exemplaires")
        ordering = ("asset", "label", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("asset", "label"),
                name="inventory_exemplar_label_once",
                violation_error_message=_("Un exemplaire porte déjà ce numéro."),
            ),
            models.CheckConstraint(
                condition=~Q(label=""),
                name="inventory_exemplar_has_a_label",
                violation_error_message=_("Donnez un numéro à l’exemplaire."),
            ),
            models.CheckConstraint(
                condition=Q(state="in_service") | ~Q(reason=""),
                name="inventory_exemplar_out_of_service_with_reason",
                violation_error_message=_("Dites pourquoi il n’est pas en service."),
            ),
        )
        indexes = (models.Index(fields=("asset", "state"), name="inventory_exemplars_by_state"),)

    def __str__(self) -> str:
        return self.label
