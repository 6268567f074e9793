"""The year of the places in the demonstration: a school calendar and what follows it, summers, closures."""

import datetime as dt
from dataclasses import replace

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import SCHOOLS, TOWN
from maillon.community.organisations.demonstration.people import keeper_of
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.kernel.recurrence import Weekly
from maillon.kernel.school_days import DayKind, SchoolYear, Stretch
from maillon.kernel.seasons import Season
from maillon.sharing.availability.models import Commitment, Schedule
from maillon.sharing.availability.services import write_schedule
from maillon.sharing.availability.services.calendars import write_calendar
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.closing import ClosureWish, Handling, Scope
from maillon.sharing.reservations.services.closing import close_assets

LONG_DAYS = Weekly.same(8 * 60, 22 * 60)
SHORT_DAYS = Weekly.same(8 * 60, 20 * 60)
JULY = 7


def tell_year(world: World) -> None:
    """Write the calendars of the schools, the seasons of two schedules, and closures past, planned and weekly."""
    schools, town = keeper_of(SCHOOLS), keeper_of(TOWN)
    if schools is not None:
        begins = world.today.year if world.today.month >= JULY else world.today.year - 1
        for year in (begins, begins + 1):
            write_calendar(hat=schools, year=_school_year(year), publish=True, now=world.now)
        _follow(schools, world)
        _close(schools, "gym", _works(world.today + dt.timedelta(days=40)), now=world.now)
        before = world.now - dt.timedelta(days=60)
        _close(schools, "gym", _works(world.today - dt.timedelta(days=50)), now=before)
    if town is not None:
        _summer(town, world)
        _close(town, "hall", _weekly_cleaning(world.today), now=world.now)


def _school_year(year: int) -> SchoolYear:
    """Return a calendar as many service centres have one: about 180 days of class."""

    def between(first: dt.date, days: int, kind: DayKind, label: str) -> Stretch:
        return Stretch(first, first + dt.timedelta(days=days - 1), kind, label)

    return SchoolYear(
        year,
        first_class=dt.date(year, 8, 28),
        last_class=dt.date(year + 1, 6, 22),
        stretches=(
            between(dt.date(year, 10, 9), 1, DayKind.PEDAGOGICAL, "Journée pédagogique"),
            between(dt.date(year, 11, 20), 1, DayKind.PEDAGOGICAL, "Journée pédagogique"),
            between(dt.date(year, 12, 21), 15, DayKind.HOLIDAY, "Congé des fêtes"),
            between(dt.date(year + 1, 3, 1), 5, DayKind.BREAK, "Relâche"),
            between(dt.date(year + 1, 4, 12), 1, DayKind.PEDAGOGICAL, "Journée pédagogique"),
        ),
    )


def _follow(schools: Hat, world: World) -> None:
    """Open the schools all day in summer, and on the days without class."""
    free = frozenset({DayKind.PEDAGOGICAL.value, DayKind.BREAK.value})
    seasons = [
        Season("conges", "Jours sans classe", LONG_DAYS, kinds=free),
        Season("ete", "Été", LONG_DAYS, dt.date(2026, 6, 24), dt.date(2026, 8, 20), every_year=True),
    ]
    for schedule in Schedule.objects.filter(
        organisation_id=schools.body_id, name="Soirs et fins de semaine, hors classe"
    ).order_by("pk"):
        schedule.school = Organisation.objects.get(pk=schools.body_id)
        weekly = Weekly.from_json(schedule.weekly)
        why = "Ouvrir les jours sans classe, à la demande du comité des loisirs"
        write_schedule(schedule=schedule, weekly=weekly, seasons=seasons, why=why, now=world.now)


def _summer(town: Hat, world: World) -> None:
    """Close the rooms of the town earlier in summer."""
    summer = Season(
        "ete", "Horaire d’été", SHORT_DAYS, dt.date(2026, 7, 1), dt.date(2026, 8, 31), every_year=True
    )
    for schedule in Schedule.objects.filter(
        organisation_id=town.body_id, name="Locaux ouverts au public"
    ).order_by("pk"):
        weekly = Weekly.from_json(schedule.weekly)
        write_schedule(schedule=schedule, weekly=weekly, seasons=[summer], why="Été", now=world.now)


def _works(first: dt.date) -> ClosureWish:
    return ClosureWish(
        Scope.ASSET,
        0,
        Commitment.Cause.MAINTENANCE,
        "Réfection du plancher",
        first_day=first,
        last_day=first + dt.timedelta(days=3),
    )


def _weekly_cleaning(today: dt.date) -> ClosureWish:
    monday = today + dt.timedelta(days=7 - today.weekday())
    return ClosureWish(
        Scope.ASSET,
        0,
        Commitment.Cause.CLOSURE,
        "Grand ménage",
        first_day=monday,
        last_day=monday,
        first_minute=8 * 60,
        last_minute=10 * 60,
        repeats_until=monday + dt.timedelta(weeks=8),
    )


def _close(hat: Hat, code: str, wish: ClosureWish, *, now: dt.datetime) -> None:
    """Close the first such place of the organisation, around what is already promised there."""
    place = (
        Asset.objects.active()
        .filter(organisation_id=hat.body_id, asset_class__code=code, bookable__isnull=False)
        .order_by("pk")
        .first()
    )
    if place is None:
        return
    told = replace(wish, target_id=place.pk)
    close_assets(hat=hat, wish=told, handling=Handling.AROUND, now=now)
