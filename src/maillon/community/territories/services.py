"""Loading the register of territories."""

import csv
from importlib.resources import files
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, models, transaction

from maillon.community.territories.models import Mrc, Municipality, Region
from maillon.kernel.words import sort_key

Row = TypeVar("Row", bound=models.Model)


def _rows() -> list[dict[str, str]]:
    text = files("maillon.community.territories").joinpath("data/mrc.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _regions(rows: list[dict[str, str]], model: type[Region]) -> list[Region]:
    names = {row["region"]: row["region_name"] for row in rows}
    return [model(code=code, name=name) for code, name in sorted(names.items())]


def _mrc(row: dict[str, str], model: type[Mrc]) -> Mrc:
    return model(
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


def _town(row: dict[str, str], model: type[Municipality]) -> Municipality:
    return model(
        code=row["town_code"] or None,
        name=row["main_town"],
        sort_key=sort_key(row["main_town"]),
        mrc_id=row["code"],
        population_2021=int(row["town_population_2021"]) if row["town_population_2021"] else None,
        lon=float(row["lon"]),
        lat=float(row["lat"]),
    )


def load_territories(
    region: type[Region] = Region,
    mrc: type[Mrc] = Mrc,
    municipality: type[Municipality] = Municipality,
    *,
    using: str = DEFAULT_DB_ALIAS,
) -> int:
    """Write the regions, the MRC and their main towns; run again, it changes nothing. Return how many MRC.

    The three models may be those of a migration's state, so that the register can be written after any of them.
    """
    rows = _rows()
    with transaction.atomic(using=using):
        _write(_regions(rows, region), key=["code"], using=using)
        _write([_mrc(row, mrc) for row in rows], key=["code"], using=using)
        _write([_town(row, municipality) for row in rows], key=["name", "mrc"], using=using)
    return len(rows)


def _write(found: list[Row], *, key: list[str], using: str) -> None:
    """Insert the rows, or bring the known ones up to date; ``key`` names the columns that identify one."""
    model = type(found[0])
    columns = [field.name for field in model._meta.concrete_fields]
    model._base_manager.using(using).bulk_create(
        found,
        update_conflicts=True,
        unique_fields=key,
        update_fields=[name for name in columns if name not in {"id", *key}],
    )
