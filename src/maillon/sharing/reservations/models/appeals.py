"""Asking that a refusal be looked at again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations.models.requests import Reservation


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Who may know of which appeals."""

    def visible_to(self, hat: Hat) -> "AppealQuerySet":
        """Keep those of the requests of which the hat may know."""
        return self.filter(reservation__in=Reservation.objects.visible_to(hat))


class Appeal(models.Model):
    """A refusal looked at again, once, by those who administer the owner (« réexamen »); answered with reasons."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("la demande est acceptée")
        UPHELD = "upheld", _("le refus est maintenu")
        TOO_LATE = "too_late", _("vous aviez raison, mais la place n’est plus libre")

    reservation = models.OneToOneField(
        Reservation, models.CASCADE, primary_key=True, related_name="appeal", verbose_name=_("demande")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("demandé par")
    )
    text = models.TextField(_("pourquoi revoir ce refus"), blank=True)
    asked_at = models.DateTimeField(_("demandé le"))
    outcome = models.CharField(_("réponse"), max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("raisons"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    by_same_person = models.BooleanField(_("par la personne qui avait refusé"), default=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("réexamen")
        verbose_name_plural = _("réexamens")
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True)
                | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="reservations_appeal_answered_at_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.reservation_id)
