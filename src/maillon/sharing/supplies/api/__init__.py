"""Supplies, for programs: what moves them, then the articles (an address in words stands before one with a number)."""

from ninja import Router

from maillon.sharing.supplies.api import articles, moving

router = Router(tags=["supplies"])
router.add_router("", moving.router)
router.add_router("", articles.router)

__all__ = ["router"]
