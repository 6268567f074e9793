from maillon.sharing.reservations.models.bundles import Bundle, BundleItem, BundleQuerySet
from maillon.sharing.reservations.models.requests import RefusalMotive, Reservation, ReservationQuerySet

__all__ = ["Bundle", "BundleItem", "BundleQuerySet", "RefusalMotive", "Reservation", "ReservationQuerySet"]
