"""Labels, what was printed at once, the calibration of a printer, messages left by those who scan."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import tracked
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.labels.rules.codes import LENGTH, grouped
from maillon.sharing.labels.rules.sheets import LARGEST_SHIFT

Person = settings.AUTH_USER_MODEL
SHIFT = Decimal(str(LARGEST_SHIFT))


class LabelQuerySet(models.QuerySet["Label"]):
    """Which labels serve."""

    def serving(self) -> "LabelQuerySet":
        """Keep those that were not voided."""
        return self.filter(voided_at__isnull=True)

    def unclaimed(self) -> "LabelQuerySet":
        """Keep those that wait for their asset."""
        return self.serving().filter(asset__isnull=True)


@tracked()
class Label(models.Model):
    """A code printed on a sticker, of an organisation, for an asset or for none yet."""

    class Void(models.TextChoices):
        DAMAGED = "damaged", _("abîmée ou illisible")
        LOST = "lost", _("perdue")
        MISPLACED = "misplaced", _("collée au mauvais endroit")
        REPLACED = "replaced", _("remplacée")

    code = models.CharField(_("code"), max_length=LENGTH, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="labels"
    )
    asset = models.ForeignKey(
        Asset, models.SET_NULL, verbose_name=_("bien"), null=True, blank=True, related_name="labels"
    )
    created_at = models.DateTimeField(_("créée le"))
    claimed_at = models.DateTimeField(_("reliée le"), null=True, blank=True)
    voided_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    void_reason = models.CharField(
        _("raison de l’annuler"), max_length=10, choices=Void.choices, blank=True, default=""
    )
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("remplacée par"),
        null=True,
        blank=True,
        related_name="replaces",
    )

    objects = LabelQuerySet.as_manager()

    class Meta:
        verbose_name = _("étiquette")
        verbose_name_plural = _("étiquettes")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                name="labels_label_void_with_reason",
                violation_error_message=_("Dites pourquoi cette étiquette est annulée."),
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(voided_at__isnull=False),
                name="labels_label_replaced_is_void",
                violation_error_message=_("Une étiquette remplacée est annulée."),
            ),
            models.CheckConstraint(
                condition=Q(asset__isnull=True) | Q(claimed_at__isnull=False),
                name="labels_label_claimed_has_its_day",
                violation_error_message=_("Une étiquette reliée à un bien dit depuis quand."),
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "-created_at"), name="labels_label_list"),
            models.Index(fields=("asset",), name="labels_label_asset"),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """Return the code as people read it."""
        return grouped(self.code)


class Batch(models.Model):
    """What was printed at once: which labels, in which order, on which paper, from which place."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="label_batches"
    )
    paper = models.CharField(_("papier à étiquettes"), max_length=20)
    first = models.PositiveSmallIntegerField(_("première place"), default=1)
    codes = ArrayField(models.CharField(max_length=LENGTH), verbose_name=_("étiquettes"))
    made_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("préparé par"), null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("préparé le"))

    class Meta:
        verbose_name = _("tirage d’étiquettes")
        verbose_name_plural = _("tirages d’étiquettes")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.paper} ({len(self.codes)})"


class Calibration(models.Model):
    """How far an organisation's printer is from a paper, in millimetres: to the right, and down."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="label_calibrations")
    paper = models.CharField(_("papier à étiquettes"), max_length=20)
    across = models.DecimalField(_("vers la droite (mm)"), max_digits=3, decimal_places=1, default=Decimal(0))
    down = models.DecimalField(_("vers le bas (mm)"), max_digits=3, decimal_places=1, default=Decimal(0))

    class Meta:
        verbose_name = _("calibrage")
        verbose_name_plural = _("calibrages")
        ordering = ("organisation_id", "paper")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "paper"),
                name="labels_calibration_once",
                violation_error_message=_("Ce papier a déjà son calibrage."),
            ),
            models.CheckConstraint(
                condition=Q(across__range=(-SHIFT, SHIFT), down__range=(-SHIFT, SHIFT)),
                name="labels_calibration_bounded",
                violation_error_message=_(
                    "Un décalage de plus de 5 mm : vérifiez le sens du papier et l’échelle d’impression."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper} ({self.across}, {self.down})"


class Message(models.Model):
    """What someone who scanned a label writes to its owner; the writer has no account and may stay unknown."""

    class Kind(models.TextChoices):
        FOUND = "found", _("J’ai trouvé ceci")
        BROKEN = "broken", _("C’est brisé")
        OTHER = "other", _("Autre chose")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="label_messages"
    )
    label = models.ForeignKey(Label, models.CASCADE, verbose_name=_("étiquette"), related_name="messages")
    asset = models.ForeignKey(
        Asset, models.SET_NULL, verbose_name=_("bien"), null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("sujet"), max_length=6, choices=Kind.choices)
    text = models.TextField(_("message"), max_length=1000)
    contact = models.CharField(_("comment vous joindre"), max_length=160, blank=True)
    received_at = models.DateTimeField(_("reçu le"))
    closed_at = models.DateTimeField(_("réglé le"), null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("réglé par"), null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("ce qui a été fait"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("message reçu par une étiquette")
        verbose_name_plural = _("messages reçus par une étiquette")
        ordering = ("-received_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text=""),
                name="labels_message_says_something",
                violation_error_message=_("Écrivez votre message."),
            ),
        )
        indexes = (models.Index(fields=("organisation", "-received_at"), name="labels_message_list"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.label}"
