"""Reservations, for programs: ask, follow, answer, give back; the same services as the pages."""

from maillon.sharing.reservations.api.appeals import router as appeals_router
from maillon.sharing.reservations.api.bundles import router as bundles_router
from maillon.sharing.reservations.api.coverage import router as coverage_router
from maillon.sharing.reservations.api.free import router as free_router
from maillon.sharing.reservations.api.many import router as many_router
from maillon.sharing.reservations.api.offers import router as offers_router
from maillon.sharing.reservations.api.routes import router
from maillon.sharing.reservations.api.series import router as series_router
from maillon.sharing.reservations.api.spaces import router as spaces_router
from maillon.sharing.reservations.api.threads import router as threads_router

__all__ = [
    "appeals_router",
    "bundles_router",
    "coverage_router",
    "free_router",
    "many_router",
    "offers_router",
    "router",
    "series_router",
    "spaces_router",
    "threads_router",
]
