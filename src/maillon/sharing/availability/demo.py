"""Schedules, places in the ledger and commitments for assets by the hundred thousand.

Commitments never overlap: each asset draws distinct boxes of two hours out of its calendar. Some assets are much
more asked for than others, as in real life: the busiest hundredth takes about a fifth of all.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from maillon.base.bulk import constraint_later, copy_lines, silenced
from maillon.kernel.recurrence import Weekly, at_wall
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.rules import horizon
from maillon.sharing.availability.services import materialise

Progress = Callable[[int, int], None]
WEEKS = (
    Weekly((*[((480, 1320),)] * 5, *[((540, 1080),)] * 2)),
    Weekly((*[((1080, 1380),)] * 5, *[((480, 1080),)] * 2)),
    Weekly.same(0, 1440),
)
TORONTO = ZoneInfo("America/Toronto")
BOXES = tuple(range(8 * 60, 22 * 60, 120))  # minutes after midnight at which a box of two hours begins
BUFFER = timedelta(minutes=15)
LENGTHS = (45, 60, 90)  # minutes; with both buffers they fit in the box
MONTH, YEAR = 30, 365  # commitments go from a month ago to eleven months ahead
MOST = 1_500  # of one asset
SCHEDULES_AT_ONCE = 40

PLACES = """
WITH fresh AS MATERIALIZED (
    SELECT a.id, a.organisation_id, a.name, a.quantity, k.pooled, s.time_zone,
        nextval(pg_get_serial_sequence('availability_block', 'id')) AS block,
        nextval(pg_get_serial_sequence('availability_cell', 'id')) AS cell
    FROM inventory_asset a
    JOIN inventory_assetclass k ON k.id = a.asset_class_id
    JOIN inventory_site s ON s.id = a.site_id
    WHERE a.id BETWEEN %(first)s AND %(last)s
), blocks AS (
    INSERT INTO availability_block (id, organisation_id, name, quantity)
    SELECT block, organisation_id, name, CASE WHEN pooled THEN quantity ELSE 1 END FROM fresh
), cells AS (
    INSERT INTO availability_cell (id, block_id, name)
    SELECT cell, block, left(name, 120) FROM fresh WHERE NOT pooled
)
INSERT INTO availability_bookable (asset_id, schedule_id, block_id, cells, pooled)
SELECT f.id, d.id, f.block,
    CASE WHEN f.pooled THEN '{}' ELSE int8multirange(int8range(f.cell, f.cell, '[]')) END, f.pooled
FROM fresh f
JOIN availability_schedule d
    ON d.organisation_id = f.organisation_id AND d.time_zone = f.time_zone AND d.name = 'Essai ' || f.id %% 3
"""
CLOCKS = """
SELECT DISTINCT a.organisation_id, s.time_zone
FROM inventory_asset a JOIN inventory_site s ON s.id = a.site_id
WHERE a.id BETWEEN %(first)s AND %(last)s ORDER BY 1, 2
"""


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


@transaction.atomic
def grow_places(*, assets: range, now: datetime, progress: Progress = silent) -> int:
    """Give these generated assets schedules with all their days, and places in the ledger; return how many."""
    values = {"first": assets[0], "last": assets[-1]}
    with connection.cursor() as cursor:
        cursor.execute(CLOCKS, values)
        owners = cursor.fetchall()
    schedules = Schedule.objects.bulk_create(
        Schedule(organisation_id=owner, name=f"Essai {rank}", time_zone=zone, weekly=week.to_json())
        for owner, zone in owners
        for rank, week in enumerate(WEEKS)
    )
    with connection.cursor() as cursor:
        cursor.execute(PLACES, values)
        placed = cursor.rowcount
    first, last = horizon(now.astimezone(TORONTO).date())
    for done in range(0, len(schedules), SCHEDULES_AT_ONCE):
        progress(done, len(schedules))
        some = schedules[done : done + SCHEDULES_AT_ONCE]
        materialise(schedule_ids=[schedule.pk for schedule in some], first=first, last=last)
    progress(len(schedules), len(schedules))
    return placed


@transaction.atomic
def grow_commitments(
    *, assets: range, count: int, seed: int, now: datetime, progress: Progress = silent
) -> int:
    """Write about ``count`` commitments of these generated assets; return how many.

    Nine in ten are firm, some are held, some have ended. Pools are drawn from within
    what they hold, by construction; the exclusion of cells is verified by the database as ever.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.asset_id, b.block_id, b.cells::text, b.pooled, k.quantity"
            " FROM availability_bookable b JOIN availability_block k ON k.id = b.block_id"
            " WHERE b.asset_id BETWEEN %s AND %s ORDER BY b.asset_id",
            [assets[0], assets[-1]],
        )
        places = cursor.fetchall()
    columns = (
        "asset_id block_id cells pooled quantity cause state expires_at starts_at ends_at busy_from"
        " busy_until note created_at ended_at"
    )
    rng = random.Random(seed)  # noqa: S311  (a story, not a secret)
    exclusion = constraint_later("availability_commitment", "availability_commitment_no_overlap")
    with silenced("availability_commitment"), exclusion:
        lines = _commitments(places, count, rng, now, progress)
        return copy_lines("availability_commitment", columns, lines)


def _commitments(
    places: list[tuple[int, int, str, bool, int]],
    count: int,
    rng: random.Random,
    now: datetime,
    progress: Progress,
) -> Iterator[str]:
    boxes = _boxes(now.astimezone(TORONTO).date() - timedelta(days=MONTH))
    wishes = [min(rng.paretovariate(1.16), 60.0) for _ in places]
    share = count / sum(wishes)
    moment, later = now.isoformat(), (now + timedelta(days=3)).isoformat()
    states = (f"firm\t\\N\t{{}}\t\t{moment}\t\\N", f"held\t{later}\t{{}}\t\t{moment}\t\\N")
    ended = f"ended\t\\N\t{{}}\t\t{moment}\t{moment}"
    for done, ((asset, block, cells, pooled, quantity), wish) in enumerate(zip(places, wishes, strict=True)):
        # A number between two whole ones is rounded by chance, so that the sum comes out right.
        number = min(MOST, int(wish * share + rng.random()))
        head = f"{asset}\t{block}\t{cells}\t{'t' if pooled else 'f'}\t"
        for box in rng.sample(boxes, number):
            draw = rng.random()
            tail = states[0] if draw < 0.9 else states[1] if draw < 0.95 else ended
            taken = rng.randint(1, quantity) if pooled else 1
            yield f"{head}{taken}\treservation\t{tail.format(rng.choice(box))}"
        if done % 1_000 == 0:
            progress(done, len(places))
    progress(len(places), len(places))


def _boxes(first: date) -> list[tuple[str, ...]]:
    """Return each box of the year: its possible « starts, ends, busy from, busy until » as COPY text."""
    boxes = []
    for number in range(YEAR):
        for minute in BOXES:
            busy_from = at_wall(first + timedelta(days=number), minute, TORONTO)
            starts = busy_from + BUFFER
            ends = [starts + timedelta(minutes=length) for length in LENGTHS]
            boxes.append(
                tuple(
                    "\t".join(moment.isoformat() for moment in (starts, end, busy_from, end + BUFFER))
                    for end in ends
                )
            )
    return boxes
