"""Agreements to share, and the organisations that are asked to join them."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.agreements.rules import Term
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation

Person = settings.AUTH_USER_MODEL


def in_force(on: dt.date, party: str = "") -> Q:
    """Return the condition on a party, reached by the path ``party``, of an agreement in force on that day.

    The same in the database: ``inventory_by_agreement`` (sharing/inventory/migrations); tests hold both together.
    """
    conditions = {
        "state": Party.State.ACCEPTED,
        "agreement__state": Agreement.State.IN_FORCE,
        "agreement__starts_on__lte": on,
    }
    held = Q(**{f"{party}{name}": value for name, value in conditions.items()})
    for end in ("agreement__ends_on", "leaves_on"):
        held &= Q(**{f"{party}{end}__isnull": True}) | Q(**{f"{party}{end}__gt": on})
    return held


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Who may know of which agreements."""

    def visible_to(self, hat: Hat) -> "AgreementQuerySet":
        """Keep the owner's own, those proposed to the hat's organisation, and all for who oversees."""
        if hat.sees_everything:
            return self
        if hat.organisation_id is None:
            return self.none()
        proposed = Party.objects.filter(organisation_id=hat.organisation_id).values("agreement_id")
        private = Q(state=Agreement.State.DRAFT) | Q(proposed_at__isnull=True)
        return self.filter(Q(owner_id=hat.organisation_id) | Q(pk__in=proposed) & ~private)

    def shown(self) -> "AgreementQuerySet":
        """Read with the owner, the partners and how each answered, in two queries."""
        partners = Party.objects.select_related("organisation").order_by("organisation__sort_key", "pk")
        return self.select_related("owner").prefetch_related(models.Prefetch("parties", partners))


@tracked()
class Agreement(models.Model):
    """An owner's promise to share with named partners, for a time; ``ends_on`` is the first day without it.

    ``revision`` counts what changed since it was begun, coverage included: a partner accepts the one it read.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        PROPOSED = "proposed", _("proposée")
        IN_FORCE = "in_force", _("acceptée")
        DECLINED = "declined", _("déclinée")
        ENDED = "ended", _("terminée")
        ABANDONED = "abandoned", _("abandonnée")

    owner = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("propriétaire"), related_name="agreements"
    )
    title = models.CharField(_("titre"), max_length=160)
    purpose = models.TextField(_("ce qui est convenu"), max_length=4000, blank=True)
    starts_on = models.DateField(_("premier jour"), null=True, blank=True)
    ends_on = models.DateField(
        _("fin"), null=True, blank=True, help_text=_("Premier jour sans l’entente; vide : sans fin.")
    )
    state = models.CharField(_("état"), max_length=9, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(_("version"), default=1)
    ended_reason = models.TextField(_("raison de la fin"), max_length=2000, blank=True)
    opened_at = models.DateTimeField(_("commencée le"))
    proposed_at = models.DateTimeField(_("proposée le"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("proposée par"), null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("fermée le"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("entente de partage")
        verbose_name_plural = _("ententes de partage")
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="agreements_agreement_term_in_order",
                violation_error_message=_("La fin de l’entente vient après son début."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "abandoned"))
                | Q(starts_on__isnull=False, proposed_at__isnull=False),
                name="agreements_agreement_proposed_is_whole",
                violation_error_message=_("Une entente proposée dit quand elle commence."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def term(self) -> Term:
        """Return from when until when, half-open; of a draft without a first day, nothing yet."""
        return Term(self.starts_on, self.ends_on)

    @property
    def is_editable(self) -> bool:
        """Return whether the owner may still change the text, the partners and the term."""
        return self.state == Agreement.State.DRAFT


class PartyQuerySet(models.QuerySet["Party"]):
    """Which partners have what they were promised."""

    def in_force(self, on: dt.date) -> "PartyQuerySet":
        """Keep the partners of an agreement in force on that day."""
        return self.filter(in_force(on))


@tracked()
class Party(models.Model):
    """A partner of an agreement: how it answered, and when it left if it did (``leaves_on``: first day without)."""

    class State(models.TextChoices):
        AWAITING = "awaiting", _("réponse attendue")
        ACCEPTED = "accepted", _("acceptée")
        DECLINED = "declined", _("déclinée")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("partenaire"), related_name="partnerships"
    )
    state = models.CharField(_("réponse"), max_length=8, choices=State.choices, default=State.AWAITING)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("répondu par"), null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("raison"), max_length=2000, blank=True)
    leaves_on = models.DateField(
        _("départ"), null=True, blank=True, help_text=_("Premier jour sans ce partenaire.")
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("partenaire d’une entente")
        verbose_name_plural = _("partenaires d’ententes")
        ordering = ("organisation__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "organisation"),
                name="agreements_party_once",
                violation_error_message=_("Cette organisation est déjà partenaire de l’entente."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") & Q(leaves_on__isnull=True) | ~Q(reason=""),
                name="agreements_party_no_has_its_why",
                violation_error_message=_("Un partenaire qui décline ou qui part dit pourquoi."),
            ),
            models.CheckConstraint(
                condition=Q(state="awaiting") | Q(answered_at__isnull=False),
                name="agreements_party_answer_has_its_moment",
                violation_error_message=_("Une réponse dit quand elle a été donnée."),
            ),
        )
        indexes = (models.Index(fields=("organisation", "state"), name="agreements_party_answers"),)

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_state_display()}"
