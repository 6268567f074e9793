"""The scenes: one module for each class of asset, three arrangements in each (a day, an evening, a winter)."""

from collections.abc import Callable
from dataclasses import dataclass

from maillon.sharing.inventory.drawings.scenes import (
    auditorium,
    classroom,
    equipment,
    furniture,
    gym,
    hall,
    it,
    kitchen,
    land,
    machinery,
    office,
    outdoor_place,
    parking,
    pool,
    rink,
    room,
    sports_field,
    tools,
    truck,
    vehicle,
    workshop,
)
from maillon.sharing.inventory.drawings.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Scene:
    """How a class of asset is drawn, and what each of its drawings shows (in French)."""

    draw: Callable[[int], Sheet]
    descriptions: tuple[str, str, str]


SCENES: dict[str, Scene] = {
    "room": Scene(room.draw, room.DESCRIPTIONS),
    "classroom": Scene(classroom.draw, classroom.DESCRIPTIONS),
    "gym": Scene(gym.draw, gym.DESCRIPTIONS),
    "kitchen": Scene(kitchen.draw, kitchen.DESCRIPTIONS),
    "workshop": Scene(workshop.draw, workshop.DESCRIPTIONS),
    "hall": Scene(hall.draw, hall.DESCRIPTIONS),
    "sports_field": Scene(sports_field.draw, sports_field.DESCRIPTIONS),
    "rink": Scene(rink.draw, rink.DESCRIPTIONS),
    "pool": Scene(pool.draw, pool.DESCRIPTIONS),
    "outdoor_place": Scene(outdoor_place.draw, outdoor_place.DESCRIPTIONS),
    "parking": Scene(parking.draw, parking.DESCRIPTIONS),
    "vehicle": Scene(vehicle.draw, vehicle.DESCRIPTIONS),
    "truck": Scene(truck.draw, truck.DESCRIPTIONS),
    "machinery": Scene(machinery.draw, machinery.DESCRIPTIONS),
    "equipment": Scene(equipment.draw, equipment.DESCRIPTIONS),
    "tools": Scene(tools.draw, tools.DESCRIPTIONS),
    "it": Scene(it.draw, it.DESCRIPTIONS),
    "furniture": Scene(furniture.draw, furniture.DESCRIPTIONS),
    "office": Scene(office.draw, office.DESCRIPTIONS),
    "auditorium": Scene(auditorium.draw, auditorium.DESCRIPTIONS),
    "land": Scene(land.draw, land.DESCRIPTIONS),
}
