"""Classes, sites, assets and photos."""

from datetime import date

import pgtrigger
from django.contrib.postgres.indexes import BTreeIndex, GinIndex
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.base.finding import document
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import WIDER_THAN_OWNER, Circle
from maillon.community.organisations.models import Organisation
from maillon.community.territories.models import Mrc, Municipality
from maillon.kernel.distance import project
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models.scopes import covering


class AssetClass(models.Model):
    """What kind of thing an asset is; ``number`` shifts its points apart in the search index."""

    code = models.SlugField(max_length=30, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)
    name_fr = models.CharField(_("nom en français"), max_length=60)
    name_en = models.CharField(_("nom en anglais"), max_length=60)
    bookable = models.BooleanField(_("se réserve"), default=True)
    pooled = models.BooleanField(_("se compte en quantité"), default=False)

    class Meta:
        verbose_name = _("catégorie")
        verbose_name_plural = _("catégories")
        ordering = ("number",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_fr


@tracked()
class Site(models.Model):
    """A place where assets stand, with the time zone of its clocks."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="sites"
    )
    name = models.CharField(_("nom"), max_length=160)
    sort_key = models.CharField(max_length=250, editable=False)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipalité"), null=True, blank=True
    )
    mrc = models.ForeignKey(Mrc, models.PROTECT, verbose_name=_("territoire"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    time_zone = models.CharField(_("fuseau horaire"), max_length=40, default="America/Toronto")
    access = models.JSONField(
        _("accessibilité"), default=dict, db_default=Value({}, models.JSONField()), blank=True
    )
    source_key = models.CharField(max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "source_key"),
                condition=~Q(source_key=""),
                name="inventory_site_source_once",
            ),
        )
        indexes = (
            BTreeIndex(fields=("organisation", "sort_key", "id"), name="inventory_site_by_name"),
            GinIndex(document(), name="inventory_site_words"),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # the signature is Django's own


class AssetQuerySet(models.QuerySet["Asset"]):
    """Who may know of which assets."""

    def visible_to(self, hat: Hat, on: date | None = None) -> "AssetQuerySet":
        """Keep what this hat may see: its own organisation's, what others show to its circles or by agreement.

        ``on`` is the day whose agreements count, today in Québec unless given.
        """
        if hat.sees_everything:
            return self
        shown = Q(state=Asset.State.ACTIVE, audience__in=hat.circles)
        if hat.organisation_id is None:
            return self.filter(shown)
        # Only where the circles do not answer by themselves is an agreement looked for.
        closed = WIDER_THAN_OWNER - hat.circles
        agreed = Q(covering(on or timezone.localdate(), hat.organisation_id))
        shown |= Q(state=Asset.State.ACTIVE, audience__in=closed) & agreed
        return self.filter(shown | Q(organisation_id=hat.organisation_id))

    def active(self) -> "AssetQuerySet":
        return self.filter(state=Asset.State.ACTIVE)

    def with_owner(self) -> "AssetQuerySet":
        """Read with the owner, the site and the class, in one query."""
        return self.select_related("organisation", "site", "asset_class")


# The last word on « tenir intact », whoever writes and by whatever way: a frozen row only accepts its release, and
# what its place answers about access.
KEPT_INTACT = pgtrigger.Trigger(
    name="inventory_asset_frozen",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__frozen_at__isnull=False),
    func="""
    IF TG_OP = 'UPDATE' AND (NEW.frozen_at IS NULL OR (
        to_jsonb(NEW) - 'details' = to_jsonb(OLD) - 'details'
        AND NEW.details - '@access' = OLD.details - '@access'
    )) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'asset % is frozen', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_asset_frozen', TABLE = 'inventory_asset';
    """,
)


@pgtrigger.register(KEPT_INTACT)
@tracked(exclude=["x", "y", "sort_key"])
class Asset(models.Model):
    """Something that an organisation owns and may share: a gym, a truck, forty chairs."""

    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        ACTIVE = "active", _("actif")
        ARCHIVED = "archived", _("archivé")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="assets"
    )
    site = models.ForeignKey(Site, models.PROTECT, verbose_name=_("lieu"), related_name="assets")
    asset_class = models.ForeignKey(AssetClass, models.PROTECT, verbose_name=_("catégorie"))
    name = models.CharField(_("nom"), max_length=160)
    sort_key = models.CharField(max_length=250, editable=False)
    description = models.TextField(_("description"), blank=True)
    identifier = models.CharField(
        _("identifiant du propriétaire"),
        max_length=80,
        blank=True,
        help_text=_("Le numéro que votre organisation donne à ce bien."),
    )
    source_key = models.CharField(max_length=120, blank=True, editable=False)
    capacity = models.PositiveIntegerField(_("capacité (personnes)"), null=True, blank=True)
    quantity = models.PositiveIntegerField(_("quantité"), default=1)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    x = models.FloatField(null=True, editable=False)
    y = models.FloatField(null=True, editable=False)
    audience = models.CharField(
        _("qui peut le voir"), max_length=14, choices=Circle.choices, default=Circle.OWNER
    )
    audience_follows = models.BooleanField(
        _("suit les règles de qui peut voir"), default=False, db_default=False, editable=False
    )
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.ACTIVE)
    accessibility = models.TextField(
        _("accessibilité du lieu"),
        blank=True,
        help_text=_(
            "Entrée, toilettes, boucle magnétique, transport : ce qu’une personne doit savoir avant de venir."
        ),
    )
    access = models.JSONField(
        _("accessibilité propre à ce bien"),
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
    )
    details = models.JSONField(
        _("caractéristiques"), default=dict, db_default=Value({}, models.JSONField()), blank=True
    )
    frozen_at = models.DateTimeField(_("tenu intact depuis"), null=True, blank=True, editable=False)
    frozen_reason = models.CharField(
        _("raison de le tenir intact"), max_length=300, blank=True, db_default="", editable=False
    )
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("fusionné avec"),
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    confirmed_at = models.DateTimeField(_("confirmé exact le"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = _("bien")
        verbose_name_plural = _("biens")
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "source_key"),
                condition=~Q(source_key=""),
                name="inventory_asset_source_once",
            ),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__range=(-80.5, -56), lat__range=(44, 63)),
                name="inventory_asset_in_quebec",
                violation_error_message=_(
                    "Ce point n’est pas au Québec : vérifiez la longitude et la latitude."
                ),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="inventory_asset_at_least_one",
                violation_error_message=_("Inscrivez une quantité d’au moins 1."),
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, frozen_reason="")
                | Q(frozen_at__isnull=False) & ~Q(frozen_reason=""),
                name="inventory_asset_frozen_with_reason",
                violation_error_message=_("Dites pourquoi ce bien est tenu intact."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(state="archived"),
                name="inventory_asset_merged_is_archived",
                violation_error_message=_(
                    "Un bien fusionné reste archivé : sa fiche mène à celle qui est gardée."
                ),
            ),
        )
        indexes = (
            BTreeIndex(fields=("organisation", "state", "sort_key"), name="inventory_asset_owner_list"),
            BTreeIndex(fields=("organisation", "state", "asset_class"), name="inventory_asset_kinds"),
            BTreeIndex(
                fields=("organisation", "sort_key", "id"), include=("state",), name="inventory_asset_names"
            ),
            GinIndex(document(number="identifier"), name="inventory_asset_words"),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.place()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # the signature is Django's own

    def place(self) -> None:
        """Set what is derived: the sorting key, and the point in metres (Québec Lambert, EPSG:32198)."""
        self.sort_key = sort_key(self.name)
        if self.lon is None or self.lat is None:
            self.x = self.y = None
        else:
            self.x, self.y = project(self.lon, self.lat)


class Photo(models.Model):
    """A picture of an asset, without the data its camera wrote in it; ``sized`` once its smaller sizes are made."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="photos")
    file = models.FileField(_("fichier"), upload_to="photos/%Y/")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        _("ce que montre la photo"),
        max_length=200,
        help_text=_("Une phrase pour qui ne voit pas l’image."),
    )
    position = models.PositiveSmallIntegerField(default=0)
    sized = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("position", "pk")
        indexes = (models.Index(fields=("id",), condition=Q(sized=False), name="inventory_photo_to_size"),)

    def __str__(self) -> str:
        return self.alt
