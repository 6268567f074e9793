"""Counts, for programs, and for the page that counts offline."""

from maillon.sharing.stocktaking.api.closing import router

__all__ = ["router"]
