from maillon.sharing.reservations.models.bundles import Bundle, BundleItem, BundleQuerySet
from maillon.sharing.reservations.models.requests import RefusalMotive, Reservation, ReservationQuerySet
from maillon.sharing.reservations.models.series import LeftDate, Series

__all__ = [
    "Bundle",
    "BundleItem",
    "BundleQuerySet",
    "LeftDate",
    "RefusalMotive",
    "Reservation",
    "ReservationQuerySet",
    "Series",
]
