"""Agreements, verification, saved views."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import SEVEN_YEARS

RETENTIONS = (
    Retention(
        "verification.Request",
        SEVEN_YEARS,
        _(
            "Les demandes de vérification de votre organisation : pour les renouveler et répondre des décisions."
        ),
        since="opened_at",
        personal=("answers", "message", "sent_by"),
    ),
    Retention(
        "verification.RequestEvent",
        SEVEN_YEARS,
        _("L’historique de chaque demande de vérification."),
        since="pgh_created_at",
        personal=("answers", "message", "sent_by"),
    ),
    Retention(
        "verification.Evidence",
        None,
        _("Les pièces de vérification : effacées un an après la fin ou le refus qu’elles servaient."),
        personal=("label", "url", "file"),
    ),
    Retention(
        "verification.Decision",
        None,
        _("Registre des décisions de vérification : qui, quand, quoi, pourquoi."),
        personal=("by", "reason", "findings"),
    ),
    Retention(
        "verification.DecisionEvent",
        SEVEN_YEARS,
        _("La preuve qu’une décision n’a pas été changée."),
        since="pgh_created_at",
        personal=("by", "reason", "findings"),
    ),
    Retention(
        "agreements.Agreement",
        None,
        _("Les ententes de partage : registre des organisations qui les ont conclues."),
        personal=("proposed_by",),
    ),
    Retention(
        "agreements.AgreementEvent",
        SEVEN_YEARS,
        _("Qui a changé une entente, quand : pour savoir ce qui valait un jour donné."),
        since="pgh_created_at",
        personal=("proposed_by",),
    ),
    Retention(
        "agreements.Party",
        None,
        _("La réponse de chaque partenaire d’une entente, et sa raison."),
        personal=("answered_by", "reason"),
    ),
    Retention(
        "agreements.PartyEvent",
        SEVEN_YEARS,
        _("Qui a répondu à une entente, quand."),
        since="pgh_created_at",
        personal=("answered_by", "reason"),
    ),
    Retention(
        "saved_views.SavedView",
        None,
        _(
            "Vos vues enregistrées des listes; celles que vous partagez restent à votre organisation, sans votre nom."
        ),
        personal=("name", "asked", "person"),
    ),
)
