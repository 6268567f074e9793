"""What was sought in vain in a territory over a year: by class, by hour of the week, and why."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Sum
from django.db.models.query import QuerySet

from maillon.sharing.inventory.models import AssetClass
from maillon.sharing.reservations.models import UnmetDemand

MONTHS = 12
FEW = 5  # fewer searches of one kind are not told to everyone
SHOWN = 30  # classes


@dataclass(frozen=True, slots=True)
class ClassDemand:
    """One class sought in vain: how often, why most often, and for how long most often (minutes)."""

    code: str
    name: str
    times: int
    reason: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Demand:
    """The demand of a year; ``hours`` counts the searches by (day of the week, hour), Monday 0."""

    times: int
    classes: tuple[ClassDemand, ...]
    hours: dict[tuple[int, int], int]


def unmet_in(mrc: str | None, *, today: dt.date, least: int = 1) -> Demand:
    """Return what was sought in vain in a territory, everywhere when None: three queries.

    Needs of the last twelve months and of those to come; kinds that count less than ``least`` searches are left out.
    """
    rows = UnmetDemand.objects.filter(month__gte=today.replace(day=1) - relativedelta(months=MONTHS))
    if mrc is not None:
        rows = rows.filter(mrc=mrc)
    usual = _usual(rows)
    kinds = {kind.pk: kind for kind in AssetClass.objects.filter(pk__in=[one for one in usual if one])}
    classes = [
        ClassDemand(
            code=kinds[pk].code if pk else "",
            name=kinds[pk].name if pk else "",
            times=sum(one["n"] for one in found),
            reason=_most(found, "reason"),
            minutes=_most(found, "minutes"),
        )
        for pk, found in usual.items()
    ]
    told = sorted((one for one in classes if one.times >= least), key=lambda one: (-one.times, one.code))
    hours = rows.order_by().values("hour_of_week").annotate(n=Sum("times"))
    by_hour = {divmod(row["hour_of_week"], 24): row["n"] for row in hours if row["n"] >= least}
    return Demand(sum(one.times for one in told), tuple(told[:SHOWN]), by_hour)


def _usual(rows: "QuerySet[UnmetDemand]") -> dict[int | None, list[dict[str, Any]]]:
    """Return, by class, how often each reason and length comes: one query."""
    found: dict[int | None, list[dict[str, Any]]] = {}
    for row in rows.order_by().values("asset_class_id", "reason", "minutes").annotate(n=Sum("times")):
        found.setdefault(row["asset_class_id"], []).append(dict(row))
    return found


def _most(found: list[dict[str, Any]], name: str) -> Any:
    counts: dict[Any, int] = {}
    for row in found:
        counts[row[name]] = counts.get(row[name], 0) + row["n"]
    return min(counts, key=lambda value: (-counts[value], value))
