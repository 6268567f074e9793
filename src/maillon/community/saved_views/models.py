"""A list as somebody wants to find it again."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.community.people.models import Person

LONGEST = 1_500  # characters of an address that is kept


class SavedView(models.Model):
    """What is asked of a list, under a name; its author's alone, or shared with their organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="saved_views")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="saved_views")
    list_code = models.SlugField(_("liste"), max_length=30)
    name = models.CharField(_("nom de la vue"), max_length=60)
    asked = models.CharField(_("ce qui est demandé"), max_length=LONGEST, blank=True)
    shared = models.BooleanField(_("partagée avec mon organisation"), default=False)
    default = models.BooleanField(_("vue par défaut"), default=False)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vue enregistrée")
        verbose_name_plural = _("vues enregistrées")
        ordering = ("-shared", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                "organisation",
                "list_code",
                Lower("name"),
                condition=Q(shared=True),
                name="saved_views_shared_name_once",
            ),
            models.UniqueConstraint(
                "organisation",
                "person",
                "list_code",
                Lower("name"),
                condition=Q(shared=False),
                name="saved_views_own_name_once",
            ),
            models.UniqueConstraint(
                fields=("organisation", "list_code"),
                condition=Q(shared=True, default=True),
                name="saved_views_one_shared_default",
            ),
            models.UniqueConstraint(
                fields=("organisation", "person", "list_code"),
                condition=Q(shared=False, default=True),
                name="saved_views_one_own_default",
            ),
            models.CheckConstraint(
                condition=Q(shared=True) | Q(person__isnull=False),
                name="saved_views_own_has_a_person",
                violation_error_message=_("Une vue qui n’est pas partagée appartient à quelqu’un."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def changes_under(self, hat: Hat) -> bool:
        """Return whether this hat may change the view: its author's, or an administrator's when it is shared."""
        author = hat.person_id is not None and self.person_id == hat.person_id
        administers = self.shared and hat.has(Role.ORGANISATION_ADMIN)
        return hat.acts_for(self.organisation_id) and (author or administers)
