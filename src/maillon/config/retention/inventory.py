"""The inventory."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import SEVEN_YEARS

RETENTIONS = (
    Retention("inventory.AssetClass", None, _("Registre public.")),
    Retention("inventory.ClassField", None, _("Registre public.")),
    Retention(
        "inventory.ClassFieldEvent",
        SEVEN_YEARS,
        _("Qui a changé une caractéristique, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.ClassCode", None, _("Registre public.")),
    Retention(
        "inventory.ClassCodeEvent",
        SEVEN_YEARS,
        _("Qui a changé le code d’une catégorie, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.Site", None, _("Tant que l’organisation tient ce lieu au registre.")),
    Retention("inventory.SiteEvent", SEVEN_YEARS, _("Qui a changé un lieu, quand."), since="pgh_created_at"),
    Retention("inventory.Asset", None, _("Tant que l’organisation tient ce bien au registre.")),
    Retention("inventory.AssetEvent", SEVEN_YEARS, _("Qui a changé un bien, quand."), since="pgh_created_at"),
    Retention("inventory.AudienceRule", None, _("Tant que l’organisation s’en sert.")),
    Retention(
        "inventory.AudienceRuleEvent",
        SEVEN_YEARS,
        _("Qui a changé une règle de qui peut voir, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.Accessory", None, _("Tant que le bien est au registre.")),
    Retention(
        "inventory.AccessoryEvent",
        SEVEN_YEARS,
        _("Qui a changé un accessoire, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.Exemplar", None, _("Tant que le bien est au registre.")),
    Retention(
        "inventory.ExemplarEvent",
        SEVEN_YEARS,
        _("Qui a changé un exemplaire, quand."),
        since="pgh_created_at",
    ),
    Retention("inventory.Scope", None, _("Avec son entente.")),
    Retention(
        "inventory.ScopeEvent",
        SEVEN_YEARS,
        _("Ce qu’une entente couvrait un jour donné."),
        since="pgh_created_at",
    ),
    Retention("inventory.Photo", None, _("Tant que le bien est au registre.")),
    Retention(
        "inventory.Unit",
        None,
        _("Tant que l’organisation tient cette unité."),
        personal=("contact", "email", "phone"),
    ),
    Retention(
        "inventory.KeepingRecord",
        None,
        _("Tant que le bien est au registre; votre nom disparaît si vous effacez vos données."),
        personal=("keeper",),
    ),
    Retention(
        "inventory.KeepingRecordEvent",
        SEVEN_YEARS,
        _("Qui a changé la fiche de gestion d’un bien, quand."),
        since="pgh_created_at",
        personal=("keeper",),
    ),
    Retention(
        "inventory.Condition",
        None,
        _("Les relevés d’état d’un bien, tant qu’il est au registre; votre nom disparaît avec vos données."),
        personal=("by", "note"),
    ),
    Retention("inventory.ConditionPhoto", None, _("Avec son relevé d’état.")),
    Retention("inventory.Document", None, _("Tant que le bien est au registre.")),
    Retention(
        "inventory.DocumentVersion",
        None,
        _("Avec son document; votre nom disparaît si vous effacez vos données."),
        personal=("by",),
    ),
    Retention("inventory.ImportRun", None, _("Tant que ses suggestions peuvent être annulées.")),
    Retention("inventory.Preload", None, _("Tant que des fiches en viennent : leur source et leur licence.")),
    Retention("inventory.ImportWork", None, _("Avec son importation.")),
    Retention("inventory.ListMapping", None, _("Tant que l’organisation importe des listes.")),
    Retention("inventory.ClassRule", None, _("Tant que l’organisation importe des listes.")),
    Retention("inventory.Suggestion", None, _("Tant que l’importation peut être annulée.")),
)
