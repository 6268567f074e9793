"""Pure decisions of the inventory: where a point may be, and what may be answered of an asset."""

from maillon.sharing.inventory.rules.details import Declared, Kind, Misfit, Value, misfit
from maillon.sharing.inventory.rules.places import misplaced, time_zone_at

__all__ = ["Declared", "Kind", "Misfit", "Value", "misfit", "misplaced", "time_zone_at"]
