"""Laying the assets of one space in it: the whole, its halves, its thirds."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from maillon.base.constraints import refusals_for_constraints
from maillon.base.retries import retried
from maillon.kernel.layouts import pieces
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import Block, Bookable, Cell, Commitment, Schedule
from maillon.sharing.availability.queries import meetings, places_in
from maillon.sharing.availability.services.locks import let_go_expired, lock_blocks
from maillon.sharing.availability.services.places import recut


@retried
@transaction.atomic
def lay_out(*, block_id: int, places: Mapping[int, Spans[int]], schedule: Schedule, now: datetime) -> None:
    """Give these assets their place in a block; the assets of the block that are not named keep theirs.

    An asset that has a place of its own elsewhere comes with its bookings; one that has none follows
    ``schedule``. SlotJustTaken when two bookings to come would meet, and nothing changes; what is over no longer
    stands in the way.
    """
    elsewhere = Bookable.objects.filter(asset_id__in=places).exclude(block_id=block_id).order_by("asset_id")
    left = dict(elsewhere.values_list("asset_id", "block_id"))
    lock_blocks([block_id, *left.values()])
    for number in {block_id, *left.values()}:
        let_go_expired(number, now)
    before = places_in(block_id)
    after = {**before, **places}
    _let_the_past_go(before, after, now)
    moved = any(places.get(asset_id, place) != place for asset_id, place in before.items())
    cells = _cut_cells(block_id, after.values(), afresh=moved)
    layout = {
        asset_id: [cells[piece] for piece in cells if place.covers(piece)]
        for asset_id, place in after.items()
    }
    recut(block_id=block_id, layout={number: layout[number] for number in before}, now=now)
    with refusals_for_constraints():
        for asset_id in left:
            Bookable.objects.filter(asset_id=asset_id).update(
                block_id=block_id, cells=frozenset(layout[asset_id])
            )
        Bookable.objects.bulk_create(
            Bookable(
                asset_id=asset_id, schedule=schedule, block_id=block_id, cells=frozenset(layout[asset_id])
            )
            for asset_id in places
            if asset_id not in before and asset_id not in left
        )
    Cell.objects.filter(block_id=block_id).exclude(pk__in=cells.values()).delete()
    Block.objects.filter(pk__in=left.values(), bookables=None).delete()


def _let_the_past_go(
    before: Mapping[int, Spans[int]], after: Mapping[int, Spans[int]], now: datetime
) -> None:
    """End what is over and would meet another: it holds no place any more, its reservation stays."""
    over = [
        one.pk
        for meeting in meetings(before, after, now)
        if meeting.until <= now
        for one in (meeting.one, meeting.two)
        if one.busy_until <= now
    ]
    Commitment.objects.filter(pk__in=over).update(state=Commitment.State.ENDED, ended_at=now)


def _cut_cells(block_id: int, places: Iterable[Spans[int]], *, afresh: bool) -> dict[Span[int], int]:
    """Return the cell of each piece of the block, from left to right; those that are missing are made.

    When assets of the block change places, every cell is made ``afresh``: two that take each other's place then
    never meet on the way.
    """
    known: dict[Span[int], int] = {}
    for cell in Cell.objects.none() if afresh else Cell.objects.filter(block_id=block_id).order_by("pk"):
        known.setdefault(Span(cell.left_mark, cell.right_mark), cell.pk)
    wanted = pieces(places)
    fresh = Cell.objects.bulk_create(
        Cell(block_id=block_id, name=str(rank), left_mark=piece.start, right_mark=piece.end)
        for rank, piece in enumerate(wanted, start=1)
        if piece not in known
    )
    known |= {Span(cell.left_mark, cell.right_mark): cell.pk for cell in fresh}
    return {piece: known[piece] for piece in wanted}
