"""The machinery."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import SEVEN_YEARS

RETENTIONS = (
    Retention("api.KeptAnswer", None, _("Réponses de l’API, oubliées d’heure en heure après deux jours.")),
    Retention(
        "pghistory.Context",
        SEVEN_YEARS,
        _("Sous quel chapeau et par quelle page chaque changement a été fait."),
        since="created_at",
        personal=("metadata",),
    ),
    Retention("procrastinate_jobs", None, _("Travail de fond, retiré une semaine après sa fin.")),
    Retention("procrastinate_events", None, _("Avec son travail.")),
    Retention("procrastinate_periodic_defers", None, _("Avec son travail.")),
    Retention("procrastinate_workers", None, _("Tant que le processus vit.")),
    Retention("auth.Permission", None, _("Aucun droit n’y est donné.")),
    Retention("auth.Group", None, _("Vide.")),
    Retention("auth.Group_permissions", None, _("Vide.")),
    Retention("contenttypes.ContentType", None, _("Liste des tables.")),
    Retention("django_migrations", None, _("Liste des mises à jour de la base.")),
)
