"""What schedules say: the week, the seasons, the school calendar that they follow, the particular days."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db.models import Q

from maillon.kernel.recurrence import Weekly
from maillon.kernel.seasons import Season
from maillon.sharing.availability.models import Schedule, ScheduleException
from maillon.sharing.availability.queries.school_days import kinds_by_school
from maillon.sharing.availability.rules import Hours

Opens = Sequence[Sequence[int]]


def seasons_of(schedule: Schedule) -> tuple[Season, ...]:
    """Return the seasons of a schedule, the later ones deciding."""
    return tuple(Season.from_json(told) for told in schedule.seasons)


def hours_of(schedule_ids: Collection[int], first: date, last: date) -> dict[int, Hours]:
    """Return what each schedule says of the days from ``first`` to ``last``: two queries, four with schools."""
    schedules = list(Schedule.objects.filter(pk__in=schedule_ids).order_by("pk"))
    particular = (
        ScheduleException.objects.filter(schedule__in=schedule_ids, day__lte=last)
        .filter(Q(until__gte=first) | Q(until__isnull=True, day__gte=first))
        .order_by("day", "pk")
    )
    exceptions: dict[int, dict[date, Opens]] = {}
    for one in particular:
        spread(exceptions.setdefault(one.schedule_id, {}), one.day, one.last, one.opens, first, last)
    kinds = kinds_by_school({one.school_id for one in schedules if one.school_id}, first, last)
    return {
        schedule.pk: Hours(
            time_zone=schedule.time_zone,
            weekly=Weekly.from_json(schedule.weekly),
            exceptions=exceptions.get(schedule.pk, {}),
            closed_on_holidays=schedule.closed_on_holidays,
            seasons=seasons_of(schedule),
            kinds=kinds.get(schedule.school_id or 0, {}),
        )
        for schedule in schedules
    }


def spread(
    days: dict[date, Opens], day: date, until: date, opens: Opens, first: date, last: date
) -> dict[date, Opens]:
    """Give each day of an exception its hours, within the days that are asked for."""
    day, until = max(day, first), min(until, last)
    days.update({day + timedelta(days=number): opens for number in range((until - day).days + 1)})
    return days
