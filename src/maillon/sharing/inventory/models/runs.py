"""What an imported file proposes."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models.assets import Asset, AssetClass


class Preload(models.Model):
    """Open data of a territory, brought by its coordination as unclaimed records to those whose things it tells of.

    Each owner receives a run of its own, whose suggestions are claimed or turned down there; nothing is in any
    inventory before. ``strangers`` keeps the owners named by the file that the territory does not know, as
    ``[name, lines]``; an empty name stands for the lines that name nobody.
    """

    by_organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        verbose_name=_("apportées par"),
        null=True,
        related_name="preloads",
    )
    file_name = models.CharField(_("fichier"), max_length=200)
    provider = models.CharField(
        _("données ouvertes de"),
        max_length=120,
        help_text=_("Qui les publie, par exemple « Ville de Montréal »."),
    )
    licence = models.CharField(_("licence"), max_length=80, help_text=_("Par exemple « CC BY 4.0 »."))
    address = models.URLField(_("adresse de la page"), blank=True)
    strangers = models.JSONField(default=list)
    created_at = models.DateTimeField(_("date"))

    class Meta:
        verbose_name = _("préchargement")
        verbose_name_plural = _("préchargements")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(provider="") & ~Q(licence=""),
                name="inventory_preload_says_its_source",
                violation_error_message=_("Dites qui publie ces données, et sous quelle licence."),
            ),
        )

    def __str__(self) -> str:
        return self.provider


class ImportRun(models.Model):
    """One reading of one file for one organisation: nothing can be decided before it is read whole.

    ``source`` names the list that the file is a copy of (« installations »): the same list read again updates
    what it brought. ``unchanged`` counts the lines that say what is already known. ``file`` is kept until
    something of it is accepted, a month at most: its columns may be corrected and the file read again.

    ``columns`` holds each column with its samples and the field it gives (:class:`..imports.mapping.Column`);
    ``categories`` how many lines of each category of the file went to each class, as ``[text, class, lines]``.
    """

    class Stage(models.TextChoices):
        MAPPING = "mapping", _("colonnes à vérifier")
        READING = "reading", _("lecture en cours")
        READ = "read", _("lue")
        REFUSED = "refused", _("refusée")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="import_runs"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    file_name = models.CharField(_("fichier"), max_length=200)
    digest = models.CharField(max_length=64)
    format = models.CharField(_("format"), max_length=10)
    source = models.SlugField(_("liste"), max_length=40)
    rows_read = models.PositiveIntegerField(_("lignes lues"), default=0)
    unchanged = models.PositiveIntegerField(_("lignes sans changement"), default=0)
    remarks = models.JSONField(_("remarques"), default=list)
    columns = models.JSONField(_("colonnes"), default=list, db_default=Value([], models.JSONField()))
    categories = models.JSONField(
        _("catégories lues"), default=list, db_default=Value([], models.JSONField())
    )
    default_class = models.CharField(max_length=30, blank=True, db_default="")
    stage = models.CharField(_("étape"), max_length=10, choices=Stage.choices, default=Stage.READ)
    file = models.FileField(upload_to="importations/%Y/", blank=True)
    created_at = models.DateTimeField(_("date"), default=timezone.now)
    preload = models.ForeignKey(
        Preload, models.PROTECT, verbose_name=_("préchargement"), null=True, blank=True, related_name="runs"
    )

    class Meta:
        verbose_name = _("importation")
        verbose_name_plural = _("importations")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.file_name


class Suggestion(models.Model):
    """One change that a file proposes; nothing happens until a person accepts it.

    ``proposed`` holds the values read; ``before`` the asset's own values in what changes: those seen when the
    file was read, then those replaced when it was accepted, which undo restores.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("nouveau")
        CHANGED = "changed", _("modifié")
        GONE = "gone", _("absent du fichier")
        DUPLICATE = "duplicate", _("doublon probable")
        REJECTED_LINE = "rejected_line", _("ligne refusée")

    class State(models.TextChoices):
        PENDING = "pending", _("à décider")
        ACCEPTED = "accepted", _("accepté")
        DISMISSED = "dismissed", _("écarté")
        UNDONE = "undone", _("annulé")
        KEPT = "kept", _("gardé")  # it could not be undone, and says why

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="suggestions")
    line = models.PositiveIntegerField(_("ligne"))
    kind = models.CharField(_("proposition"), max_length=14, choices=Kind.choices)
    state = models.CharField(_("décision"), max_length=10, choices=State.choices, default=State.PENDING)
    source_key = models.CharField(max_length=120, blank=True)
    asset = models.ForeignKey(Asset, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    proposed = models.JSONField(default=dict)
    before = models.JSONField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")
        ordering = ("line", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("run", "source_key"),
                condition=~Q(source_key=""),
                name="inventory_suggestion_once_in_run",
            ),
        )
        indexes = (models.Index(fields=("run", "state", "kind", "line"), name="inventory_suggestion_review"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.proposed.get('name', '')}"


class ImportWork(models.Model):
    """Reading, accepting or undoing a large list: done by a job, one transaction for each batch.

    ``cursor`` says how far it is, written with each batch (findings of the file for a reading, else the number of
    the last suggestion): stopped or killed, the work goes on from there and does nothing twice.
    """

    class Verb(models.TextChoices):
        READ = "read", _("lecture")
        ACCEPT = "accept", _("acceptation")
        UNDO = "undo", _("annulation")

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        RUNNING = "running", _("en cours")
        STOPPED = "stopped", _("arrêté")
        DONE = "done", _("terminé")
        REFUSED = "refused", _("refusé")

    OPEN = (State.WAITING, State.RUNNING, State.STOPPED)

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="works")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    verb = models.CharField(max_length=10, choices=Verb.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    selection = models.JSONField(default=dict)
    cursor = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("travail d’importation")
        verbose_name_plural = _("travaux d’importation")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("run",),
                condition=~Q(state__in=("done", "refused")),
                name="inventory_import_one_work",
                violation_error_message=_("Un travail est déjà en cours sur cette importation."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_verb_display()} – {self.run_id}"

    @property
    def under_way(self) -> bool:
        """Return whether a job does it, or soon will."""
        return self.state in (self.State.WAITING, self.State.RUNNING)


class ListMapping(models.Model):
    """What the columns of a list give, as a person said it: next month's file asks no question.

    ``signature`` tells the headings apart, ``columns`` gives a field by heading (« » for a column left aside),
    ``default_class`` the class of the lines without a category.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="list_mappings"
    )
    source = models.SlugField(_("liste"), max_length=40)
    signature = models.CharField(max_length=32)
    columns = models.JSONField(_("colonnes"))
    default_class = models.CharField(max_length=30, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("colonnes d’une liste")
        verbose_name_plural = _("colonnes des listes")
        ordering = ("-updated_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "source", "signature"), name="inventory_listmapping_once"
            ),
        )

    def __str__(self) -> str:
        return self.source


class ClassRule(models.Model):
    """Which of our classes an organisation means by a category of its own lists (« aréna » : patinoire).

    ``words`` is the category as it is compared, ``text`` as it was read.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="class_rules"
    )
    words = models.CharField(max_length=200)
    text = models.CharField(_("catégorie du fichier"), max_length=200)
    asset_class = models.ForeignKey(AssetClass, models.CASCADE, verbose_name=_("catégorie"))
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("règle de catégorie")
        verbose_name_plural = _("règles de catégories")
        ordering = ("words", "pk")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "words"), name="inventory_classrule_once"),
        )

    def __str__(self) -> str:
        return self.text
