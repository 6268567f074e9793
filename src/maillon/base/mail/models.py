"""The register of outgoing e-mails."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One e-mail to one person, kept as it was written.

    ``key`` makes the writing idempotent: the same fact told twice writes one e-mail.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("à envoyer")
        SENT = "sent", _("envoyé")
        RECORDED = "recorded", _("consigné, aucun serveur de courriel")
        FAILED = "failed", _("échec")

    key = models.CharField(max_length=160, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="mails"
    )
    to = models.EmailField(_("destinataire"))
    language = models.CharField(max_length=5)
    subject = models.CharField(_("objet"), max_length=200)
    text = models.TextField(_("texte"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    problem = models.CharField(_("problème"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(_("écrit le"), auto_now_add=True)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("courriel")
        verbose_name_plural = _("courriels")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.subject
