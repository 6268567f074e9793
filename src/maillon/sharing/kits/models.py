"""Kits, their lines, and the choices of each line."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models import Asset


class KitQuerySet(models.QuerySet["Kit"]):
    """Who may know of which kits."""

    def visible_to(self, hat: Hat) -> "KitQuerySet":
        """Keep those of the hat's own organisation, and those in use of which it may see every needed thing."""
        if hat.sees_everything:
            return self
        hidden = KitChoice.objects.filter(line__kit=OuterRef("pk"), line__optional=False, rank=0).exclude(
            asset__in=Asset.objects.visible_to(hat).active()
        )
        shown = Q(~Exists(hidden), retired=False)
        if hat.organisation_id is None:
            return self.filter(shown)
        return self.filter(shown | Q(organisation_id=hat.organisation_id))


@tracked(exclude=["sort_key"])
class Kit(models.Model):
    """A named list of things of one organisation that go together; who sees its things sees it."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="kits"
    )
    name = models.CharField(_("nom"), max_length=120)
    sort_key = models.CharField(max_length=250, editable=False)
    description = models.TextField(_("description"), blank=True)
    retired = models.BooleanField(_("retirée"), default=False)

    objects = KitQuerySet.as_manager()

    class Meta:
        verbose_name = _("trousse")
        verbose_name_plural = _("trousses")
        ordering = ("sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "name"),
                name="kits_kit_name_once",
                violation_error_message=_("Vous avez déjà une trousse de ce nom."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # the signature is Django's own


class KitPhoto(models.Model):
    """The picture of a kit, in place of that of its first thing; ``sized`` once its smaller sizes are made."""

    kit = models.OneToOneField(Kit, models.CASCADE, related_name="photo")
    file = models.FileField(_("fichier"), upload_to="trousses/%Y/")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(_("ce que montre la photo"), max_length=200)
    sized = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        verbose_name = _("photo d’une trousse")
        verbose_name_plural = _("photos de trousses")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(alt=""),
                name="kits_photo_says_what_it_shows",
                violation_error_message=_("Dites ce que montre la photo."),
            ),
        )
        indexes = (models.Index(fields=("id",), condition=Q(sized=False), name="kits_photo_to_size"),)

    def __str__(self) -> str:
        return self.alt


class KitLine(models.Model):
    """So many of one thing in each kit; an optional one may be left out."""

    kit = models.ForeignKey(Kit, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    quantity = models.PositiveIntegerField(_("quantité"), default=1)
    optional = models.BooleanField(_("facultatif"), default=False)

    class Meta:
        verbose_name = _("ligne de trousse")
        verbose_name_plural = _("lignes de trousse")
        ordering = ("kit", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("kit", "position"), name="kits_line_position_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1),
                name="kits_line_at_least_one",
                violation_error_message=_("Inscrivez une quantité d’au moins 1."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kit_id}.{self.position}"


class KitChoice(models.Model):
    """An asset that can serve for a line: the first by rank, then its substitutes."""

    line = models.ForeignKey(KitLine, models.CASCADE, related_name="choices")
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="kit_choices")
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("choix d’une ligne")
        verbose_name_plural = _("choix d’une ligne")
        ordering = ("line", "rank", "pk")
        constraints = (
            models.UniqueConstraint(fields=("line", "rank"), name="kits_choice_rank_once"),
            models.UniqueConstraint(fields=("line", "asset"), name="kits_choice_asset_once"),
        )

    def __str__(self) -> str:
        return f"{self.line_id}: {self.asset_id}"
