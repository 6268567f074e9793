"""Telling what happened to a request: the fact, and the pages that wait for one."""

import datetime as dt
from typing import Any

from maillon.base.facts import record
from maillon.base.live import tell
from maillon.sharing.reservations.facts import ReservationFact
from maillon.sharing.reservations.models import Reservation


def topic_of(owner_id: int) -> str:
    """Return what a page listens to in order to follow the requests that an owner answers."""
    return f"requests:{owner_id}"


def announce(kind: type[ReservationFact], reservation: Reservation, now: dt.datetime, **more: Any) -> None:
    """Record the fact, and wake the owner's list where it is open; inside the transaction that makes it true."""
    fact = fact_of(kind, reservation, now, **more)
    record(fact)
    tell(topic_of(fact.owner_id))


def fact_of(
    kind: type[ReservationFact], reservation: Reservation, now: dt.datetime, **more: Any
) -> ReservationFact:
    """Return the fact that something happened to a request; reads ``asset``."""
    return kind(
        reservation_id=reservation.pk,
        reference=reservation.reference,
        asset_id=reservation.asset_id,
        owner_id=reservation.asset.organisation_id,
        organisation_id=reservation.organisation_id,
        at=now,
        **more,
    )
