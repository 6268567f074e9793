"""The fields by which Maillon describes each class of assets at first; a steward changes them afterwards."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from maillon.sharing.inventory.rules import Kind, Value

WHOLE, YEARS, DECIMAL, YES_NO, CHOICE, TEXT, DATE = Kind


@dataclass(frozen=True, slots=True)
class FieldSeed:
    """One field as it is first written. ``choices``: code, French, English."""

    code: str
    kind: str
    name_fr: str
    name_en: str
    unit: str = ""
    least: float | None = None
    most: float | None = None
    choices: tuple[tuple[str, str, str], ...] = ()
    public: bool = True
    searchable: bool = True


def _yes(code: str, name_fr: str, name_en: str) -> FieldSeed:
    return FieldSeed(code, YES_NO, name_fr, name_en)


def _count(code: str, name_fr: str, name_en: str, most: int = 10_000) -> FieldSeed:
    return FieldSeed(code, WHOLE, name_fr, name_en, least=0, most=most)


def _size(code: str, name_fr: str, name_en: str, unit: str, most: float) -> FieldSeed:
    return FieldSeed(code, DECIMAL, name_fr, name_en, unit, 0, most)


AREA = _size("area", "Surface", "Floor area", "m²", 100_000)
HEIGHT = _size("ceiling", "Hauteur libre", "Clear height", "m", 60)
SCREEN = _yes("screen", "Écran ou projecteur", "Screen or projector")
WIRELESS = _yes("wireless", "Réseau sans fil", "Wireless network")
KITCHENETTE = _yes("kitchenette", "Coin cuisine", "Kitchenette")
SOUND = _yes("sound", "Sonorisation", "Sound system")
STAGE = _yes("stage", "Scène", "Stage")
LIGHTING = _yes("lighting", "Éclairage du soir", "Evening lighting")
CHANGING = _count("changing_rooms", "Vestiaires", "Changing rooms", 100)
YEAR = FieldSeed("model_year", YEARS, "Année", "Model year", least=1950, most=2100)
MAKE = FieldSeed("make", TEXT, "Marque et modèle", "Make and model", searchable=False)
PLATE = FieldSeed("plate", TEXT, "Plaque", "Licence plate", public=False, searchable=False)
SERIAL = FieldSeed("serial", TEXT, "Numéro de série", "Serial number", public=False, searchable=False)
TRAINING = _yes("training", "Formation exigée", "Training required")
INSPECTED = FieldSeed("inspected", DATE, "Dernière inspection", "Last inspection", searchable=False)
ENERGY = FieldSeed(
    "energy",
    CHOICE,
    "Énergie",
    "Energy",
    choices=(
        ("gasoline", "essence", "gasoline"),
        ("diesel", "diesel", "diesel"),
        ("hybrid", "hybride", "hybrid"),
        ("electric", "électrique", "electric"),
        ("human", "humaine", "human"),
    ),
)
# Classes of the Société de l'assurance automobile du Québec (Règlement sur les permis, RLRQ, c. C-24.2, r. 34).
LICENCE = FieldSeed(
    "licence",
    CHOICE,
    "Permis de conduire exigé",
    "Driver’s licence required",
    choices=tuple(
        (code.lower(), f"classe {code}", f"class {code}") for code in ("1", "2", "3", "4A", "4B", "4C", "5")
    ),
)
FLOOR = FieldSeed(
    "floor",
    CHOICE,
    "Plancher",
    "Floor",
    choices=(
        ("wood", "bois", "wood"),
        ("synthetic", "synthétique", "synthetic"),
        ("concrete", "béton", "concrete"),
    ),
)
SURFACE = FieldSeed(
    "surface",
    CHOICE,
    "Surface de jeu",
    "Playing surface",
    choices=(
        ("grass", "gazon naturel", "natural grass"),
        ("synthetic", "synthétique", "synthetic"),
        ("clay", "terre battue", "clay"),
        ("asphalt", "asphalte", "asphalt"),
        ("sand", "sable", "sand"),
    ),
)
LENGTH = _size("length", "Longueur", "Length", "m", 2_000)
WIDTH = _size("width", "Largeur", "Width", "m", 2_000)
MEETING = (AREA, SCREEN, WIRELESS, KITCHENETTE)
FIELDS: dict[str, tuple[FieldSeed, ...]] = {
    "room": MEETING,
    "office": (AREA, _count("desks", "Postes de travail", "Desks", 1_000), WIRELESS),
    "classroom": (AREA, SCREEN, WIRELESS, _yes("sink", "Évier", "Sink")),
    "gym": (
        AREA,
        HEIGHT,
        FLOOR,
        _count("courts", "Plateaux", "Courts", 20),
        CHANGING,
        _yes("scoreboard", "Tableau de pointage", "Scoreboard"),
    ),
    "kitchen": (
        AREA,
        _count("burners", "Ronds de cuisson", "Burners", 100),
        _yes("cold_room", "Chambre froide", "Cold room"),
        _yes("dishwasher", "Lave-vaisselle", "Dishwasher"),
        _yes("commercial", "Aménagée pour la vente d’aliments", "Equipped for selling food"),
    ),
    "workshop": (AREA, HEIGHT, _yes("dust", "Dépoussiérage", "Dust extraction"), TRAINING),
    "hall": (AREA, HEIGHT, STAGE, SOUND, SCREEN, KITCHENETTE),
    "auditorium": (
        _count("seats", "Sièges fixes", "Fixed seats", 10_000),
        STAGE,
        SOUND,
        SCREEN,
        _yes("technician", "Technicien exigé", "Technician required"),
    ),
    "sports_field": (SURFACE, LENGTH, WIDTH, LIGHTING, CHANGING),
    "rink": (_yes("covered", "Couverte", "Covered"), LENGTH, WIDTH, LIGHTING, CHANGING),
    "pool": (
        LENGTH,
        _count("lanes", "Couloirs", "Lanes", 20),
        _size("depth", "Profondeur maximale", "Greatest depth", "m", 20),
        _yes("indoor", "Intérieure", "Indoor"),
        _yes("lift", "Lève-personne", "Pool lift"),
    ),
    "outdoor_place": (_size("land_area", "Superficie", "Area", "m²", 1e8), LIGHTING),
    "land": (
        _size("land_area", "Superficie", "Area", "m²", 1e8),
        _yes("water", "Point d’eau", "Water supply"),
        _yes("fenced", "Clôturé", "Fenced"),
    ),
    "parking": (
        _count("charging", "Bornes de recharge", "Charging stations", 1_000),
        _yes("covered", "Couvert", "Covered"),
        _size("clearance", "Hauteur libre", "Clear height", "m", 20),
    ),
    "vehicle": (
        MAKE,
        YEAR,
        _count("seats", "Places assises", "Seats", 100),
        ENERGY,
        LICENCE,
        _yes("wheelchair", "Accès en fauteuil roulant", "Wheelchair access"),
        PLATE,
    ),
    "truck": (MAKE, YEAR, _size("payload", "Charge utile", "Payload", "kg", 60_000), ENERGY, LICENCE, PLATE),
    "machinery": (
        MAKE,
        YEAR,
        _size("power", "Puissance", "Power", "kW", 5_000),
        _size("working_height", "Hauteur de travail", "Working height", "m", 100),
        ENERGY,
        TRAINING,
        INSPECTED,
        SERIAL,
    ),
    "equipment": (MAKE, _size("weight", "Masse", "Weight", "kg", 50_000), TRAINING, INSPECTED, SERIAL),
    "tools": (MAKE, ENERGY, TRAINING),
    "it": (MAKE, YEAR, SERIAL),
    "furniture": (
        _size("weight", "Masse d’une pièce", "Weight of one", "kg", 1_000),
        _yes("stackable", "S’empile", "Stackable"),
        _yes("trolley", "Chariot compris", "Trolley included"),
    ),
}


# What is usual, to invent an asset: the least and the most.
USUAL: dict[str, tuple[float, float]] = {
    "ceiling": (3, 9),
    "courts": (1, 3),
    "changing_rooms": (2, 6),
    "burners": (4, 10),
    "desks": (2, 12),
    "seats": (5, 9),
    "lanes": (4, 8),
    "depth": (1.8, 4),
    "length": (25, 110),
    "width": (12, 70),
    "land_area": (400, 12_000),
    "charging": (0, 6),
    "clearance": (2, 2.6),
    "model_year": (2012, 2026),
    "payload": (1_000, 5_000),
    "power": (8, 90),
    "working_height": (6, 18),
    "weight": (5, 60),
}
# What is usual of one class only.
USUAL_OF: dict[tuple[str, str], tuple[float, float]] = {
    ("gym", "ceiling"): (6.5, 9),
    ("workshop", "ceiling"): (3, 6),
    ("auditorium", "seats"): (120, 500),
    ("rink", "length"): (56, 61),
    ("rink", "width"): (24, 30),
    ("pool", "length"): (20, 25),
    ("furniture", "weight"): (3, 30),
    ("equipment", "weight"): (8, 400),
    ("truck", "payload"): (900, 9_000),
}
LIKELY: dict[tuple[str, str], tuple[str, ...]] = {
    ("vehicle", "energy"): ("gasoline", "gasoline", "hybrid", "electric"),
    ("vehicle", "licence"): ("5",),
    ("truck", "energy"): ("diesel", "diesel", "gasoline"),
    ("truck", "licence"): ("5", "3"),
    ("machinery", "energy"): ("diesel", "diesel", "electric"),
    ("tools", "energy"): ("electric", "gasoline", "human"),
    ("gym", "floor"): ("wood", "wood", "synthetic"),
    ("sports_field", "surface"): ("grass", "grass", "synthetic", "asphalt"),
}
AREA_PER_PERSON = (1.6, 3.2)  # m²


def invent_details(class_code: str, capacity: int | None, rng: Random) -> dict[str, Value]:
    """Return plausible answers for an invented asset of this class; texts, dates and plates are left unanswered."""
    answers: dict[str, Value] = {}
    for seed in FIELDS.get(class_code, ()):
        if rng.random() < 0.12:  # nobody fills in everything
            continue
        if seed.kind == YES_NO:
            answers[seed.code] = rng.random() < 0.6
        elif seed.kind == CHOICE:
            likely = LIKELY.get((class_code, seed.code))
            answers[seed.code] = rng.choice(likely or [choice[0] for choice in seed.choices])
        elif seed.code == "area" and capacity:
            answers[seed.code] = round(capacity * rng.uniform(*AREA_PER_PERSON))
        elif seed.code == "seats" and capacity:
            answers[seed.code] = min(capacity, int(seed.most or capacity))
        elif seed.code in USUAL:
            value = rng.uniform(*USUAL_OF.get((class_code, seed.code), USUAL[seed.code]))
            answers[seed.code] = (
                round(value) if seed.kind in (WHOLE, YEARS) or value > 20 else round(value, 1)
            )
    return answers


def write_fields(classes: Any, fields: Any) -> int:
    """Write the fields through two models (the live ones, or a migration's); what is already there is kept.

    Return how many fields there are.
    """
    numbers = dict(classes.objects.values_list("code", "pk"))
    rows = [fields(asset_class_id=numbers[code], **row) for code, row in _rows() if code in numbers]
    fields.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _rows() -> Iterable[tuple[str, dict[str, Any]]]:
    for class_code, seeds in FIELDS.items():
        for number, seed in enumerate(seeds, start=1):
            choices = [{"code": code, "fr": french, "en": english} for code, french, english in seed.choices]
            yield class_code, asdict(seed) | {"choices": choices, "position": number * 10}
