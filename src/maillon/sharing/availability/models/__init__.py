"""Schedules, school calendars, and the ledger of what occupies things."""

from maillon.sharing.availability.models.calendars import DayKind, SchoolCalendar, SchoolStretch
from maillon.sharing.availability.models.ledger import Block, Bookable, Cell, Commitment
from maillon.sharing.availability.models.schedules import (
    Schedule,
    ScheduleDay,
    ScheduleException,
    TimeZone,
)

__all__ = [
    "Block",
    "Bookable",
    "Cell",
    "Commitment",
    "DayKind",
    "Schedule",
    "ScheduleDay",
    "ScheduleException",
    "SchoolCalendar",
    "SchoolStretch",
    "TimeZone",
]
