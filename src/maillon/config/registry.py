"""What each package offers to the others, in one readable place.

Subscriptions to facts, retention of tables, navigation, panels of the asset page and demonstration loaders are
listed here explicitly, so that a reader finds who hears what without a search.
"""

from maillon.base import privacy
from maillon.base.facts import subscribe
from maillon.sharing.reservations.facts import (
    ReservationApproved,
    ReservationCancelled,
    ReservationLapsed,
    ReservationRefused,
    ReservationRequested,
)


def connect() -> None:
    """Subscribe the listeners to the facts, declare what is kept. Called once, when Django is ready."""
    _keep()
    _remind()
    notifications = "maillon.openness.notifications.handlers"
    subscribe(ReservationRequested, f"{notifications}.on_requested")
    subscribe(ReservationApproved, f"{notifications}.on_approved")
    subscribe(ReservationRefused, f"{notifications}.on_refused")
    subscribe(ReservationCancelled, f"{notifications}.on_cancelled")
    subscribe(ReservationLapsed, f"{notifications}.on_lapsed")


def _keep() -> None:
    """Declare how long each table keeps its rows, and what each package holds on a person."""
    from maillon.community.organisations.privacy import PLACES
    from maillon.community.people.privacy import ACCOUNT
    from maillon.config.retention import RETENTIONS
    from maillon.sharing.reservations.privacy import REQUESTS

    privacy.declare(*RETENTIONS)
    privacy.offer(REQUESTS, PLACES, ACCOUNT)


def _remind() -> None:
    """Say what may await someone who signs in."""
    from maillon.shell import awaiting
    from maillon.shell.first_hour import first_hour_awaits

    awaiting.offer(first_hour_awaits)


# The loaders of the demonstration, in order: each reads what the earlier ones wrote.
DEMONSTRATION = (
    "maillon.community.organisations",
    "maillon.sharing.inventory",
    "maillon.sharing.terms",
    "maillon.sharing.availability",
    "maillon.sharing.reservations",
)
