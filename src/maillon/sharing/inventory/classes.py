"""The classes of assets that every installation begins with.

``number`` is also the row's key: the search index shifts the points of each class apart by it, without a join.
"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ClassSeed:
    """One class as it is first written; ``pooled`` ones are counted, the others are known one by one."""

    number: int
    code: str
    name_fr: str
    name_en: str
    bookable: bool = True
    pooled: bool = False


CLASSES: tuple[ClassSeed, ...] = (
    ClassSeed(1, "room", "Salle de réunion", "Meeting room"),
    ClassSeed(2, "classroom", "Local de classe", "Classroom"),
    ClassSeed(3, "gym", "Gymnase", "Gymnasium"),
    ClassSeed(4, "kitchen", "Cuisine", "Kitchen"),
    ClassSeed(5, "workshop", "Atelier", "Workshop"),
    ClassSeed(6, "hall", "Grande salle", "Hall"),
    ClassSeed(7, "sports_field", "Terrain de sport", "Sports field"),
    ClassSeed(8, "rink", "Patinoire", "Rink"),
    ClassSeed(9, "pool", "Piscine", "Pool"),
    ClassSeed(10, "outdoor_place", "Lieu extérieur", "Outdoor place", bookable=False),
    ClassSeed(11, "parking", "Stationnement", "Parking", pooled=True),
    ClassSeed(12, "vehicle", "Véhicule", "Vehicle"),
    ClassSeed(13, "truck", "Camion", "Truck"),
    ClassSeed(14, "machinery", "Machinerie", "Machinery"),
    ClassSeed(15, "equipment", "Équipement", "Equipment"),
    ClassSeed(16, "tools", "Outils", "Tools", pooled=True),
    ClassSeed(17, "it", "Matériel informatique", "Computer equipment", pooled=True),
    ClassSeed(18, "furniture", "Mobilier", "Furniture", pooled=True),
    ClassSeed(19, "office", "Bureau", "Office"),
    ClassSeed(20, "auditorium", "Auditorium", "Auditorium"),
    ClassSeed(21, "land", "Terrain", "Land"),
)
CODES = frozenset(seed.code for seed in CLASSES)


def write_classes(model: Any) -> int:
    """Write the classes through ``model`` (the live one, or a migration's); written again, nothing changes.

    Names already changed by an installation are kept. Return how many classes there are.
    """
    model.objects.bulk_create(
        [model(pk=seed.number, **asdict(seed)) for seed in CLASSES], ignore_conflicts=True
    )
    return len(CLASSES)
