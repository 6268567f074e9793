"""Terms of sharing, and the offers that use them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.kernel.money import Money
from maillon.sharing.inventory.models import Asset
from maillon.sharing.terms.rules import TermsFacts


@tracked()
class SharingTerms(models.Model):
    """Conditions under which an organisation shares; durations are in the unit their name says."""

    class Approval(models.TextChoices):
        AUTOMATIC = "automatic", _("confirmée aussitôt")
        BY_OWNER = "by_owner", _("confirmée par le propriétaire")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="sharing_terms"
    )
    name = models.CharField(_("nom"), max_length=120)
    bookable_by = models.CharField(
        _("qui peut réserver"), max_length=14, choices=Circle.choices, default=Circle.VERIFIED
    )
    approval = models.CharField(
        _("réponse"), max_length=10, choices=Approval.choices, default=Approval.BY_OWNER
    )
    answer_within_hours = models.PositiveSmallIntegerField(
        _("délai de réponse (heures)"), default=72, validators=[MinValueValidator(1)]
    )
    notice_minutes = models.PositiveIntegerField(_("préavis (minutes)"), default=24 * 60)
    horizon_days = models.PositiveSmallIntegerField(_("au plus tard dans (jours)"), default=180)
    min_minutes = models.PositiveIntegerField(_("durée minimale (minutes)"), default=30)
    max_minutes = models.PositiveIntegerField(_("durée maximale (minutes)"), default=8 * 60)
    step_minutes = models.PositiveSmallIntegerField(
        _("pas (minutes)"), default=15, validators=[MinValueValidator(5)]
    )
    setup_minutes = models.PositiveSmallIntegerField(_("préparation avant (minutes)"), default=0)
    cleanup_minutes = models.PositiveSmallIntegerField(_("remise en état après (minutes)"), default=0)
    price_per_hour = models.DecimalField(
        _("prix à l’heure ($)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Laissez vide si c’est gratuit."),
    )
    conditions = models.TextField(_("conditions particulières"), blank=True)

    class Meta:
        verbose_name = _("conditions de partage")
        verbose_name_plural = _("conditions de partage")
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(max_minutes__gte=F("min_minutes")),
                name="terms_sharingterms_durations_in_order",
                violation_error_message=_("La durée maximale ne peut être plus courte que la minimale."),
            ),
            models.CheckConstraint(
                condition=Q(price_per_hour__isnull=True) | Q(price_per_hour__gt=0),
                name="terms_sharingterms_price_positive",
                violation_error_message=_("Un prix est plus grand que zéro; laissez vide si c’est gratuit."),
            ),
            models.CheckConstraint(
                condition=Q(horizon_days__lte=540),
                name="terms_sharingterms_horizon_bounded",
                violation_error_message=_("On ne réserve pas plus de 540 jours d’avance."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def facts(self) -> TermsFacts:
        """Return the plain values that the rules read."""
        return TermsFacts(
            owner_id=self.organisation_id,
            bookable_by=self.bookable_by,
            notice_minutes=self.notice_minutes,
            horizon_days=self.horizon_days,
            min_minutes=self.min_minutes,
            max_minutes=self.max_minutes,
            step_minutes=self.step_minutes,
            setup_minutes=self.setup_minutes,
            cleanup_minutes=self.cleanup_minutes,
            automatic=self.approval == self.Approval.AUTOMATIC,
            answer_within_hours=self.answer_within_hours,
            price_per_hour=None if self.price_per_hour is None else Money(self.price_per_hour),
        )


class OfferQuerySet(models.QuerySet["Offer"]):
    def standing(self) -> "OfferQuerySet":
        """Keep the offers that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


@tracked()
class Offer(models.Model):
    """An asset put in sharing under some terms, until it is withdrawn."""

    asset = models.OneToOneField(Asset, models.CASCADE, primary_key=True, related_name="offer")
    terms = models.ForeignKey(
        SharingTerms, models.PROTECT, verbose_name=_("conditions"), related_name="offers"
    )
    offered_at = models.DateTimeField(_("en partage depuis"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("mise en partage")
        verbose_name_plural = _("mises en partage")
        ordering = ("asset_id",)

    def __str__(self) -> str:
        return f"{self.asset} – {self.terms}"
