"""A place in the line for one asset and one period."""

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
from maillon.sharing.reservations.models import Reservation


class WaitQuerySet(models.QuerySet["Wait"]):
    """Who may know of which waits."""

    def visible_to(self, hat: Hat) -> "WaitQuerySet":
        """Keep those of the hat's organisation, and those on its assets if it looks after them."""
        if hat.sees_everything:
            return self
        mine = Q(person_id=hat.person_id) if hat.person_id else Q(pk__in=[])
        if hat.organisation_id is not None:
            mine |= Q(organisation_id=hat.organisation_id)
            if hat.has(Role.APPROVER, Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN):
                mine |= Q(asset__organisation_id=hat.organisation_id)
        return self.filter(mine)

    def live(self) -> "WaitQuerySet":
        """Keep those that still wait, or whose turn it is."""
        return self.filter(state__in=(Wait.State.WAITING, Wait.State.OFFERED))

    def shown(self) -> "WaitQuerySet":
        """Read with all that a list shows, in one query."""
        return self.select_related(
            "asset__site", "asset__organisation", "organisation", "person", "commitment", "reservation"
        )


@tracked()
class Wait(models.Model):
    """An organisation waits for a period of an asset that is taken."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        OFFERED = "offered", _("à vous de répondre")
        TAKEN = "taken", _("place prise")
        PASSED = "passed", _("délai passé")
        LEFT = "left", _("retirée")
        OVER = "over", _("période commencée")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, models.CASCADE, verbose_name=_("bien"), related_name="waits")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("pour"), related_name="waits"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("par"), related_name="waits"
    )
    purpose = models.CharField(_("activité prévue"), max_length=200)
    attendees = models.PositiveIntegerField(_("nombre de personnes"), null=True, blank=True)
    quantity = models.PositiveIntegerField(_("quantité"), default=1)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.WAITING)
    joined_at = models.DateTimeField(_("inscrite le"))
    kept_until = models.DateTimeField(_("gardée jusqu’à"), null=True, blank=True)
    commitment = models.OneToOneField(
        Commitment, models.PROTECT, null=True, blank=True, related_name="wait", editable=False
    )
    reservation = models.OneToOneField(
        Reservation, models.SET_NULL, null=True, blank=True, related_name="wait", editable=False
    )

    objects = WaitQuerySet.as_manager()

    class Meta:
        verbose_name = _("attente")
        verbose_name_plural = _("attentes")
        ordering = ("joined_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="waiting_wait_ends_after_start",
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(commitment__isnull=False, kept_until__isnull=False),
                name="waiting_wait_offered_is_held",
            ),
            models.UniqueConstraint(
                fields=("asset", "organisation", "starts_at", "ends_at"),
                condition=Q(state__in=("waiting", "offered")),
                name="waiting_wait_once",
                violation_error_message=_("Votre organisation attend déjà ce moment."),
            ),
        )
        indexes = (models.Index(fields=("asset", "state"), name="waiting_by_asset"),)

    def __str__(self) -> str:
        return f"{self.asset_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def period(self) -> Span[dt.datetime]:
        """Return from when until when, half-open."""
        return Span(self.starts_at, self.ends_at)

    @property
    def tz(self) -> ZoneInfo:
        """Return the time zone of the place; reads ``asset.site``."""
        return ZoneInfo(self.asset.site.time_zone)
