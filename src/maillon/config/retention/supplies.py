"""Supplies: what is used up, and the movements that say where it went."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import SEVEN_YEARS

RETENTIONS = (
    Retention("supplies.Article", None, _("Tant que l’organisation tient ses fournitures.")),
    Retention(
        "supplies.ArticleEvent",
        SEVEN_YEARS,
        _("Qui a changé la fiche d’une fourniture, quand."),
        since="pgh_created_at",
    ),
    Retention("supplies.Stock", None, _("Ce qu’il en reste, avec la fourniture.")),
    Retention(
        "supplies.Movement",
        None,
        _(
            "Les mouvements des fournitures : le stock est leur somme, aucun ne s’efface; votre nom disparaît si vous "
            "effacez vos données."
        ),
        personal=("by",),
    ),
)
