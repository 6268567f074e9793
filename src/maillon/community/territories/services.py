"""Loading the register of territories."""

import csv
from collections.abc import Iterator
from importlib.resources import files

from django.db import transaction

from maillon.community.territories.models import Mrc, Municipality, Region
from maillon.kernel.words import sort_key


def _rows() -> Iterator[dict[str, str]]:
    text = files("maillon.community.territories").joinpath("data/mrc.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@transaction.atomic
def load_territories() -> int:
    """Write the regions, the MRC and their main towns; run again, it changes nothing. Return how many MRC."""
    rows = list(_rows())
    regions = {row["region"]: row["region_name"] for row in rows}
    Region.objects.bulk_create(
        [Region(code=code, name=name) for code, name in sorted(regions.items())],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    Mrc.objects.bulk_create(
        [
            Mrc(
                code=row["code"],
                name=row["name"],
                sort_key=sort_key(row["name"]),
                kind=row["kind"],
                region_id=row["region"],
                population_2016=int(row["population_2016"]),
                density_class=row["density_class"],
                main_town=row["main_town"],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "name",
            "sort_key",
            "kind",
            "region",
            "population_2016",
            "density_class",
            "main_town",
            "lon",
            "lat",
        ],
    )
    Municipality.objects.bulk_create(
        [
            Municipality(
                code=row["town_code"] or None,
                name=row["main_town"],
                sort_key=sort_key(row["main_town"]),
                mrc_id=row["code"],
                population_2021=int(row["town_population_2021"]) if row["town_population_2021"] else None,
                lon=float(row["lon"]),
                lat=float(row["lat"]),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["name", "mrc"],
        update_fields=["code", "sort_key", "population_2021", "lon", "lat"],
    )
    return len(rows)
