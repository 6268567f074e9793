"""The same answer as the decisions in Python, as pieces of SQL for those who look through many assets.

The pieces expect the bookable as ``b`` and these named parameters: ``starts_at``, ``ends_at`` (the period),
``first_day``, ``last_day`` (from :func:`local_days`), ``quantity``, ``now``. Set-up and clean-up are SQL intervals
named by the caller. They are plain constants: no value ever enters them but through parameters.
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from maillon.sharing.availability.models import TimeZone

INSTANT = timedelta(microseconds=1)


def local_days(starts_at: datetime, ends_at: datetime) -> tuple[date, date]:
    """Return the first and last local days that a period touches by any of Québec's clocks."""
    clocks = [ZoneInfo(zone) for zone in TimeZone.values]
    return (
        min(starts_at.astimezone(clock).date() for clock in clocks),
        max((ends_at - INSTANT).astimezone(clock).date() for clock in clocks),
    )


# Nearly every period falls on one day by all clocks: one row by its key, nothing to put together.
OPEN_ON_ONE_DAY = """
EXISTS (
    SELECT 1 FROM availability_scheduleday d
    WHERE d.schedule_id = b.schedule_id AND d.day = %(first_day)s
      AND d.open_hours @> tstzrange(%(starts_at)s, %(ends_at)s)
)
"""

# A night, or several days: hours that touch at midnight are one stretch.
OPEN_OVER_DAYS = """
coalesce((
    SELECT range_agg(d.open_hours) FROM availability_scheduleday d
    WHERE d.schedule_id = b.schedule_id AND d.day BETWEEN %(first_day)s AND %(last_day)s
) @> tstzrange(%(starts_at)s, %(ends_at)s), false)
"""


def is_open(first_day: date, last_day: date) -> str:
    """Return the test of opening hours that suits the period."""
    return OPEN_ON_ONE_DAY if first_day == last_day else OPEN_OVER_DAYS


def is_untaken(setup: str, cleanup: str) -> str:
    """Return the test of the ledger; ``setup`` and ``cleanup`` are SQL expressions of the type interval."""
    busy_from, busy_until = f"%(starts_at)s - {setup}", f"%(ends_at)s + {cleanup}"
    return f"""
CASE WHEN b.pooled THEN (
    SELECT k.quantity >= %(quantity)s
        + availability_pool_peak(b.block_id, {busy_from}, {busy_until}, %(now)s)
    FROM availability_block k WHERE k.id = b.block_id
) ELSE %(quantity)s = 1 AND NOT EXISTS (
    SELECT 1 FROM availability_commitment c
    WHERE c.block_id = b.block_id AND c.busy_until > {busy_from} AND c.busy_from < {busy_until}
      AND c.state <> 'ended' AND (c.state <> 'held' OR c.expires_at > %(now)s) AND c.cells && b.cells
) END
"""  # noqa: S608  (the two expressions are written by our own modules)


def each_window(setup: str, cleanup: str) -> str:
    """Return both tests, asked of each of many windows: rows ``w`` that bear the names of the period's parameters."""
    opened = f"CASE WHEN w.first_day = w.last_day THEN {OPEN_ON_ONE_DAY} ELSE {OPEN_OVER_DAYS} END"
    tests = f"{opened} AND {is_untaken(setup, cleanup)}"
    return re.sub(r"%\((starts_at|ends_at|first_day|last_day)\)s", r"w.\1", tests)
