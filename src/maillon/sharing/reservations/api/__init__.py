"""Reservations, for programs: ask, follow, answer, give back; the same services as the pages."""

from maillon.sharing.reservations.api.routes import router

__all__ = ["router"]
