"""A month of a schedule, day by day: when it opens, and what decided so."""

import datetime as dt
from calendar import Calendar
from dataclasses import dataclass

from maillon.sharing.availability.models import DayKind
from maillon.sharing.availability.queries.drafts import Draft
from maillon.sharing.availability.rules import Decider

WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One cell: the day, its hours in minutes since midnight, what decided of them, and why in a word."""

    day: dt.date
    within: bool
    minutes: tuple[tuple[int, int], ...]
    decider: Decider
    why: str
    kind: str


def month_of(draft: Draft, month: dt.date) -> list[list[MonthDay]]:
    """Return the weeks of the month of this day, Monday first; three queries at most, two without a school."""
    weeks = WEEKS.monthdatescalendar(month.year, month.month)
    first, last = weeks[0][0], weeks[-1][-1]
    hours = draft.hours(first, last)
    reasons = {
        day + dt.timedelta(days=number): told.reason
        for day, told in draft.particular.items()
        for number in range(((told.until or day) - day).days + 1)
    }
    cells = {}
    for one in hours.told(first, last):
        why = one.season.name if one.season else ""
        kind = hours.kinds.get(one.day, "")
        cells[one.day] = MonthDay(
            one.day,
            one.day.month == month.month,
            one.minutes,
            one.decider,
            reasons.get(one.day, why) if one.decider == "particular" else why,
            str(DayKind(kind).label) if kind else "",
        )
    return [[cells[day] for day in week] for week in weeks]
