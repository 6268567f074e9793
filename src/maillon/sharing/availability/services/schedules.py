"""Writing schedules, and keeping their open hours ready day by day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from maillon.base.audit import because
from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Invalid, Reason, Refusal
from maillon.base.retries import retried
from maillon.community.organisations.models import Organisation
from maillon.kernel.recurrence import Weekly
from maillon.kernel.seasons import Season
from maillon.kernel.spans import Spans
from maillon.sharing.availability.errors import SENTENCES
from maillon.sharing.availability.models import (
    Bookable,
    DayKind,
    Schedule,
    ScheduleDay,
    ScheduleException,
)
from maillon.sharing.availability.queries.drafts import (
    Draft,
    ParticularDay,
    particular_from_json,
    particular_to_json,
)
from maillon.sharing.availability.queries.hours import hours_of
from maillon.sharing.availability.rules import horizon

MOST_SEASONS = 24
SCHEDULES_AT_ONCE = 40  # about 22,000 days written by one statement


@retried
@transaction.atomic
def write_schedule(
    *,
    schedule: Schedule,
    weekly: Weekly,
    exceptions: Mapping[date, ParticularDay] | None = None,
    seasons: Sequence[Season] | None = None,
    why: str = "",
    now: datetime,
) -> Schedule:
    """Save a schedule, new or known, with its ordinary week, and open or close its days to come at once.

    ``exceptions`` replaces all particular days, ``seasons`` all seasons; None leaves them alone. Bookings already
    accepted stay, even outside of the new hours: a promise is not withdrawn by a change of schedule. What it was
    before stays among its versions, with ``why`` it changed.
    """
    if schedule.pk is not None:
        Schedule.objects.select_for_update(no_key=True).get(pk=schedule.pk)
    schedule.weekly = weekly.to_json()
    if seasons is not None:
        schedule.seasons = [season.to_json() for season in seasons]
    ask_sensible_seasons(Season.from_json(told) for told in schedule.seasons)
    with because(why) if why else nullcontext(), refusals_for_constraints():
        if exceptions is not None:
            schedule.particular = particular_to_json(exceptions)
        schedule.save()
        if exceptions is not None:
            schedule.exceptions.all().delete()
            ScheduleException.objects.bulk_create(exceptions_of(schedule))
    first, last = horizon(now.astimezone(ZoneInfo(schedule.time_zone)).date())
    materialise(schedule_ids=[schedule.pk], first=first, last=last)
    return schedule


def save_draft(*, schedule: Schedule, draft: Draft, why: str = "", now: datetime) -> Schedule:
    """Save all that a draft says: the same as :func:`write_schedule`, in one value.

    A school that is gone since the draft was written is followed no more.
    """
    schedule.name, schedule.time_zone = draft.name, draft.time_zone
    schedule.closed_on_holidays = draft.closed_on_holidays
    schedule.school = Organisation.objects.filter(pk=draft.school_id).first() if draft.school_id else None
    return write_schedule(
        schedule=schedule,
        weekly=draft.weekly,
        exceptions=draft.particular,
        seasons=draft.seasons,
        why=why,
        now=now,
    )


def ask_sensible_seasons(seasons: Iterable[Season]) -> None:
    """Raise Invalid when there are too many seasons, or when one of them waits for no kind of day that exists."""
    known = list(seasons)
    if len(known) > MOST_SEASONS:
        raise Invalid(Reason("too_many_seasons", str(SENTENCES["too_many_seasons"]) % {"most": MOST_SEASONS}))
    if any(season.kinds - set(DayKind.values) for season in known):
        raise Invalid(Reason("unknown_kind", str(SENTENCES["unknown_kind"]), "kinds"))


def exceptions_of(schedule: Schedule) -> list[ScheduleException]:
    """Return the rows of the particular days that the schedule copies, not saved."""
    return [
        ScheduleException(
            schedule=schedule, day=day, until=told.until, opens=list(told.opens), reason=told.reason
        )
        for day, told in particular_from_json(schedule.particular).items()
    ]


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
