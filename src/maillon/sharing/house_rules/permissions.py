"""Who writes an organisation's rules: those who look after its assets."""

from maillon.sharing.inventory.permissions import ask_to_keep, may_keep

__all__ = ["ask_to_keep", "may_keep"]
