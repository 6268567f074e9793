"""Counts, what they expect, what was seen, what is proposed, and the sealed report."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.stocktaking.rules import Verdict

Person = settings.AUTH_USER_MODEL


class Count(models.Model):
    """One counting of what an organisation owns, over some of its places and classes, by some of its people."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="counts"
    )
    name = models.CharField(_("nom"), max_length=120)
    scope = models.CharField(_("ce qui est compté"), max_length=300, blank=True)
    counters: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        Person, verbose_name=_("qui compte"), blank=True, related_name="counts"
    )
    begun_at = models.DateTimeField(_("commencé le"))
    begun_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("commencé par"), null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("fermé le"), null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("fermé par"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("récolement")
        verbose_name_plural = _("récolements")
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=models.F("begun_at")),
                name="stocktaking_count_closed_after_begun",
                violation_error_message=_("Un récolement se ferme après avoir commencé."),
            ),
        )
        indexes = (models.Index(fields=("organisation", "-begun_at"), name="stocktaking_count_list"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Expected(models.Model):
    """A thing that should be there, as the inventory told it when the count began."""

    count = models.ForeignKey(Count, models.CASCADE, related_name="expected")
    asset = models.ForeignKey(Asset, models.SET_NULL, verbose_name=_("bien"), null=True, related_name="+")
    site = models.ForeignKey(Site, models.SET_NULL, verbose_name=_("lieu"), null=True, related_name="+")
    name = models.CharField(_("nom"), max_length=160)
    sort_key = models.CharField(max_length=250, editable=False)
    site_name = models.CharField(_("lieu"), max_length=160)
    identifier = models.CharField(_("identifiant du propriétaire"), max_length=80, blank=True)
    quantity = models.PositiveIntegerField(_("quantité"), default=1)

    class Meta:
        verbose_name = _("bien attendu")
        verbose_name_plural = _("biens attendus")
        ordering = ("site_name", "sort_key", "pk")
        constraints = (models.UniqueConstraint(fields=("count", "asset"), name="stocktaking_expected_once"),)
        indexes = (models.Index(fields=("count", "site"), name="stocktaking_expected_site"),)

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """What one person saw at one moment. ``client_id`` is drawn by the phone: sent twenty times, it is kept once."""

    class Verdicts(models.TextChoices):
        FOUND = Verdict.FOUND, _("trouvé")
        MISSING = Verdict.MISSING, _("introuvable")
        MOVED = Verdict.MOVED, _("ailleurs")
        UNEXPECTED = Verdict.UNEXPECTED, _("inattendu")

    count = models.ForeignKey(Count, models.CASCADE, related_name="observations")
    client_id = models.UUIDField(_("clé"))
    asset = models.ForeignKey(
        Asset, models.SET_NULL, verbose_name=_("bien"), null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(_("constat"), max_length=10, choices=Verdicts.choices)
    site = models.ForeignKey(
        Site, models.SET_NULL, verbose_name=_("où"), null=True, blank=True, related_name="+"
    )
    seen = models.CharField(_("ce qui a été lu ou vu"), max_length=200, blank=True)
    quantity = models.PositiveIntegerField(_("quantité comptée"), null=True, blank=True)
    remark = models.CharField(_("remarque"), max_length=500, blank=True)
    observed_at = models.DateTimeField(_("vu le"))
    received_at = models.DateTimeField(_("reçu le"))
    person = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("par"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ("-observed_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("count", "client_id"), name="stocktaking_observation_once"),
        )
        indexes = (models.Index(fields=("count", "asset"), name="stocktaking_observation_asset"),)

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} – {self.asset or self.seen}"


class ObservationPhoto(models.Model):
    """A picture taken while counting, without what its camera wrote in it."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="photos")
    client_id = models.UUIDField(_("clé"))
    file = models.FileField(_("fichier"), upload_to="recolements/%Y/")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)

    class Meta:
        verbose_name = _("photo d’une observation")
        verbose_name_plural = _("photos d’observations")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("observation", "client_id"), name="stocktaking_observationphoto_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.client_id)


class Proposal(models.Model):
    """A change of the inventory that a closed count suggests, until a person answers."""

    class Kind(models.TextChoices):
        MOVE = "move", _("changer de lieu")
        ARCHIVE = "archive", _("archiver")
        CONFIRM = "confirm", _("confirmer exact")

    class State(models.TextChoices):
        WAITING = "waiting", _("à décider")
        ACCEPTED = "accepted", _("acceptée")
        DISMISSED = "dismissed", _("écartée")

    count = models.ForeignKey(Count, models.CASCADE, related_name="proposals")
    kind = models.CharField(_("changement"), max_length=7, choices=Kind.choices)
    asset = models.ForeignKey(Asset, models.CASCADE, verbose_name=_("bien"), related_name="+")
    site = models.ForeignKey(
        Site, models.CASCADE, verbose_name=_("lieu"), null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("réponse"), max_length=9, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("décidée par"), null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposition d’un récolement")
        verbose_name_plural = _("propositions de récolements")
        ordering = ("kind", "asset__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(fields=("count", "kind", "asset"), name="stocktaking_proposal_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False),
                name="stocktaking_proposal_decided_has_its_day",
                violation_error_message=_("Une proposition qui a sa réponse dit quand."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="move") | Q(site__isnull=False),
                name="stocktaking_proposal_move_has_its_place",
                violation_error_message=_("Un changement de lieu dit lequel."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.asset}"


class Report(models.Model):
    """The sealed PDF of a closed count: its bytes never change, and its seal says so."""

    count = models.OneToOneField(Count, models.CASCADE, related_name="report")
    file = models.FileField(_("fichier"), upload_to="recolements/%Y/")
    digest = models.CharField(_("empreinte (SHA-256)"), max_length=64, unique=True)
    signature = models.CharField(_("signature"), max_length=120)
    public_key = models.CharField(_("clé publique"), max_length=60)
    sealed_at = models.DateTimeField(_("scellé le"))

    class Meta:
        verbose_name = _("rapport de récolement")
        verbose_name_plural = _("rapports de récolement")
        ordering = ("-sealed_at", "-pk")

    def __str__(self) -> str:
        return self.digest[:12]
