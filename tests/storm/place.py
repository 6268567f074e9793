"""Three owners in three time zones, with what people will fight over around both changes of the clock."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.kernel.recurrence import Weekly
from maillon.sharing.availability.models import Bookable, Schedule, TimeZone
from maillon.sharing.availability.services import materialise
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.reservations.queries.spaces import WantedPart
from maillon.sharing.reservations.services.dividing import divide_space
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.sharing import make_shared_place

ASKERS = 12
KEEPING = (Role.APPROVER, Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN)
HALVES = (WantedPart("Moitié A"), WantedPart("Moitié B"))
THIRDS = (WantedPart("Tiers 1"), WantedPart("Tiers 2"), WantedPart("Tiers 3"))
LONG = {"horizon_days": 540, "answer_within_hours": 1, "max_minutes": 1440}


@dataclass(frozen=True)
class Owner:
    """A body's hat, the clock of its places, what it shares: ``gym`` is divided, ``pools`` are counted."""

    hat: Hat
    zone: ZoneInfo
    gym: int
    assets: tuple[int, ...]
    pools: tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """The owners, those who ask, and the days around which everything happens."""

    owners: tuple[Owner, ...]
    askers: tuple[Hat, ...]
    days: tuple[dt.date, ...]


def make_place() -> Place:
    """Write the world of the storm."""
    moves = changes_of_the_clock(timezone.localdate())
    days = tuple(day + dt.timedelta(days=n) for day in moves for n in range(-1, 2))
    owners = tuple(_owner(name, days) for name in TimeZone.values)
    return Place(owners, tuple(make_hat() for _ in range(ASKERS)), days)


def changes_of_the_clock(first: dt.date) -> list[dt.date]:
    """Return the two days of the coming year on which the clock moves where it does."""
    zone = ZoneInfo(TimeZone.EASTERN)

    def shift(day: dt.date) -> dt.timedelta | None:
        return dt.datetime.combine(day, dt.time(12), zone).utcoffset()

    days = [first + dt.timedelta(days=number) for number in range(2, 368)]
    return [day for day in days if shift(day) != shift(day - dt.timedelta(days=1))]


def _owner(name: str, days: tuple[dt.date, ...]) -> Owner:
    body = make_organisation(name=f"Ville de {name}")
    hat = make_hat(*KEEPING, organisation=body)
    always = Weekly.same(0, 1440).to_json()
    schedule = Schedule.objects.create(
        organisation=body, name=name, time_zone=name, weekly=always, closed_on_holidays=False
    )
    for day in days:
        materialise(schedule_ids=[schedule.pk], first=day - dt.timedelta(2), last=day + dt.timedelta(2))

    def shared(what: str, pool_of: int | None = None, **terms: Any) -> Asset:
        code = "tools" if pool_of else "gym"
        made = make_shared_place(
            body, name=what, schedule=schedule, pool_of=pool_of, code=code, terms=LONG | terms
        )
        Site.objects.filter(pk=made.site_id).update(time_zone=name)
        return made

    gym = shared("Gymnase")
    divide_space(asset_id=gym.pk, ways=[HALVES, THIRDS], hat=hat, now=timezone.now())
    rooms = [shared("Salle", setup_minutes=30, cleanup_minutes=15), shared("Local", approval="automatic")]
    pools = [shared("Chaises", pool_of=40), shared("Perceuses", pool_of=5, approval="automatic")]
    parts = Bookable.objects.filter(block__bookables__asset=gym).values_list("asset_id", flat=True)
    others = tuple(one.pk for one in (*rooms, *pools))
    return Owner(hat, ZoneInfo(name), gym.pk, (*sorted(parts), *others), tuple(one.pk for one in pools))
