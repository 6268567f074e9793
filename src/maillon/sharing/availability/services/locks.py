"""Locking blocks: always first, always in the order of their numbers."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from maillon.sharing.availability.models import Block, Bookable, Commitment


def lock_blocks(block_ids: Iterable[int]) -> dict[int, Block]:
    """Wait until this transaction alone may change these blocks, and return them by number."""
    wanted = sorted(set(block_ids))
    locked = Block.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
    return {block.pk: block for block in locked}


def lock_assets(asset_ids: Iterable[int]) -> None:
    """Begin a transaction that takes several assets: lock all of their blocks first, in order.

    Without it, two such transactions that meet in opposite orders wait for each other, and one has to begin again.
    """
    lock_blocks(Bookable.objects.filter(asset_id__in=list(asset_ids)).values_list("block_id", flat=True))


def instant(now: datetime) -> datetime:
    """Return the moment that decides of expiry: the database's clock, or the caller's when it is ahead.

    Read after a lock was had, since the wait may have been long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(%s, clock_timestamp())", [now])
        found: datetime = cursor.fetchone()[0]
        return found


def let_go_expired(block_id: int, now: datetime) -> None:
    """End the holds of a locked block whose time has passed."""
    moment = instant(now)
    expired = Commitment.objects.filter(
        block_id=block_id, state=Commitment.State.HELD, expires_at__lte=moment
    )
    expired.update(state=Commitment.State.ENDED, ended_at=moment)
