"""Labels, for programs: print, claim, void; read and close the messages of those who scan."""

from maillon.sharing.labels.api.messages import router

__all__ = ["router"]
