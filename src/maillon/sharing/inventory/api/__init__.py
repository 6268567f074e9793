"""The inventory, for programs: classes, sites, assets; each hat sees what it may see."""

from maillon.sharing.inventory.api.routes import router

__all__ = ["router"]
