"""Availability, for programs: schedules, all that one says, and the week of an asset."""

from maillon.sharing.availability.api.hours import router as hours_router
from maillon.sharing.availability.api.schedules import router

__all__ = ["hours_router", "router"]
