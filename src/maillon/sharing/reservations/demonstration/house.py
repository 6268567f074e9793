"""House rules of a school service centre and of a town, around Saint-Hyacinthe, and a request that a cap refused.

All of it is invented: what such bodies usually keep for their pupils, promise to minor sport and limit.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from maillon.base.demonstration import TORONTO, World
from maillon.community.organisations.accounts import CLUB, SCHOOLS, TOWN
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Membership
from maillon.kernel.recurrence import at_wall
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.queries import is_free
from maillon.sharing.house_rules.models import RuleVersion
from maillon.sharing.house_rules.services import adopt_rule
from maillon.sharing.inventory.models import Asset, AssetClass
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import refuse_reservation, request_reservation

MONDAY_TO_FRIDAY = [0, 1, 2, 3, 4]
HOURS_A_WEEK = 6  # at least: the cap is what the club already has in its busiest week to come
BUFFER = dt.timedelta(minutes=15)
ORDER = [Circle.OWNER, Circle.PARTNERS, Circle.PUBLIC_BODIES, Circle.VERIFIED, Circle.MEMBERS]
SCHOOL_RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "gym",
        {
            "kind": "protected",
            "weekdays": MONDAY_TO_FRIDAY,
            "from_minute": 8 * 60,
            "until_minute": 16 * 60,
            "why": "Les cours d’éducation physique.",
        },
    ),
    (
        "gym",
        {
            "kind": "reserved",
            "weekdays": [1, 3],
            "from_minute": 18 * 60,
            "until_minute": 21 * 60,
            "circle": Circle.VERIFIED,
            "release_days": 14,
            "why": "Le sport et les loisirs du quartier passent d’abord.",
        },
    ),
    (
        "classroom",
        {
            "kind": "share",
            "percent": 30,
            "circle": Circle.VERIFIED,
            "release_days": 10,
            "why": "L’alphabétisation et l’aide aux devoirs ont besoin de locaux toute l’année.",
        },
    ),
    ("", {"kind": "priority", "publics": ORDER, "why": "L’ordre adopté par le conseil d’administration."}),
)
TOWN_RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "rink",
        {
            "kind": "reserved",
            "weekdays": [5, 6],
            "from_minute": 8 * 60,
            "until_minute": 12 * 60,
            "circle": Circle.VERIFIED,
            "release_days": 21,
            "why": "Le hockey et le patinage des jeunes, la fin de semaine.",
        },
    ),
    ("rink", {"kind": "quota", "measure": "at_once", "limit": 1, "why": "Une glace à la fois par groupe."}),
    (
        "room",
        {"kind": "quota", "measure": "to_come", "limit": 12, "why": "Pour que chacun trouve une salle."},
    ),
    ("hall", {"kind": "quota", "measure": "days_ahead", "limit": 180, "circle": Circle.VERIFIED}),
)


def tell_rules(world: World) -> None:
    """Adopt the rules of both bodies, after a club was refused hours over the cap."""
    schools = _hat(SCHOOLS, Role.ASSET_MANAGER)
    if schools is not None:
        limit = _refuse_one_more(world)
        cap = {"kind": "quota", "measure": "hours_week", "limit": limit, "circle": Circle.PUBLIC_BODIES}
        _adopt(schools, [*SCHOOL_RULES, ("gym", cap)], world)
    town = _hat(TOWN, Role.ASSET_MANAGER)
    if town is not None:
        _adopt(town, TOWN_RULES, world)


def _hat(organisation: str, role: str) -> Hat | None:
    found = Membership.objects.filter(organisation__name=organisation, roles__contains=[str(role)])
    one = found.select_related("organisation__mrc").order_by("pk").first()
    return one.hat() if one is not None else None


def _adopt(hat: Hat, rules: Iterable[tuple[str, dict[str, Any]]], world: World) -> None:
    classes = {one.code: one for one in AssetClass.objects.order_by("number")}
    for code, values in rules:
        version = RuleVersion(asset_class=classes.get(code), starts_on=world.today, **values)
        adopt_rule(version=version, hat=hat, now=world.now)


def _refuse_one_more(world: World) -> int:
    """Have the club ask for two hours of a gym in its busiest week, and be refused; return the cap, in hours."""
    club, approver = _hat(CLUB, Role.REQUESTER), _hat(SCHOOLS, Role.APPROVER)
    gyms = Asset.objects.active().filter(organisation__name=SCHOOLS, asset_class__code="gym")
    if club is None or approver is None:
        return HOURS_A_WEEK
    monday, hours = _busiest_week(club, gyms, world)
    limit = max(hours, HOURS_A_WEEK)
    offered = gyms.filter(offer__withdrawn_at__isnull=True, bookable__isnull=False).exclude(
        offer__isnull=True
    )
    saturday = monday + dt.timedelta(days=5)
    start, end = (at_wall(saturday, hour * 60, TORONTO) for hour in (14, 16))
    for gym in offered.order_by("pk")[:40]:
        if not is_free(gym.pk, start, end, setup=BUFFER, cleanup=BUFFER, now=world.now):
            continue
        asked = request_reservation(
            hat=club,
            wish=Wish(gym.pk, start, end, "Match amical des U15"),
            uid=uuid.UUID(int=world.rng.getrandbits(128), version=4),
            now=world.now,
        )
        if asked.state == Reservation.State.PENDING:
            refuse_reservation(
                reference=asked.reference,
                hat=approver,
                motive="rule",
                reason=f"Le plafond est de {limit} h par semaine et par organisation : votre club les a déjà.",
                now=world.now,
            )
        # The ledger notes when things were really done; the story says that it was at the moment of the story.
        Commitment.objects.filter(reservation=asked).update(created_at=world.now)
        ended = Commitment.objects.filter(block__bookables=gym.pk, ended_at__gt=world.now)
        ended.update(ended_at=world.now)
        return limit
    return limit


def _busiest_week(club: Hat, gyms: Any, world: World) -> tuple[dt.date, int]:
    """Return the Monday of the week to come in which the club has most hours of these gyms, and how many, rounded."""
    coming = Reservation.objects.live().filter(
        organisation_id=club.body_id, asset__in=gyms, starts_at__gt=world.now + dt.timedelta(days=9)
    )
    spent: dict[dt.date, dt.timedelta] = {}
    for one in coming.order_by("starts_at", "pk"):
        day = one.starts_at.astimezone(TORONTO).date()
        monday = day - dt.timedelta(days=day.weekday())
        spent[monday] = spent.get(monday, dt.timedelta()) + (one.ends_at - one.starts_at)
    if not spent:
        return world.today + dt.timedelta(days=14 - world.today.weekday()), 0
    monday = max(spent, key=lambda one: (spent[one], -one.toordinal()))
    return monday, -int(-spent[monday].total_seconds() // 3600)
