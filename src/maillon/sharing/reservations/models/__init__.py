from maillon.sharing.reservations.models.bundles import Bundle, BundleItem, BundleQuerySet
from maillon.sharing.reservations.models.finding import KnownWord, TravelRate, UnmetDemand
from maillon.sharing.reservations.models.requests import RefusalMotive, Reservation, ReservationQuerySet

__all__ = [
    "Bundle",
    "BundleItem",
    "BundleQuerySet",
    "KnownWord",
    "RefusalMotive",
    "Reservation",
    "ReservationQuerySet",
    "TravelRate",
    "UnmetDemand",
]
