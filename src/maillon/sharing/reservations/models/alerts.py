"""A search that writes when something appears."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.models import Membership
from maillon.community.people.models import Person

LONGEST = 1_500  # characters of an address that is kept


class SearchAlert(models.Model):
    """« Prévenez-moi » : a person’s own search, looked at again until its day is past.

    ``wanted`` is the search as it is run again (:class:`.queries.alerts.Watched`); ``told`` are the assets already
    free when it was asked, or written about since; ``mailed_on`` keeps it to one letter a day.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="search_alerts")
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="search_alerts")
    asked = models.CharField(_("recherche"), max_length=LONGEST)
    title = models.CharField(_("ce qui est cherché"), max_length=300)
    wanted = models.JSONField()
    first_day = models.DateField(_("premier jour"))
    last_day = models.DateField(_("dernier jour"))
    told = ArrayField(models.BigIntegerField(), default=list)
    mailed_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("alerte")
        verbose_name_plural = _("alertes")
        ordering = ("first_day", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "asked"),
                name="reservations_alert_once",
                violation_error_message=_("Vous êtes déjà prévenu pour cette recherche."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="reservations_alert_days_in_order",
                violation_error_message=_("Le dernier jour vient après le premier."),
            ),
        )
        indexes = (models.Index(fields=("last_day", "first_day"), name="reservations_alert_days"),)

    def __str__(self) -> str:
        return self.title
