"""Assets by the hundred thousand, spread over Québec as its people are: for the demonstration at scale and benchmarks.

The same seed gives the same assets. Names say that they are generated: « Gymnase d’essai 1204 ».
"""

import math
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from django.db import transaction

from maillon.base.bulk import copy_lines, reserve, silenced
from maillon.community.organisations.kinds import Circle, LegalRegime, OrganisationKind
from maillon.community.territories.models import Mrc
from maillon.kernel.distance import Point, in_quebec, project
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models import AssetClass

ASSETS_PER_OWNER = 500
ASSETS_PER_SITE = 6
KM_PER_DEGREE = 111.2  # of latitude
SPREAD_KM = (3, 12, 35)  # how far from the main town: half of the sites in town, others around, a few far
# How many of each class out of a hundred: rooms are many, pools and rinks few, as in any town's list.
SHARES = {
    "room": 20,
    "classroom": 20,
    "sports_field": 10,
    "parking": 6,
    "vehicle": 6,
    "hall": 5,
    "equipment": 5,
}
SHARES |= {"gym": 4, "tools": 4, "kitchen": 3, "workshop": 3, "truck": 3, "it": 3, "furniture": 3}
SHARES |= {"machinery": 2, "rink": 2, "pool": 1}
CIRCLES = (Circle.EVERYONE, Circle.VERIFIED, Circle.PUBLIC_BODIES, Circle.OWNER)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Site:
    """One generated site: its row number, its owner's, where it stands."""

    number: int
    owner: int
    mrc_code: str
    lon: float
    lat: float
    time_zone: str


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


@transaction.atomic
def grow_assets(*, count: int, seed: int, now: datetime, progress: Progress = silent) -> range:
    """Write ``count`` active assets with their owners and sites; return the assets' row numbers.

    About one in six is of a class that is counted, and holds 5 to 200 of the thing. ``progress`` is told of the
    assets done out of all.
    """
    rng = random.Random(seed)  # noqa: S311  (a story, not a secret)
    classes = list(AssetClass.objects.filter(bookable=True).order_by("number"))
    moment = now.isoformat()
    with silenced("organisations_organisation", "inventory_site", "inventory_asset"):
        owners = _owners(max(1, count // ASSETS_PER_OWNER), moment)
        sites = _sites(max(1, count // ASSETS_PER_SITE), owners, rng)
        numbers = reserve("inventory_asset", count)
        columns = (
            "id organisation_id site_id asset_class_id name sort_key description identifier source_key"
            " capacity quantity lon lat x y audience state accessibility created_at updated_at"
        )
        kinds = rng.choices(classes, [SHARES.get(kind.code, 1) for kind in classes], k=count)
        lines = (
            _asset(number, rng.choice(sites), kind, moment, rng)
            for number, kind in zip(numbers, kinds, strict=True)
        )
        copy_lines("inventory_asset", columns, _told(lines, count, progress))
    return numbers


def _owners(count: int, moment: str) -> range:
    numbers = reserve("organisations_organisation", count)
    columns = "id name short_name sort_key kind legal_regime neq email phone mission verified_at created_at"
    lines = (
        f"{n}\tMunicipalité d’essai {n}\t\t{sort_key(f'Municipalité d’essai {n}')}\t"
        f"{OrganisationKind.MUNICIPALITY}\t{LegalRegime.CITIES}\t\t\t\t\t{moment}\t{moment}"
        for n in numbers
    )
    copy_lines("organisations_organisation", columns, lines)
    return numbers


def _sites(count: int, owners: range, rng: random.Random) -> list[Site]:
    territories = list(Mrc.objects.order_by("code"))
    weights = list(accumulate(mrc.population_2016 for mrc in territories))
    numbers = reserve("inventory_site", count)
    sites = []
    for number in numbers:
        mrc = rng.choices(territories, cum_weights=weights)[0]
        lon, lat = _around(Point(mrc.lon, mrc.lat), rng)
        sites.append(Site(number, rng.choice(owners), mrc.code, lon, lat, _clock(lon, lat)))
    columns = "id organisation_id name sort_key address mrc_id lon lat time_zone source_key"
    lines = (
        f"{s.number}\t{s.owner}\tLieu d’essai {s.number}\t{sort_key(f'Lieu d’essai {s.number}')}\t\t"
        f"{s.mrc_code}\t{s.lon:.6f}\t{s.lat:.6f}\t{s.time_zone}\t"
        for s in sites
    )
    copy_lines("inventory_site", columns, lines)
    return sites


def _around(town: Point, rng: random.Random) -> tuple[float, float]:
    """Return a place near the town that is still in Québec: the town itself after a few unlucky draws."""
    for _ in range(8):
        far = rng.choices(SPREAD_KM, (5, 4, 1))[0]
        lat = town.lat + rng.gauss(0, far) / KM_PER_DEGREE
        lon = town.lon + rng.gauss(0, far) / (KM_PER_DEGREE * math.cos(math.radians(town.lat)))
        if -80 < lon < -56 and 44 < lat < 63 and in_quebec(lon, lat):
            return round(lon, 6), round(lat, 6)
    return town.lon, town.lat


def _clock(lon: float, lat: float) -> str:
    """Return the clock of a place: the islands and the lower North Shore, east of 63° W, keep Atlantic time."""
    if lon < -63:
        return "America/Toronto"
    return "America/Halifax" if lat < 48.2 else "America/Blanc-Sablon"


def _asset(number: int, site: Site, kind: AssetClass, moment: str, rng: random.Random) -> str:
    name = f"{kind.name_fr} d’essai {number}"
    capacity = r"\N" if kind.pooled or rng.random() < 0.1 else str(rng.choice((8, 15, 30, 60, 120, 400)))
    x, y = project(site.lon, site.lat)
    return (
        f"{number}\t{site.owner}\t{site.number}\t{kind.pk}\t{name}\t{sort_key(name)}\t\t\t\t{capacity}\t"
        f"{rng.randint(5, 200) if kind.pooled else 1}\t{site.lon:.6f}\t{site.lat:.6f}\t{x!r}\t{y!r}\t"
        f"{rng.choices(CIRCLES, (80, 10, 8, 2))[0]}\tactive\t\t{moment}\t{moment}"
    )


def _told(lines: Iterable[str], count: int, progress: Progress) -> Iterator[str]:
    for done, line in enumerate(lines):
        if done % 5_000 == 0:
            progress(done, count)
        yield line
    progress(count, count)
