"""Articles, what stands of each at each site, and the movements that made it so."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models import Site
from maillon.sharing.supplies.rules import is_low
from maillon.sharing.supplies.triggers import FOLLOWS_MOVEMENTS, MOVES_THE_STOCK, NEVER_REWRITTEN, TWO_LEGS
from maillon.sharing.supplies.units import WHOLE, Unit, told

DIGITS, DECIMALS = 12, 3


class ArticleQuerySet(models.QuerySet["Article"]):
    """Who may know of which articles, and what is left of them."""

    def visible_to(self, hat: Hat) -> "ArticleQuerySet":
        """Keep those of the organisation whose assets this hat looks after; nobody else sees any."""
        keeps = hat.acts_for(hat.organisation_id, Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN)
        return self.filter(organisation_id=hat.organisation_id) if keeps else self.none()

    def with_quantity(self) -> "ArticleQuerySet":
        """Read with what is left in all (``quantity``)."""
        standing = Stock.objects.filter(article=OuterRef("pk")).order_by().values("article")
        total = Subquery(standing.annotate(total=Sum("quantity")).values("total"))
        return self.annotate(quantity=Coalesce(total, Decimal(0)))

    def running_low(self) -> "ArticleQuerySet":
        """Keep those read with their quantity of which it is at the threshold or under."""
        return self.filter(Q(quantity__lte=F("threshold")))

    def low(self) -> "ArticleQuerySet":
        """Keep those in use of which what is left is at the threshold or under."""
        return self.with_quantity().filter(retired=False).running_low()


@tracked(exclude=["sort_key"])
class Article(models.Model):
    """One kind of thing that is used up, counted in one unit, usually kept at one site."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="supplies"
    )
    name = models.CharField(_("nom"), max_length=120)
    sort_key = models.CharField(max_length=250, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, verbose_name=_("lieu habituel"), related_name="supplies")
    unit = models.CharField(_("unité"), max_length=10, choices=Unit.choices, default=Unit.PIECE)
    threshold = models.DecimalField(
        _("seuil"), max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True
    )
    gtin = models.CharField(_("code-barres (GTIN)"), max_length=14, blank=True)
    unspsc = models.CharField(_("code UNSPSC"), max_length=8, blank=True)
    note = models.CharField(_("remarque"), max_length=300, blank=True)
    retired = models.BooleanField(_("retiré"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("fourniture")
        verbose_name_plural = _("fournitures")
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "name"),
                name="supplies_article_name_once",
                violation_error_message=_("Vous avez déjà une fourniture de ce nom."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="supplies_article_has_a_name",
                violation_error_message=_("Inscrivez un nom."),
            ),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | Q(threshold__gte=0),
                name="supplies_article_threshold_positive",
                violation_error_message=_("Inscrivez un seuil de zéro ou plus."),
            ),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True)
                | ~Q(unit__in=WHOLE)
                | Q(threshold=Func(F("threshold"), function="trunc")),
                name="supplies_article_threshold_whole",
                violation_error_message=_("Cette unité ne se divise pas : inscrivez un nombre entier."),
            ),
        )
        indexes = (models.Index(fields=("organisation", "sort_key", "id"), name="supplies_article_by_name"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # the signature is Django's own

    @property
    def left(self) -> str:
        """Return in words what is left, of an article read with its quantity."""
        return told(self.quantity, self.unit)  # type: ignore[attr-defined]  # annotated

    @property
    def is_low(self) -> bool:
        """Return whether it is time to order, of an article read with its quantity."""
        return not self.retired and is_low(self.quantity, self.threshold)  # type: ignore[attr-defined]  # annotated


@pgtrigger.register(FOLLOWS_MOVEMENTS)
class Stock(models.Model):
    """What stands of an article at a site: the sum of its movements there, written by the database alone."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="stocks")
    site = models.ForeignKey(Site, models.PROTECT, verbose_name=_("lieu"), related_name="+")
    quantity = models.DecimalField(_("quantité"), max_digits=DIGITS, decimal_places=DECIMALS, default=0)

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stocks")
        ordering = ("article", "site")
        constraints = (
            models.UniqueConstraint(fields=("article", "site"), name="supplies_stock_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0),
                name="supplies_stock_never_below_zero",
                violation_error_message=_("Il n’en reste pas assez à cet endroit."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} @ {self.site_id}"


class Kind(models.TextChoices):
    """Why an amount changed."""

    RECEIVED = "received", _("réception")
    ISSUED = "issued", _("sortie")
    COUNTED = "counted", _("compte")
    LOST = "lost", _("perte")
    TRANSFERRED = "transferred", _("transfert")
    CORRECTED = "corrected", _("correction")


@pgtrigger.register(MOVES_THE_STOCK, NEVER_REWRITTEN, TWO_LEGS)
class Movement(models.Model):
    """So much of an article more or less at a site: when, by whom, why, for what use. Written once.

    ``gesture`` is drawn by the page or the caller: sent twenty times, it is kept once; the two legs of a transfer and
    the lines of a count share one. ``balance`` is what stood there after it.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="movements")
    site = models.ForeignKey(Site, models.PROTECT, verbose_name=_("lieu"), related_name="+")
    kind = models.CharField(_("mouvement"), max_length=11, choices=Kind.choices)
    amount = models.DecimalField(_("quantité"), max_digits=DIGITS, decimal_places=DECIMALS)
    balance = models.DecimalField(
        _("reste"), max_digits=DIGITS, decimal_places=DECIMALS, default=0, editable=False
    )
    at = models.DateTimeField(_("le"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("par"),
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField(_("raison"), max_length=200, blank=True)
    use = models.CharField(_("usage"), max_length=160, blank=True)
    given_to = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("remis à"),
        null=True,
        blank=True,
        related_name="+",
    )
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("corrige"),
        null=True,
        blank=True,
        related_name="corrected_by",
    )
    gesture = models.UUIDField(_("clé"))

    class Meta:
        verbose_name = _("mouvement de fourniture")
        verbose_name_plural = _("mouvements de fournitures")
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("gesture", "article", "site"), name="supplies_movement_once"),
            models.CheckConstraint(
                condition=Q(kind="counted")
                | Q(kind="received", amount__gt=0)
                | Q(kind__in=("issued", "lost"), amount__lt=0)
                | Q(kind__in=("transferred", "corrected")) & ~Q(amount=0),
                name="supplies_movement_sign",
                violation_error_message=_("Inscrivez une quantité de plus que zéro."),
            ),
            models.CheckConstraint(
                condition=Q(kind="corrected", corrects__isnull=False)
                | ~Q(kind="corrected") & Q(corrects__isnull=True),
                name="supplies_movement_correction_names_it",
                violation_error_message=_("Une correction dit quel mouvement elle corrige."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("lost", "corrected")) | ~Q(reason=""),
                name="supplies_movement_says_why",
                violation_error_message=_("Dites pourquoi en une phrase."),
            ),
            models.CheckConstraint(
                condition=Q(kind="issued") | Q(given_to__isnull=True, use=""),
                name="supplies_movement_given_when_issued",
                violation_error_message=_("Seule une sortie dit à qui et pour quel usage."),
            ),
        )
        indexes = (models.Index(fields=("article", "-at", "-id"), name="supplies_movement_latest"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
