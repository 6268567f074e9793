"""Reading availability: when assets open, what occupies them, what is left.

What a person is shown or refused is decided in Python, with :mod:`maillon.kernel.spans`; what searches among
many is decided in SQL (:mod:`.predicates`). Both give the same answer; tests hold one against the other.
"""

from maillon.sharing.availability.queries.drafts import Draft, ParticularDay, draft_of, outside
from maillon.sharing.availability.queries.free import (
    Busy,
    busy,
    free_slots,
    is_free,
    opening,
    which_are_free,
)
from maillon.sharing.availability.queries.hours import hours_of, seasons_of
from maillon.sharing.availability.queries.month import MonthDay, month_of
from maillon.sharing.availability.queries.places import Meeting, meetings, places_in
from maillon.sharing.availability.queries.schedules import ScheduleRow, schedules_of
from maillon.sharing.availability.queries.school_days import SchoolDays, school_days, schools_for
from maillon.sharing.availability.queries.series import DateState, which_dates_are_free
from maillon.sharing.availability.queries.versions import Version, Versions

__all__ = [
    "Busy",
    "DateState",
    "Draft",
    "Meeting",
    "MonthDay",
    "ParticularDay",
    "ScheduleRow",
    "SchoolDays",
    "Version",
    "Versions",
    "busy",
    "draft_of",
    "free_slots",
    "hours_of",
    "is_free",
    "meetings",
    "month_of",
    "opening",
    "outside",
    "places_in",
    "schedules_of",
    "school_days",
    "schools_for",
    "seasons_of",
    "which_are_free",
    "which_dates_are_free",
]
