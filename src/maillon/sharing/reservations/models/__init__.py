from maillon.sharing.reservations.models.alerts import SearchAlert
from maillon.sharing.reservations.models.appeals import Appeal
from maillon.sharing.reservations.models.bundles import Bundle, BundleItem, BundleQuerySet
from maillon.sharing.reservations.models.closings import Closure, ClosurePart
from maillon.sharing.reservations.models.finding import KnownWord, TravelRate, UnmetDemand
from maillon.sharing.reservations.models.orders import CartLine, Order, OrderPart
from maillon.sharing.reservations.models.requests import RefusalMotive, Reservation, ReservationQuerySet
from maillon.sharing.reservations.models.series import LeftDate, Series
from maillon.sharing.reservations.models.threads import Clarification, ThreadMessage, ThreadReading

__all__ = [
    "Appeal",
    "Bundle",
    "BundleItem",
    "BundleQuerySet",
    "CartLine",
    "Clarification",
    "Closure",
    "ClosurePart",
    "KnownWord",
    "LeftDate",
    "Order",
    "OrderPart",
    "RefusalMotive",
    "Reservation",
    "ReservationQuerySet",
    "SearchAlert",
    "Series",
    "ThreadMessage",
    "ThreadReading",
    "TravelRate",
    "UnmetDemand",
]
