"""Where the places of the demonstration stand: a street, a point on dry land within a few kilometres."""

import math
import random
from collections.abc import Iterator

from maillon.base.demonstration import World
from maillon.community.organisations.models import Organisation
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.demonstration.pieces import Place
from maillon.sharing.inventory.demonstration.words import LOCAL_STREETS, NAMES, STREETS
from maillon.sharing.inventory.models import Site

KM_PER_DEGREE = 111.2  # of latitude
ZONES = {"010": "America/Halifax", "982": "America/Blanc-Sablon"}
# Towns beside the water: where the land is (degrees from the north, clockwise; how wide) and how far it goes, in km.
LAND: dict[str, tuple[float, float, float]] = {
    "100": (150, 130, 3), "230": (295, 120, 6), "371": (315, 110, 5), "660": (300, 120, 7), "810": (0, 120, 5),
    "971": (10, 90, 2), "982": (350, 70, 1), "992": (265, 110, 1.2), "010": (270, 70, 1.6), "251": (185, 150, 5),
    "650": (330, 170, 4), "941": (180, 150, 4), "860": (265, 170, 3), "991": (225, 150, 1.4), "560": (270, 140, 4),
    "470": (240, 180, 3), "070": (60, 150, 1.2),
}  # fmt: skip
FAR = ((100_000, 5.0), (40_000, 3.0), (0, 1.6))  # km from the centre, by population
LARGE, MIDDLING = 100_000, 12_000


def size_of(owner: Organisation) -> int:
    """Return 0, 1 or 2: a small, a middling or a large town around this body."""
    people = (owner.municipality and owner.municipality.population_2021) or 30_000
    return 2 if people > LARGE else 1 if people > MIDDLING else 0


def sites_of(owner: Organisation, places: tuple[Place, ...], world: World) -> Iterator[tuple[Site, Place]]:
    """Yield the sites of a body, as many of each place as its town calls for, each under a name of its own."""
    names = _shuffled(NAMES, world.rng)
    number = 0
    for place in places:
        for _ in range(place.times[size_of(owner)]):
            number += 1
            yield _site(owner, place.name.format(names[number % len(names)]), number, world), place


def _shuffled(words: tuple[str, ...], rng: random.Random) -> list[str]:
    return rng.sample(words, len(words))


def _site(owner: Organisation, name: str, number: int, world: World) -> Site:
    mrc = owner.mrc_id or ""
    lon, lat = _point(owner, world.rng)
    return Site(
        organisation=owner,
        name=name,
        sort_key=sort_key(name),
        address=f"{world.rng.randint(3, 2400)}, {world.pick(LOCAL_STREETS.get(mrc, STREETS))}",
        municipality=owner.municipality,
        mrc_id=owner.mrc_id,
        lat=lat,
        lon=lon,
        time_zone=ZONES.get(mrc, "America/Toronto"),
        source_key=f"demo-{number}",
    )


def _point(owner: Organisation, rng: random.Random) -> tuple[float, float]:
    """Return a point on the land's side of the town."""
    town = owner.municipality
    assert town is not None, "every body of the demonstration has its town"  # noqa: S101  (narrows the type)
    usual = next(km for people, km in FAR if (town.population_2021 or 50_000) > people)
    towards, wide, reach = LAND.get(owner.mrc_id or "", (0, 360, usual))
    bearing = math.radians(towards + (rng.random() - 0.5) * wide)
    far = 0.15 + reach * rng.random() ** 0.7
    lat = town.lat + math.cos(bearing) * far / KM_PER_DEGREE
    lon = town.lon + math.sin(bearing) * far / KM_PER_DEGREE / math.cos(math.radians(town.lat))
    return round(lon, 5), round(lat, 5)
