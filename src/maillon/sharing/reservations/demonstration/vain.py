"""What was sought in vain in the demonstration: evenings of winter, moving days, and rare things."""

import datetime as dt
import random

from dateutil.relativedelta import relativedelta

from maillon.community.organisations.demonstration import HOME
from maillon.sharing.inventory.models import AssetClass
from maillon.sharing.reservations.models import UnmetDemand

SEED = 20261123
Reason = UnmetDemand.Reason
# Class, days of the week (Monday 0), hours, length, people, why, how many in a busy month.
SOUGHT = (
    ("gym", (0, 1, 2, 3), (18, 19, 20), 120, 25, Reason.TAKEN, 6),
    ("rink", (5, 6), (8, 9, 10, 14), 60, 25, Reason.TAKEN, 4),
    ("kitchen", (5, 6), (9, 10), 240, 10, Reason.CLOSED, 3),
    ("hall", (4, 5), (17, 18), 240, 200, Reason.TOO_SMALL, 3),
    ("truck", (5,), (8, 9), 480, 0, Reason.NOTHING, 2),
    ("auditorium", (3, 4), (19,), 180, 200, Reason.NOTHING, 1),
)


def seek_in_vain(now: dt.datetime) -> None:
    """Count a year of searches in vain in the home territory, always the same."""
    rng = random.Random(SEED)  # noqa: S311  (made-up figures)
    numbers = dict(AssetClass.objects.order_by("pk").values_list("code", "pk"))
    first = now.date().replace(day=1)
    rows = [
        UnmetDemand(
            month=first - relativedelta(months=ago),
            mrc_id=HOME,
            asset_class_id=numbers[code],
            hour_of_week=day * 24 + hour,
            minutes=minutes,
            people=people,
            reason=reason,
            times=times,
        )
        for ago in range(12)
        for code, days, hours, minutes, people, reason, busy in SOUGHT
        for day in days
        for hour in hours
        if (times := rng.randrange(busy + 1))
    ]
    UnmetDemand.objects.bulk_create(rows)
