"""Where the assets of a block lie in it, and what would meet if they lay otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from maillon.kernel.spans import Span, Spans, overlaps
from maillon.sharing.availability.models import Bookable, Cell, Commitment


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two commitments that would occupy the same piece at the same time; ``one`` begins first."""

    one: Commitment
    two: Commitment

    @property
    def until(self) -> datetime:
        """Return when they stop meeting."""
        return min(self.one.busy_until, self.two.busy_until)


def places_in(block_id: int) -> dict[int, Spans[int]]:
    """Return the place of each asset of a block, in marks from left to right: two queries."""
    marks = {
        cell.pk: Span(cell.left_mark, cell.right_mark)
        for cell in Cell.objects.filter(block_id=block_id).order_by("left_mark", "pk")
    }
    members = Bookable.objects.filter(block_id=block_id, pooled=False).order_by("asset_id")
    return {
        asset_id: Spans(marks[number] for number in cells if number in marks)
        for asset_id, cells in members.values_list("asset_id", "cells")
    }


def meetings(
    before: Mapping[int, Spans[int]], after: Mapping[int, Spans[int]], now: datetime
) -> list[Meeting]:
    """Return the commitments that would meet if the assets of one block lay as in ``after``, in order of time.

    Only assets whose place changes, or that come into the block, can bring a meeting; without one, no query.
    """
    changed = {asset_id for asset_id, place in after.items() if before.get(asset_id) != place}
    if not changed:
        return []
    standing = list(
        Commitment.objects.filter(asset_id__in=after)
        .exclude(state=Commitment.State.ENDED)
        .exclude(Q(state=Commitment.State.HELD, expires_at__lte=now))
        .order_by("busy_from", "pk")
    )
    found = []
    for first, second in overlaps([Span(one.busy_from, one.busy_until) for one in standing]):
        one, two = standing[first], standing[second]
        touched = one.asset_id in changed or two.asset_id in changed
        if touched and after[one.asset_id].overlaps(after[two.asset_id]):
            found.append(Meeting(one, two))
    return found
