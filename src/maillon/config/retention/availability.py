"""Schedules, the ledger, the terms."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import SEVEN_YEARS

RETENTIONS = (
    Retention("terms.SharingTerms", None, _("Tant qu’une offre s’y rapporte.")),
    Retention(
        "terms.SharingTermsEvent",
        SEVEN_YEARS,
        _("Les conditions qui valaient un jour donné."),
        since="pgh_created_at",
    ),
    Retention("terms.Offer", None, _("Tant que le bien est au registre.")),
    Retention(
        "terms.OfferEvent", SEVEN_YEARS, _("Ce qui était offert un jour donné."), since="pgh_created_at"
    ),
    Retention("availability.Schedule", None, _("Tant que l’organisation s’en sert.")),
    Retention(
        "availability.ScheduleEvent",
        SEVEN_YEARS,
        _("Les heures qui valaient un jour donné."),
        since="pgh_created_at",
    ),
    Retention("availability.SchoolCalendar", None, _("Tant que l’organisation s’en sert.")),
    Retention(
        "availability.SchoolCalendarEvent",
        SEVEN_YEARS,
        _("Le calendrier qui valait un jour donné."),
        since="pgh_created_at",
    ),
    Retention("availability.SchoolStretch", None, _("Avec son calendrier.")),
    Retention("availability.ScheduleException", None, _("Avec son horaire.")),
    Retention("availability.ScheduleDay", None, _("Recalculé chaque nuit de la veille à dix-huit mois.")),
    Retention("availability.Block", None, _("Avec les biens qu’il réunit.")),
    Retention("availability.Cell", None, _("Avec son bloc.")),
    Retention("availability.Bookable", None, _("Avec son bien.")),
    Retention("availability.Commitment", None, _("Avec sa réservation, sans nom.")),
)
