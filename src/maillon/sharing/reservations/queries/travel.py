"""What it costs to go there: the road, and a published cost of a kilometre."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from maillon.kernel.money import Money
from maillon.sharing.reservations.models import TravelRate

NEXT_DOOR = 1.0  # kilometres of road: nearer, nobody counts


@dataclass(frozen=True, slots=True)
class Travel:
    """A trip by car: kilometres of road one way (estimated), and the cost there and back."""

    kilometres: float
    cost: Money


def travel_rate(on: dt.date) -> TravelRate | None:
    """Return the rate that holds on a day; None before the first one."""
    return TravelRate.objects.filter(starts_on__lte=on).order_by("-starts_on").first()


def travel_to(crow_km: float, rate: TravelRate | None) -> Travel | None:
    """Return the trip to a place so far as the crow flies, to the whole dollar; None next door, or without a rate."""
    if rate is None or (road := crow_km * float(rate.detour)) < NEXT_DOOR:
        return None
    cost = Decimal(repr(round(2 * road, 3))) * rate.dollars_per_km
    return Travel(road, Money(cost.quantize(Decimal(1))))
