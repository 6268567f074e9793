"""The cart of an account, and the order that it became: one number for what was asked of several owners at once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models.bundles import Bundle


class OrderQuerySet(models.QuerySet["Order"]):
    """Who may know of which orders."""

    def visible_to(self, hat: Hat) -> "OrderQuerySet":
        """Keep those of the person and of their organisation; an owner knows of their part only, as a bundle."""
        if hat.sees_everything:
            return self
        mine = Q(person_id=hat.person_id) if hat.person_id else Q(pk__in=[])
        if hat.organisation_id is not None:
            mine |= Q(organisation_id=hat.organisation_id)
        return self.filter(mine)


class Order(models.Model):
    """What was sent from a cart (« commande »): one bundle by owner, each answered on its own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("numéro"), max_length=20, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("pour"), related_name="orders"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("demandée par"), related_name="orders"
    )
    created_at = models.DateTimeField(_("demandée le"), auto_now_add=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("commande")
        verbose_name_plural = _("commandes")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.reference


class OrderPart(models.Model):
    """One owner's part of an order: a bundle."""

    bundle = models.OneToOneField(Bundle, models.PROTECT, primary_key=True, related_name="part")
    order = models.ForeignKey(Order, models.PROTECT, related_name="parts")

    class Meta:
        verbose_name = _("partie d’une commande")
        verbose_name_plural = _("parties d’une commande")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return str(self.bundle_id)


class CartLine(models.Model):
    """One thing at one moment, put aside by a person before asking (« panier »); it holds no place."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="cart_lines")
    asset = models.ForeignKey(Asset, models.CASCADE, verbose_name=_("bien"), related_name="+")
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    quantity = models.PositiveIntegerField(_("quantité"), default=1)
    added_at = models.DateTimeField(_("ajouté le"), auto_now_add=True)

    class Meta:
        verbose_name = _("ligne du panier")
        verbose_name_plural = _("lignes du panier")
        ordering = ("starts_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "asset", "starts_at"),
                name="reservations_cart_line_once",
                violation_error_message=_("Ce moment est déjà dans votre panier."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="reservations_cart_line_in_order",
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="reservations_cart_line_at_least_one",
                violation_error_message=_("Un panier demande au moins une chose."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.asset_id} {self.starts_at:%Y-%m-%d %H:%M}"
