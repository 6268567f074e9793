"""Who sees and moves supplies: those who look after the organisation's assets, and nobody else."""

from maillon.sharing.inventory.permissions import ask_to_keep, may_keep

__all__ = ["ask_to_keep", "may_keep"]
