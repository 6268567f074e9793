"""Reading the schedules of an organisation."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from maillon.kernel.recurrence import Weekly
from maillon.sharing.availability.models import Schedule


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One line of the list of schedules: its hours, how many assets follow it, its particular days to come."""

    id: int
    name: str
    time_zone: str
    weekly: Weekly
    closed_on_holidays: bool
    assets: int
    particular_days: int


def schedules_of(organisation_id: int, today: date) -> list[ScheduleRow]:
    """Return the schedules of an organisation, in order of name."""
    counted = Schedule.objects.filter(organisation_id=organisation_id).annotate(
        assets=Count("bookables", distinct=True),
        particular_days=Count("exceptions", filter=Q(exceptions__day__gte=today), distinct=True),
    )
    return [
        ScheduleRow(
            id=schedule.pk,
            name=schedule.name,
            time_zone=schedule.time_zone,
            weekly=Weekly.from_json(schedule.weekly),
            closed_on_holidays=schedule.closed_on_holidays,
            assets=schedule.assets,
            particular_days=schedule.particular_days,
        )
        for schedule in counted.order_by("name", "pk")
    ]
