"""Requests for verification, the pieces that prove them, and the decisions, which are never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.kinds import LegalRegime, OrganisationKind
from maillon.community.organisations.models import Organisation
from maillon.community.verification.criteria import Motive, Outcome, Piece

Person = settings.AUTH_USER_MODEL


@tracked()
class Request(models.Model):
    """What an organisation declares to be verified; ``answers`` gives, by criterion, a word of proof."""

    class Nature(models.TextChoices):
        FIRST = "first", _("première demande")
        RENEWAL = "renewal", _("renouvellement")
        APPEAL = "appeal", _("appel")

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        SENT = "sent", _("en examen")
        MORE = "more", _("précisions demandées")
        GRANTED = "granted", _("accordée")
        REFUSED = "refused", _("refusée")
        ABANDONED = "abandoned", _("abandonnée")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="verification_requests"
    )
    nature = models.CharField(_("nature"), max_length=8, choices=Nature.choices, default=Nature.FIRST)
    state = models.CharField(_("état"), max_length=9, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(_("genre"), max_length=40, choices=OrganisationKind.choices)
    legal_regime = models.CharField(
        _("régime juridique"), max_length=12, choices=LegalRegime.choices, default=LegalRegime.INTERNAL
    )
    sponsor = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        verbose_name=_("organisme parrain"),
        null=True,
        blank=True,
        related_name="+",
    )
    answers = models.JSONField(_("réponses"), default=dict, blank=True)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    against = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("en appel de"), null=True, blank=True, related_name="appeals"
    )
    sent_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("envoyée par"), null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("ouverte le"))
    sent_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("fermée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("demande de vérification")
        verbose_name_plural = _("demandes de vérification")
        ordering = ("opened_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation",),
                condition=Q(state__in=("draft", "sent", "more")),
                name="verification_request_one_open",
                violation_error_message=_(
                    "Une demande de vérification est déjà ouverte pour cette organisation."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(sponsor=models.F("organisation")),
                name="verification_request_sponsor_is_another",
                violation_error_message=_("Une organisation ne se parraine pas elle-même."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "abandoned")) | Q(sent_at__isnull=False),
                name="verification_request_sent_has_its_day",
                violation_error_message=_("Une demande envoyée dit quand."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_nature_display()}"

    @property
    def is_editable(self) -> bool:
        """Return whether the organisation may still change what it says."""
        return self.state in {Request.State.DRAFT, Request.State.MORE}


OPEN_STATES = (Request.State.DRAFT, Request.State.SENT, Request.State.MORE)


class Evidence(models.Model):
    """A link, or a file kept private: only the organisation and those who verify open it."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="pieces")
    what = models.CharField(_("ce que c’est"), max_length=12, choices=Piece.choices)
    label = models.CharField(_("précision"), max_length=120, blank=True)
    url = models.URLField(_("adresse"), max_length=400, blank=True)
    file = models.FileField(_("fichier"), upload_to="verification/", max_length=160, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(_("ajoutée le"))

    class Meta:
        verbose_name = _("pièce")
        verbose_name_plural = _("pièces")
        ordering = ("added_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(url="") ^ Q(file=""),
                name="verification_evidence_link_or_file",
                violation_error_message=_("Une pièce est un lien ou un fichier."),
            ),
        )

    def __str__(self) -> str:
        return self.label or self.get_what_display()


@tracked()
class Decision(models.Model):
    """One act on a verification: who, for whom, when, what, why. ``findings`` keeps each criterion as it was judged:
    ``{code: {"verdict", "remark", "proof"}}``."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="verification_decisions"
    )
    request = models.ForeignKey(
        Request, models.SET_NULL, verbose_name=_("demande"), null=True, blank=True, related_name="decisions"
    )
    outcome = models.CharField(_("décision"), max_length=12, choices=Outcome.choices)
    motive = models.CharField(_("motif"), max_length=10, choices=Motive.choices, blank=True)
    reason = models.TextField(_("explication"), max_length=2000, blank=True)
    findings = models.JSONField(_("constats"), default=dict, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("par"), null=True, blank=True, related_name="+"
    )
    by_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, verbose_name=_("pour"), null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("décision de vérification")
        verbose_name_plural = _("décisions de vérification")
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome__in=("refused", "withdrawn")) | (~Q(motive="") & ~Q(reason="")),
                name="verification_decision_no_has_its_why",
                violation_error_message=_("Un refus ou un retrait a un motif et une explication."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_outcome_display()}"
