"""Finding, requests, kits."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import SEVEN_YEARS, YEARS

RETENTIONS = (
    Retention(
        "reservations.KnownWord",
        None,
        _("Les mots des noms que tout le monde peut lire, relus chaque heure."),
    ),
    Retention("reservations.TravelRate", None, _("Le coût public d’un kilomètre, et sa source.")),
    Retention("kits.Kit", None, _("Tant que l’organisation la propose.")),
    Retention("kits.KitEvent", SEVEN_YEARS, _("Qui a changé une trousse, quand."), since="pgh_created_at"),
    Retention("kits.KitLine", None, _("Avec sa trousse.")),
    Retention("kits.KitChoice", None, _("Avec sa trousse.")),
    Retention(
        "reservations.Reservation",
        None,
        _("Vos demandes : registre des organisations, où votre nom disparaît si vous effacez vos données."),
        personal=("person", "purpose", "message", "decided_by"),
    ),
    Retention(
        "reservations.Bundle",
        None,
        _("Ce que vous avez demandé ensemble; votre nom disparaît si vous effacez vos données."),
        personal=("person", "name"),
    ),
    Retention("reservations.BundleItem", None, _("Avec son ensemble.")),
    Retention(
        "reservations.Appeal",
        None,
        _(
            "Les refus que vous avez demandé de revoir, avec la demande; votre texte s’efface avec vos données."
        ),
        personal=("person", "text", "answered_by", "answer"),
    ),
    Retention(
        "reservations.Series",
        None,
        _(
            "La règle d’une série de dates, avec son ensemble; votre message disparaît si vous effacez vos données."
        ),
        personal=("purpose", "message"),
    ),
    Retention("reservations.LeftDate", None, _("Les dates qu’une série n’a pu avoir, avec elle.")),
    Retention(
        "reservations.ThreadMessage",
        None,
        _("Vos messages, avec la demande dont ils parlent; effacés si vous effacez vos données."),
        personal=("person", "text", "changes", "file", "file_name"),
    ),
    Retention(
        "reservations.ThreadReading",
        YEARS,
        _("Jusqu’où vous avez lu un échange : pour ne vous dire que ce qui est nouveau."),
        since="read_at",
        personal=("person",),
    ),
    Retention(
        "reservations.Clarification", None, _("Quand une précision a été demandée et donnée, sans nom.")
    ),
    Retention(
        "reservations.ReservationEvent",
        SEVEN_YEARS,
        _("L’historique de chaque demande : pour répondre de chaque décision."),
        since="pgh_created_at",
        personal=("person", "purpose", "message", "decided_by"),
    ),
)
