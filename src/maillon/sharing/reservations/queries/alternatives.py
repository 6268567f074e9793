"""What an owner may propose instead: the nearest of their assets of the same class, free at the same time."""

import datetime as dt

from django.db.models import F

from maillon.sharing.availability.queries import which_are_free
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation

LOOKED_AT, SHOWN = 60, 12


def alternatives_to(reservation: Reservation, *, now: dt.datetime) -> list[tuple[int, str]]:
    """Return (number, name and site) of up to 12 assets of the same owner and class, nearest first: two queries."""
    asset = reservation.asset
    near = (
        Asset.objects.active()
        .filter(
            organisation_id=asset.organisation_id,
            asset_class_id=asset.asset_class_id,
            offer__isnull=False,
            offer__withdrawn_at__isnull=True,
            bookable__isnull=False,
        )
        .exclude(pk=asset.pk)
        .select_related("site")
    )
    if asset.x is not None and asset.y is not None:
        away = (F("x") - asset.x) * (F("x") - asset.x) + (F("y") - asset.y) * (F("y") - asset.y)
        near = near.order_by(away.asc(nulls_last=True), "pk")
    found = list(near[:LOOKED_AT])
    free = which_are_free(
        [other.pk for other in found],
        reservation.starts_at,
        reservation.ends_at,
        quantity=reservation.quantity,
        now=now,
    )
    return [(other.pk, f"{other.name}, {other.site.name}") for other in found if other.pk in free][:SHOWN]
