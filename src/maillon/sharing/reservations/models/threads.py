"""What is written between those who ask and those who answer, and the questions that stop the clock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.sharing.reservations.models.requests import Reservation


class ThreadMessageQuerySet(models.QuerySet["ThreadMessage"]):
    """Who may read which messages."""

    def visible_to(self, hat: Hat) -> "ThreadMessageQuerySet":
        """Keep those of the requests of which the hat may know."""
        return self.filter(reservation__in=Reservation.objects.visible_to(hat))


class ThreadMessage(models.Model):
    """One message about a request (« échange »); of things asked together, the first one's request carries it.

    ``changes`` says what the asker changed with an answer: ``{"purpose": [before, after]}``.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message", _("message")
        QUESTION = "question", _("précision demandée")
        ANSWER = "answer", _("précision donnée")

    reservation = models.ForeignKey(Reservation, models.CASCADE, related_name="thread")
    kind = models.CharField(_("sorte"), max_length=8, choices=Kind.choices, default=Kind.MESSAGE)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("de")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("pour"), null=True
    )
    from_owner = models.BooleanField(_("du propriétaire"))
    text = models.TextField(_("message"), blank=True)
    changes = models.JSONField(default=dict, blank=True)
    file = models.FileField(_("document"), upload_to="echanges/%Y/", max_length=160, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(_("taille"), default=0)
    written_at = models.DateTimeField(_("écrit le"))

    objects = ThreadMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message d’un échange")
        verbose_name_plural = _("messages d’un échange")
        ordering = ("written_at", "pk")
        indexes = (models.Index(fields=("reservation", "written_at"), name="reservations_thread"),)

    def __str__(self) -> str:
        return f"{self.reservation_id}: {self.written_at:%Y-%m-%d}"


class ThreadReading(models.Model):
    """Until when a person has read the messages of a request."""

    reservation = models.ForeignKey(Reservation, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(_("lu le"))

    class Meta:
        verbose_name = _("lecture d’un échange")
        verbose_name_plural = _("lectures d’échanges")
        constraints = (
            models.UniqueConstraint(fields=("reservation", "person"), name="reservations_reading_once"),
        )

    def __str__(self) -> str:
        return f"{self.reservation_id}: {self.read_at:%Y-%m-%d}"


class Clarification(models.Model):
    """A question of the owner during which their own delay stops; one at a time.

    ``time_left`` is what the owner will still have to answer once the asker has; ``answered_at`` stays empty when
    the request ended without an answer.
    """

    reservation = models.ForeignKey(Reservation, models.CASCADE, related_name="clarifications")
    asked_at = models.DateTimeField(_("demandée le"))
    due_at = models.DateTimeField(_("à donner avant"))
    time_left = models.DurationField(_("temps qui reste au propriétaire"))
    answered_at = models.DateTimeField(_("donnée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("précision demandée")
        verbose_name_plural = _("précisions demandées")
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="reservations_clarification_has_time"
            ),
            models.UniqueConstraint(
                fields=("reservation",),
                condition=Q(answered_at__isnull=True),
                name="reservations_clarification_one_at_a_time",
                violation_error_message=_("Une précision est déjà demandée."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reservation_id}: {self.asked_at:%Y-%m-%d}"
