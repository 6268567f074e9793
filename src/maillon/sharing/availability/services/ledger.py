"""Taking and giving back: the only way in and out of the ledger."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from maillon.base.constraints import refusals_for_constraints
from maillon.base.retries import retried
from maillon.sharing.availability.errors import HoldExpired, NotBookable, NotEnoughLeft, SlotJustTaken
from maillon.sharing.availability.fields import cells_of
from maillon.sharing.availability.models import Bookable, Commitment
from maillon.sharing.availability.services.locks import instant, lock_blocks

NO_TIME = timedelta()


@retried
@transaction.atomic
def take(
    *,
    asset_id: int,
    starts_at: datetime,
    ends_at: datetime,
    setup: timedelta = NO_TIME,
    cleanup: timedelta = NO_TIME,
    quantity: int = 1,
    cause: str,
    state: str,
    expires_at: datetime | None = None,
    note: str = "",
    now: datetime,
) -> Commitment:
    """Occupy the asset from ``starts_at`` to ``ends_at``, with its set-up before and its clean-up after.

    A hold (state « held ») needs ``expires_at``; after that moment anyone may take its place. One call to the
    database locks the block, lets go what has expired, looks and writes. Opening hours and terms are the
    caller's business. Raises SlotJustTaken, NotEnoughLeft (pools) or NotBookable; nothing is then changed.
    """
    commitment = Commitment(
        asset_id=asset_id,
        quantity=quantity,
        cause=cause,
        state=state,
        expires_at=expires_at,
        starts_at=starts_at,
        ends_at=ends_at,
        busy_from=starts_at - setup,
        busy_until=ends_at + cleanup,
        note=note,
        created_at=now,
    )
    with refusals_for_constraints():
        _write(commitment, now)
    return commitment


def _write(commitment: Commitment, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, taken_id, taken_block, taken_cells, taken_pooled, still_left, in_the_way"
            " FROM availability_take(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                commitment.asset_id,
                commitment.starts_at,
                commitment.ends_at,
                commitment.busy_from,
                commitment.busy_until,
                commitment.quantity,
                commitment.cause,
                commitment.state,
                commitment.expires_at,
                commitment.note,
                now,
            ],
        )
        outcome, number, block, cells, pooled, left, in_the_way = cursor.fetchone()
    if outcome == "not_bookable":
        raise NotBookable
    if outcome == "not_enough":
        raise NotEnoughLeft(max(left, 0))
    if outcome == "taken":
        raise SlotJustTaken(in_the_way)
    commitment.pk, commitment.block_id = number, block
    commitment.cells, commitment.pooled = cells_of(cells), pooled
    commitment._state.adding = False


@retried
@transaction.atomic
def firm_up(*, commitment_id: int, now: datetime) -> Commitment:
    """Make a hold firm. A firm commitment stays as it is; HoldExpired when the hold's time has passed."""
    commitment = _locked(commitment_id)
    if commitment.state == Commitment.State.FIRM:
        return commitment
    if commitment.state == Commitment.State.ENDED:
        raise HoldExpired
    if commitment.expires_at is not None and commitment.expires_at <= instant(now):
        raise HoldExpired
    commitment.state, commitment.expires_at = Commitment.State.FIRM, None
    commitment.save(update_fields=["state", "expires_at"])
    return commitment


@retried
@transaction.atomic
def prolong(*, commitment_id: int, expires_at: datetime, now: datetime) -> Commitment:
    """Hold the place until another moment. A firm commitment stays as it is; HoldExpired when its time has passed."""
    commitment = _locked(commitment_id)
    if commitment.state == Commitment.State.FIRM:
        return commitment
    over = commitment.expires_at is not None and commitment.expires_at <= instant(now)
    if commitment.state == Commitment.State.ENDED or over:
        raise HoldExpired
    commitment.expires_at = expires_at
    commitment.save(update_fields=["expires_at"])
    return commitment


@retried
@transaction.atomic
def release(*, commitment_id: int, now: datetime) -> Commitment:
    """Give the time back. A commitment already ended stays as it is: to end is to end once."""
    commitment = _locked(commitment_id)
    if commitment.state != Commitment.State.ENDED:
        commitment.state, commitment.ended_at = Commitment.State.ENDED, now
        commitment.save(update_fields=["state", "ended_at"])
    return commitment


@retried
@transaction.atomic
def close_period(
    *, asset_id: int, starts_at: datetime, ends_at: datetime, cause: str, note: str, now: datetime
) -> Commitment:
    """Take an asset out of use for a while (``cause`` closure or maintenance); of a pool, all that it holds.

    SlotJustTaken or NotEnoughLeft when something is promised during that time: a promise is first given back.
    """
    bookable = Bookable.objects.filter(asset_id=asset_id).first()
    if bookable is None:
        raise NotBookable
    block = lock_blocks([bookable.block_id])[bookable.block_id]
    return take(
        asset_id=asset_id,
        starts_at=starts_at,
        ends_at=ends_at,
        quantity=block.quantity if bookable.pooled else 1,
        cause=cause,
        state=Commitment.State.FIRM,
        note=note,
        now=now,
    )


@retried
@transaction.atomic
def end_expired(*, now: datetime) -> int:
    """End the holds whose time has passed; return how many. Writers do it for what they need, this for the rest."""
    expired = Commitment.objects.filter(state=Commitment.State.HELD, expires_at__lte=now)
    blocks = lock_blocks(expired.order_by().values_list("block_id", flat=True).distinct())
    return expired.filter(block_id__in=blocks).update(state=Commitment.State.ENDED, ended_at=now)


def _locked(commitment_id: int) -> Commitment:
    """Return the commitment as it is once its block is locked."""
    block_id = Commitment.objects.values_list("block_id", flat=True).get(pk=commitment_id)
    lock_blocks([block_id])
    return Commitment.objects.get(pk=commitment_id)
