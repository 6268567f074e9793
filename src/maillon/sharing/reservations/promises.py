"""What the inventory asks before an asset is withdrawn: the requests to come, and how they end."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from maillon.community.organisations.hats import Hat
from maillon.sharing.availability.models import Bookable
from maillon.sharing.availability.services import lock_assets, resize_pool
from maillon.sharing.inventory.promises import Numbers, Promise
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import period_in_words
from maillon.sharing.reservations.services.ending import end_requests


class Requests:
    """The requests that are accepted or wait for their answer."""

    def lock(self, asset_ids: Collection[int]) -> None:
        """Hold the blocks of these assets: whoever asks for one waits, then finds it withdrawn."""
        lock_assets(asset_ids)

    def standing(self, asset_ids: Numbers, now: datetime) -> list[Promise]:
        """Return the requests to come, the soonest first, in one query."""
        live = Reservation.objects.live().filter(asset_id__in=asset_ids, ends_at__gt=now)
        return [
            Promise(
                one.asset_id,
                one.reference,
                _("%(asset)s, %(when)s, pour %(who)s (%(state)s)")
                % {
                    "asset": one.asset.name,
                    "when": period_in_words(one),
                    "who": one.organisation.name,
                    "state": one.get_state_display(),
                },
            )
            for one in live.shown().order_by("starts_at", "pk")
        ]

    def fit(self, asset_id: int, quantity: int, now: datetime) -> None:
        """Give the pool of this asset its new quantity; PoolTooSmall when more is booked at some moment to come."""
        pool = Bookable.objects.filter(asset_id=asset_id, pooled=True).first()
        if pool is not None:
            resize_pool(block_id=pool.block_id, quantity=quantity, now=now)

    def end(self, asset_ids: Collection[int], *, hat: Hat, reason: str, now: datetime) -> int:
        """Cancel or refuse them all, with the reason."""
        return end_requests(asset_ids=asset_ids, hat=hat, reason=reason, now=now)
