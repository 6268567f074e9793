"""Requests made together: a gym with its nets, a whole kit."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.sharing.reservations.models.requests import Reservation


class BundleQuerySet(models.QuerySet["Bundle"]):
    """Who may know of which bundles."""

    def visible_to(self, hat: Hat) -> "BundleQuerySet":
        """Keep those of which the hat may know a request."""
        items = BundleItem.objects.filter(reservation__in=Reservation.objects.visible_to(hat))
        return self.filter(pk__in=items.values("bundle_id"))


class Bundle(models.Model):
    """Requests made together to one owner (« ensemble »); each then lives its own life.

    Several things for one period, or one thing at many dates: a bundle that has a :class:`Series` says by which rule.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("numéro"), max_length=20, unique=True, editable=False)
    name = models.CharField(_("ce que c’est"), max_length=160)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("pour"), related_name="bundles"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("demandé par"), related_name="bundles"
    )
    created_at = models.DateTimeField(_("demandé le"), auto_now_add=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("ensemble")
        verbose_name_plural = _("ensembles")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.reference


class BundleItem(models.Model):
    """One request of a bundle; ``instead_of`` names what it stands in for, when it is a substitute.

    ``apart`` tells a date of a series whose hours were changed by themselves.
    """

    reservation = models.OneToOneField(Reservation, models.PROTECT, primary_key=True, related_name="bundled")
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    instead_of = models.CharField(_("au lieu de"), max_length=160, blank=True)
    apart = models.BooleanField(_("changée à part"), default=False)

    class Meta:
        verbose_name = _("élément d’un ensemble")
        verbose_name_plural = _("éléments d’un ensemble")
        ordering = ("bundle", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("bundle", "position"), name="reservations_bundle_position_once"),
        )

    def __str__(self) -> str:
        return str(self.reservation_id)
