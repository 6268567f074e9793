"""Noting what was sought in vain: counted by month, never told by whom, where exactly, or when."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from maillon.base.retries import retried
from maillon.sharing.reservations.models import UnmetDemand

LENGTHS = (30, 60, 90, 120, 180, 240, 480, 720, 1440, 2880, 10080)  # minutes
GROUPS = (10, 25, 50, 100, 200, 500, 1000)  # people
COUNT = """
INSERT INTO reservations_unmetdemand
    (month, mrc_id, asset_class_id, hour_of_week, minutes, people, reason, times)
VALUES (%(month)s, %(mrc)s, (SELECT id FROM inventory_assetclass WHERE code = %(code)s),
    %(hour)s, %(minutes)s, %(people)s, %(reason)s, 1)
ON CONFLICT ON CONSTRAINT reservations_unmet_counted_once
DO UPDATE SET times = reservations_unmetdemand.times + 1
"""


@dataclass(frozen=True, slots=True)
class Vain:
    """What was sought in vain, as it is noted: already rounded, without anyone in it."""

    month: dt.date
    mrc: str | None
    class_code: str | None
    hour_of_week: int
    minutes: int
    people: int
    reason: UnmetDemand.Reason


def vain(
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    tz: ZoneInfo,
    mrc: str | None,
    class_code: str | None,
    people: int | None,
    reason: UnmetDemand.Reason,
) -> Vain:
    """Round a search until it looks like many others: the month of the need, its hour of the week, steps of length."""
    start = starts_at.astimezone(tz)
    minutes = round((ends_at - starts_at).total_seconds() / 60)
    return Vain(
        month=start.date().replace(day=1),
        mrc=mrc or None,
        class_code=class_code,
        hour_of_week=start.weekday() * 24 + start.hour,
        minutes=_up(minutes, LENGTHS),
        people=_up(people, GROUPS) if people else 0,
        reason=reason,
    )


def _up(value: int, steps: tuple[int, ...]) -> int:
    return next((step for step in steps if value <= step), steps[-1])


@retried
@transaction.atomic
def note_unmet(*, sought: Vain) -> None:
    """Count one more search in vain."""
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "month": sought.month,
                "mrc": sought.mrc,
                "code": sought.class_code,
                "hour": sought.hour_of_week,
                "minutes": sought.minutes,
                "people": sought.people,
                "reason": str(sought.reason),
            },
        )
