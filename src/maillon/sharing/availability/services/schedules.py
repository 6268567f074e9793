"""Writing schedules, and keeping their open hours ready day by day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Reason, Refusal
from maillon.base.retries import retried
from maillon.kernel.recurrence import Weekly, checked_minutes
from maillon.kernel.spans import Spans
from maillon.sharing.availability.errors import SENTENCES
from maillon.sharing.availability.models import Bookable, Schedule, ScheduleDay, ScheduleException
from maillon.sharing.availability.rules import Hours, horizon

SCHEDULES_AT_ONCE = 40  # about 22,000 days written by one statement


@dataclass(frozen=True, slots=True)
class ParticularDay:
    """The hours of one day, as (from, to) local minutes, none when closed, and why it differs."""

    opens: Sequence[Sequence[int]]
    reason: str


@retried
@transaction.atomic
def write_schedule(
    *,
    schedule: Schedule,
    weekly: Weekly,
    exceptions: Mapping[date, ParticularDay] | None = None,
    now: datetime,
) -> Schedule:
    """Save a schedule, new or known, with its ordinary week, and open or close its days to come at once.

    ``exceptions`` replaces all particular days; None leaves them alone. Bookings already accepted stay, even
    outside of the new hours: a promise is not withdrawn by a change of schedule.
    """
    if schedule.pk is not None:
        Schedule.objects.select_for_update(no_key=True).get(pk=schedule.pk)
    schedule.weekly = weekly.to_json()
    with refusals_for_constraints():
        schedule.save()
    if exceptions is not None:
        schedule.exceptions.all().delete()
        ScheduleException.objects.bulk_create(
            ScheduleException(
                schedule=schedule,
                day=day,
                opens=[list(pair) for pair in checked_minutes(particular.opens)],
                reason=particular.reason,
            )
            for day, particular in sorted(exceptions.items())
        )
    first, last = horizon(now.astimezone(ZoneInfo(schedule.time_zone)).date())
    materialise(schedule_ids=[schedule.pk], first=first, last=last)
    return schedule


@transaction.atomic
def delete_schedule(*, schedule: Schedule) -> None:
    """Delete a schedule that opens nothing any more; refused while an asset follows it."""
    if Bookable.objects.filter(schedule=schedule).exists():
        raise Refusal(Reason("schedule_in_use", str(SENTENCES["schedule_in_use"])))
    schedule.delete()


@transaction.atomic
def materialise(*, schedule_ids: Collection[int], first: date, last: date) -> int:
    """Write the open hours of these schedules for each day from ``first`` to ``last`` included.

    Done again, it changes nothing; only days that differ are rewritten. Returns how many were.
    """
    ordered = sorted(set(schedule_ids))
    written = 0
    for start in range(0, len(ordered), SCHEDULES_AT_ONCE):
        hours = hours_of(ordered[start : start + SCHEDULES_AT_ONCE], first, last)
        written += _write_days(
            (number, day, opening)
            for number, told in hours.items()
            for day, opening in told.days(first, last)
        )
    return written


def hours_of(schedule_ids: Collection[int], first: date, last: date) -> dict[int, Hours]:
    """Return what each schedule says of the days from ``first`` to ``last``."""
    schedules = Schedule.objects.filter(pk__in=schedule_ids).order_by("pk")
    particular = ScheduleException.objects.filter(schedule__in=schedule_ids, day__range=(first, last))
    exceptions: dict[int, dict[date, Sequence[Sequence[int]]]] = {}
    for exception in particular:
        exceptions.setdefault(exception.schedule_id, {})[exception.day] = exception.opens
    return {
        schedule.pk: Hours(
            time_zone=schedule.time_zone,
            weekly=Weekly.from_json(schedule.weekly),
            exceptions=exceptions.get(schedule.pk, {}),
            closed_on_holidays=schedule.closed_on_holidays,
        )
        for schedule in schedules
    }


def _write_days(days: Iterable[tuple[int, date, Spans[datetime]]]) -> int:
    rows = list(days)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO availability_scheduleday (schedule_id, day, open_hours)"
            " SELECT schedule_id, day, open_hours::tstzmultirange"
            " FROM unnest(%s::bigint[], %s::date[], %s::text[]) AS told (schedule_id, day, open_hours)"
            " ON CONFLICT (day, schedule_id) DO UPDATE SET open_hours = EXCLUDED.open_hours"
            " WHERE availability_scheduleday.open_hours <> EXCLUDED.open_hours",
            [
                [schedule_id for schedule_id, _day, _opening in rows],
                [day for _schedule_id, day, _opening in rows],
                [_multirange(opening) for _schedule_id, _day, opening in rows],
            ],
        )
        return cursor.rowcount


def _multirange(opening: Spans[datetime]) -> str:
    spans = ",".join(f"[{span.start.isoformat()},{span.end.isoformat()})" for span in opening)
    return f"{{{spans}}}"


@retried
@transaction.atomic
def roll_horizon(*, now: datetime) -> int:
    """Move the days kept ready along with the calendar: a week behind, eighteen months ahead.

    Only the days that are missing are computed. Returns how many were written.
    """
    first, last = horizon(now.astimezone(ZoneInfo("America/Toronto")).date())
    ScheduleDay.objects.filter(day__lt=first).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(d.day) + 1, %(first)s), array_agg(s.id)"
            " FROM availability_schedule s LEFT JOIN LATERAL ("
            "   SELECT max(day) AS day FROM availability_scheduleday WHERE schedule_id = s.id) d ON true"
            " GROUP BY d.day",
            {"first": first},
        )
        behind = cursor.fetchall()
    return sum(
        materialise(schedule_ids=numbers, first=max(start, first), last=last)
        for start, numbers in behind
        if start <= last
    )
