"""The terms of sharing, for programs."""

from maillon.sharing.terms.api.routes import router

__all__ = ["router"]
