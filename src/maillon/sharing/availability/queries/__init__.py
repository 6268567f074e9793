"""Reading availability: when assets open, what occupies them, what is left.

What a person is shown or refused is decided in Python, with :mod:`maillon.kernel.spans`; what searches among
many is decided in SQL (:mod:`.predicates`). Both give the same answer; tests hold one against the other.
"""

from maillon.sharing.availability.queries.free import (
    Busy,
    busy,
    free_slots,
    is_free,
    opening,
    which_are_free,
)
from maillon.sharing.availability.queries.places import Meeting, meetings, places_in
from maillon.sharing.availability.queries.schedules import ScheduleRow, schedules_of
from maillon.sharing.availability.queries.series import DateState, which_dates_are_free

__all__ = [
    "Busy",
    "DateState",
    "Meeting",
    "ScheduleRow",
    "busy",
    "free_slots",
    "is_free",
    "meetings",
    "opening",
    "places_in",
    "schedules_of",
    "which_are_free",
    "which_dates_are_free",
]
