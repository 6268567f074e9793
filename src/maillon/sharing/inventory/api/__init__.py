"""The inventory, for programs: classes, sites, assets, imports; each hat sees what it may see."""

from maillon.sharing.inventory.api.imports import router as imports_router
from maillon.sharing.inventory.api.units import router

__all__ = ["imports_router", "router"]
