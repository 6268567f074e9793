"""The inventory, for programs: classes, sites, assets, imports, agreements' scopes; each hat sees what it may see."""

from maillon.sharing.inventory.api.access import router as access_router
from maillon.sharing.inventory.api.accessories import router
from maillon.sharing.inventory.api.audiences import router as audiences_router
from maillon.sharing.inventory.api.imports import router as imports_router
from maillon.sharing.inventory.api.media import router as media_router
from maillon.sharing.inventory.api.origins import router as sources_router
from maillon.sharing.inventory.api.preloads import router as preloads_router
from maillon.sharing.inventory.api.records import router as records_router
from maillon.sharing.inventory.api.scopes import router as scopes_router

__all__ = [
    "access_router",
    "audiences_router",
    "imports_router",
    "media_router",
    "preloads_router",
    "records_router",
    "router",
    "scopes_router",
    "sources_router",
]
