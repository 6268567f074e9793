"""What each package offers to the others, in one readable place.

Subscriptions to facts, retention of tables, navigation, panels of the asset page and demonstration loaders are
listed here explicitly, so that a reader finds who hears what without a search.
"""

from maillon.base.facts import subscribe
from maillon.sharing.reservations.facts import (
    ReservationApproved,
    ReservationCancelled,
    ReservationLapsed,
    ReservationRefused,
    ReservationRequested,
)


def connect() -> None:
    """Subscribe the listeners to the facts. Called once, when Django is ready."""
    notifications = "maillon.openness.notifications.handlers"
    subscribe(ReservationRequested, f"{notifications}.on_requested")
    subscribe(ReservationApproved, f"{notifications}.on_approved")
    subscribe(ReservationRefused, f"{notifications}.on_refused")
    subscribe(ReservationCancelled, f"{notifications}.on_cancelled")
    subscribe(ReservationLapsed, f"{notifications}.on_lapsed")


# The loaders of the demonstration, in order: each reads what the earlier ones wrote.
DEMONSTRATION = (
    "maillon.community.organisations",
    "maillon.sharing.inventory",
    "maillon.sharing.terms",
    "maillon.sharing.availability",
    "maillon.sharing.reservations",
)
