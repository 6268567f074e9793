from maillon.sharing.reservations.models.appeals import Appeal
from maillon.sharing.reservations.models.bundles import Bundle, BundleItem, BundleQuerySet
from maillon.sharing.reservations.models.finding import KnownWord, TravelRate
from maillon.sharing.reservations.models.requests import RefusalMotive, Reservation, ReservationQuerySet
from maillon.sharing.reservations.models.series import LeftDate, Series
from maillon.sharing.reservations.models.threads import Clarification, ThreadMessage, ThreadReading

__all__ = [
    "Appeal",
    "Bundle",
    "BundleItem",
    "BundleQuerySet",
    "Clarification",
    "KnownWord",
    "LeftDate",
    "RefusalMotive",
    "Reservation",
    "ReservationQuerySet",
    "Series",
    "ThreadMessage",
    "ThreadReading",
    "TravelRate",
]
