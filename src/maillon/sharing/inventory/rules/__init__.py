"""Pure decisions of the inventory: where a point may be, what may be answered of an asset, what it is still worth."""

from maillon.sharing.inventory.rules.audiences import Drawings, Drawn, Source
from maillon.sharing.inventory.rules.details import Declared, Kind, Misfit, Value, misfit
from maillon.sharing.inventory.rules.places import misplaced, time_zone_at
from maillon.sharing.inventory.rules.wear import Wear, straight_line

__all__ = [
    "Declared",
    "Drawings",
    "Drawn",
    "Kind",
    "Misfit",
    "Source",
    "Value",
    "Wear",
    "misfit",
    "misplaced",
    "straight_line",
    "time_zone_at",
]
