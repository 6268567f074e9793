"""Many periods of one asset, looked at in one statement: a series is not asked about date by date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from maillon.sharing.availability.queries.predicates import (
    OPEN_ON_ONE_DAY,
    OPEN_OVER_DAYS,
    is_untaken,
    local_days,
)

NO_TIME = timedelta()
# The predicates of the search, asked of each row of the periods instead of one period.
OF_ROW = {
    "starts_at": "w.starts_at",
    "ends_at": "w.ends_at",
    "first_day": "w.first_day",
    "last_day": "w.last_day",
    "quantity": "%(quantity)s",
    "now": "%(now)s",
}


@dataclass(frozen=True, slots=True)
class DateState:
    """Of one period: is the asset open, is it free; what stands in the way, of which asset, when one thing does.

    ``cause`` is a :class:`Commitment.Cause`; empty for a pool, whose lack has no single cause.
    """

    open: bool
    untaken: bool
    cause: str = ""
    asset_id: int | None = None

    @property
    def free(self) -> bool:
        """Return whether it may be taken."""
        return self.open and self.untaken


def which_dates_are_free(
    asset_id: int,
    periods: Sequence[tuple[datetime, datetime]],
    *,
    setup: timedelta = NO_TIME,
    cleanup: timedelta = NO_TIME,
    quantity: int = 1,
    now: datetime,
) -> list[DateState]:
    """Return, for each period in order, whether the asset is open and free: one statement, whatever their number.

    A period ends after it begins. An asset without a place in the ledger is never open.
    """
    if not periods:
        return []
    days = [local_days(start, end) for start, end in periods]
    opening = OPEN_ON_ONE_DAY if all(first == last for first, last in days) else OPEN_OVER_DAYS
    untaken = is_untaken("%(setup)s::interval", "%(cleanup)s::interval")
    buffers = {"setup": "%(setup)s", "cleanup": "%(cleanup)s"}
    values: dict[str, Any] = {
        "asset": asset_id,
        "starts": [start for start, _end in periods],
        "ends": [end for _start, end in periods],
        "first_days": [first for first, _last in days],
        "last_days": [last for _first, last in days],
        "setup": setup,
        "cleanup": cleanup,
        "quantity": quantity,
        "now": now,
    }
    found = [DateState(open=False, untaken=False)] * len(periods)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT w.rank, {opening % OF_ROW}, {untaken % (OF_ROW | buffers)}, met.cause, met.asset_id"  # noqa: S608  (our own constants)
            " FROM availability_bookable b"
            " CROSS JOIN unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[],"
            "   %(first_days)s::date[], %(last_days)s::date[])"
            "   WITH ORDINALITY AS w (starts_at, ends_at, first_day, last_day, rank)"
            " LEFT JOIN LATERAL ("
            "   SELECT c.cause, c.asset_id FROM availability_commitment c"
            "   WHERE NOT b.pooled AND c.block_id = b.block_id"
            "     AND c.busy_until > w.starts_at - %(setup)s::interval"
            "     AND c.busy_from < w.ends_at + %(cleanup)s::interval"
            "     AND c.state <> 'ended' AND (c.state <> 'held' OR c.expires_at > %(now)s) AND c.cells && b.cells"
            "   ORDER BY c.busy_from LIMIT 1"
            " ) met ON true"
            " WHERE b.asset_id = %(asset)s ORDER BY w.rank",
            values,
        )
        for rank, is_open, is_free, cause, taken in cursor.fetchall():
            found[rank - 1] = DateState(is_open, is_free, cause or "", taken)
    return found
