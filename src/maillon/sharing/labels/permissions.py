"""Who prints, claims and voids labels, and reads the messages: those who look after the assets."""

from maillon.sharing.inventory.permissions import ask_to_keep, may_keep

__all__ = ["ask_to_keep", "may_keep"]
