"""Labels and counts."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import SEVEN_YEARS, YEARS

RETENTIONS = (
    Retention("labels.Label", None, _("Tant que l’organisation tient ses étiquettes.")),
    Retention(
        "labels.LabelEvent",
        SEVEN_YEARS,
        _("Qui a relié ou annulé une étiquette, quand."),
        since="pgh_created_at",
    ),
    Retention(
        "labels.Batch", 2 * YEARS, _("Ce qui a été imprimé : pour l’imprimer de nouveau."), since="made_at"
    ),
    Retention("labels.Calibration", None, _("Le réglage d’une imprimante.")),
    Retention(
        "labels.Message",
        YEARS,
        _("Ce qu’écrit une personne qui a lu une étiquette : le temps d’y répondre."),
        since="received_at",
        personal=("text", "contact"),
    ),
    Retention(
        "stocktaking.Count",
        None,
        _("Les récolements : effacés sept ans après leur fermeture, avec leurs photos et leur rapport."),
        personal=("counters", "begun_by", "closed_by"),
    ),
    Retention("stocktaking.Count_counters", None, _("À qui un récolement est confié.")),
    Retention("stocktaking.Expected", None, _("Avec son récolement.")),
    Retention(
        "stocktaking.Observation",
        None,
        _(
            "Ce que vous avez vu en comptant : avec son récolement; votre nom disparaît si vous effacez vos données."
        ),
        personal=("person", "remark"),
    ),
    Retention("stocktaking.ObservationPhoto", None, _("Avec son récolement."), personal=("file",)),
    Retention("stocktaking.Proposal", None, _("Avec son récolement."), personal=("decided_by",)),
    Retention(
        "stocktaking.Report",
        None,
        _("Le rapport scellé, où sont nommées les personnes qui ont compté : avec son récolement."),
        personal=("file",),
    ),
)
