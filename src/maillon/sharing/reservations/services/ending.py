"""Ending all that was promised of assets that their owner withdraws."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.reservations.facts import ReservationCancelled, ReservationRefused
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.services.announcing import announce
from maillon.sharing.reservations.services.requests import free_place, note_decision

State = Reservation.State


@transaction.atomic
def end_requests(*, asset_ids: Collection[int], hat: Hat, reason: str, now: dt.datetime) -> int:
    """Cancel what was confirmed and refuse what was asked on these assets and is not over; return how many.

    Every asker is told the reason, those of the owner's own people too. The hat looks after the owner's assets.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    ended = list(
        Reservation.objects.live()
        .filter(asset_id__in=asset_ids, asset__organisation_id=owner_id, ends_at__gt=now)
        .select_related("asset")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    for reservation in ended:
        was_pending = reservation.state in (State.PENDING, State.CLARIFYING)
        reservation.state = State.REFUSED if was_pending else State.CANCELLED
        reservation.motive = RefusalMotive.OTHER if was_pending else ""
        reservation.reason = reason
        free_place(reservation, now)
        note_decision(reservation, hat, now)
        if was_pending:
            announce(ReservationRefused, reservation, now, motive=RefusalMotive.OTHER)
        else:
            announce(ReservationCancelled, reservation, now, by_owner=True, late=False)
    return len(ended)
