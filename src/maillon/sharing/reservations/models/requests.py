"""The reservation."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.kernel.spans import Span
from maillon.sharing.availability.models import Commitment
from maillon.sharing.inventory.models import Asset


class RefusalMotive(models.TextChoices):
    """Why an owner says no: a closed list, so that refusals can be counted and barriers lifted."""

    TAKEN = "taken", _("le bien sert à autre chose à ce moment")
    CLOSED = "closed", _("le lieu est fermé à ce moment")
    STAFF = "staff", _("personne ne peut ouvrir ou surveiller")
    MAINTENANCE = "maintenance", _("des travaux ou de l’entretien sont prévus")
    USE = "use", _("l’activité prévue ne convient pas au bien")
    CAPACITY = "capacity", _("le groupe est trop grand ou trop petit")
    INSURANCE = "insurance", _("la preuve d’assurance manque")
    RULE = "rule", _("une règle de l’organisation l’interdit")
    OTHER = "other", _("autre motif, expliqué ci-dessous")


class ReservationQuerySet(models.QuerySet["Reservation"]):
    """Who may know of which reservations."""

    def visible_to(self, hat: Hat) -> "ReservationQuerySet":
        """Keep those asked by the hat's organisation, and those on its assets if it looks after them."""
        if hat.sees_everything:
            return self
        mine = Q(person_id=hat.person_id) if hat.person_id else Q(pk__in=[])
        if hat.organisation_id is not None:
            mine |= Q(organisation_id=hat.organisation_id)
            if hat.has(Role.APPROVER, Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN, Role.FINANCE):
                mine |= Q(asset__organisation_id=hat.organisation_id)
        return self.filter(mine)

    def live(self) -> "ReservationQuerySet":
        """Keep those that hold a place in the calendar."""
        return self.filter(state__in=Reservation.LIVE)

    def shown(self) -> "ReservationQuerySet":
        """Read with all that a list shows, in one query."""
        return self.select_related(
            "asset__site", "asset__asset_class", "asset__organisation", "organisation", "person"
        )


@tracked()
class Reservation(models.Model):
    """A period of an asset, asked for by an organisation."""

    class State(models.TextChoices):
        PENDING = "pending", _("demandée")
        CLARIFYING = "clarifying", _("en attente de précision")
        APPROVED = "approved", _("confirmée")
        REFUSED = "refused", _("refusée")
        CANCELLED = "cancelled", _("annulée")
        LAPSED = "lapsed", _("expirée sans réponse")

    LIVE = (State.PENDING, State.CLARIFYING, State.APPROVED)  # those that hold a place in the calendar

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("numéro"), max_length=20, unique=True, editable=False)
    asset = models.ForeignKey(Asset, models.PROTECT, verbose_name=_("bien"), related_name="reservations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("pour"), related_name="reservations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("demandée par"), related_name="reservations"
    )
    purpose = models.CharField(_("activité prévue"), max_length=200)
    attendees = models.PositiveIntegerField(_("nombre de personnes"), null=True, blank=True)
    quantity = models.PositiveIntegerField(_("quantité"), default=1)
    message = models.TextField(_("message au propriétaire"), blank=True)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.PENDING)
    price = models.DecimalField(_("prix convenu ($)"), max_digits=9, decimal_places=2, default=0)
    answer_due_at = models.DateTimeField(_("réponse attendue avant"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    motive = models.CharField(_("motif"), max_length=14, choices=RefusalMotive.choices, blank=True)
    reason = models.TextField(_("explication"), blank=True)
    exception = models.TextField(_("exception aux règles, et pourquoi"), blank=True)
    cancelled_late = models.BooleanField(_("annulée hors délai"), default=False)
    alternative_asset = models.ForeignKey(
        Asset, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("autre bien proposé")
    )
    alternative_starts_at = models.DateTimeField(_("autre début proposé"), null=True, blank=True)
    alternative_ends_at = models.DateTimeField(_("autre fin proposée"), null=True, blank=True)
    commitment = models.OneToOneField(
        Commitment, models.PROTECT, null=True, blank=True, related_name="reservation", editable=False
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("demandée le"), auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("réservation")
        verbose_name_plural = _("réservations")
        ordering = ("starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="reservations_reservation_ends_after_start",
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(motive=""),
                name="reservations_reservation_refused_with_motive",
                violation_error_message=_("Un refus porte un motif."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("pending", "clarifying", "approved")) | Q(commitment__isnull=False),
                name="reservations_reservation_live_holds_its_place",
            ),
            models.CheckConstraint(
                condition=Q(alternative_starts_at__isnull=True, alternative_ends_at__isnull=True)
                | Q(alternative_ends_at__gt=F("alternative_starts_at")),
                name="reservations_reservation_alternative_in_order",
                violation_error_message=_("La fin proposée vient après le début proposé."),
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "starts_at"), name="reservations_by_requester"),
            models.Index(fields=("asset", "starts_at"), name="reservations_by_asset"),
            models.Index(fields=("state", "answer_due_at"), name="reservations_awaiting"),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def period(self) -> Span[dt.datetime]:
        """Return from when until when, half-open."""
        return Span(self.starts_at, self.ends_at)

    @property
    def tz(self) -> ZoneInfo:
        """Return the time zone of the place; reads ``asset.site``."""
        return ZoneInfo(self.asset.site.time_zone)
