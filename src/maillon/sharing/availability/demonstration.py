"""The opening hours of the demonstration, and what each asset takes of its block."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from maillon.base.bulk import analyse
from maillon.base.demonstration import World
from maillon.community.organisations.kinds import OrganisationKind
from maillon.kernel.layouts import WHOLE, cut
from maillon.kernel.spans import Span
from maillon.sharing.availability.models import Block, Bookable, Cell, Schedule, ScheduleException
from maillon.sharing.availability.services import materialise
from maillon.sharing.inventory.models import Asset

AHEAD = 550  # days: as far as the nightly job writes them
Hours = tuple[int, int]


def _week(weekdays: Hours, weekend: Hours) -> list[list[list[int]]]:
    """Return seven lists of minutes, Monday first, from two pairs of hours."""
    day, rest = ([hours[0] * 60, hours[1] * 60] for hours in (weekdays, weekend))
    return [[day]] * 5 + [[rest]] * 2


PUBLIC_ROOMS = ("Locaux ouverts au public", _week((8, 22), (9, 18)), True)
AFTER_SCHOOL = ("Soirs et fins de semaine, hors classe", _week((18, 22), (8, 18)), True)
OFFICE_HOURS = ("Heures de bureau et soirs", _week((7, 21), (9, 16)), True)
GROUNDS = ("Glaces, terrains et bassins", _week((6, 23), (6, 23)), False)
COUNTER = ("Prêt de matériel, jour et nuit", _week((0, 24), (0, 24)), False)
SCHOOLS = {OrganisationKind.SCHOOL_SERVICE_CENTRE, OrganisationKind.SCHOOL_BOARD}
OFFICES = {
    OrganisationKind.MINISTRY,
    OrganisationKind.BUDGETARY,
    OrganisationKind.METROPOLITAN,
    OrganisationKind.HEALTH,
}
CLOSED = (
    (12, 24, "Veille de Noël"),
    (12, 26, "Lendemain de Noël"),
    (12, 31, "Veille du jour de l’An"),
    (1, 2, "Lendemain du jour de l’An"),
)
PAUSES = (  # in so many days, and why
    (23, "Journée pédagogique"),
    (37, "Inventaire annuel"),
    (51, "Entretien des planchers"),
    (66, "Bureau de vote"),
)
UNTIMED = 0.4  # share of the assets not in sharing that have no hours either
GROUNDS_CLASSES = {"rink", "sports_field", "pool", "parking", "land"}
ROOMS = {"room", "classroom", "gym", "kitchen", "workshop", "hall", "office", "auditorium"}


def load(world: World) -> None:
    """Write each owner's schedules, its blocks and cells, and make every offered class bookable."""
    found = (
        Asset.objects.active()
        .filter(asset_class__bookable=True)
        .select_related("organisation", "asset_class", "site", "offer")
        .order_by("pk")
    )
    assets = [asset for asset in found if hasattr(asset, "offer") or world.rng.random() > UNTIMED]
    schedules = _schedules(assets)
    _close_some_days(schedules.values(), world)
    cells = _cells(assets)
    Bookable.objects.bulk_create(
        Bookable(
            asset=asset,
            schedule=schedules[asset.organisation_id, _hours_of(asset)[0]],
            block_id=block,
            cells=taken,
            pooled=asset.asset_class.pooled,
        )
        for asset, (block, taken) in ((asset, cells[asset.pk]) for asset in assets)
    )
    _open(schedules.values(), world)
    analyse("availability_schedule", "availability_block", "availability_cell", "availability_bookable")


def _hours_of(asset: Asset) -> tuple[str, list[list[list[int]]], bool]:
    code = asset.asset_class.code
    if code in GROUNDS_CLASSES:
        return GROUNDS
    if code not in ROOMS:
        return COUNTER
    if asset.organisation.kind in SCHOOLS:
        return AFTER_SCHOOL
    return OFFICE_HOURS if asset.organisation.kind in OFFICES else PUBLIC_ROOMS


def _schedules(assets: list[Asset]) -> dict[tuple[int, str], Schedule]:
    """Return the schedule of each (owner, name) that an asset needs."""
    wanted: dict[tuple[int, str], Schedule] = {}
    for asset in assets:
        name, weekly, closed = _hours_of(asset)
        wanted.setdefault(
            (asset.organisation_id, name),
            Schedule(
                organisation=asset.organisation,
                name=name,
                time_zone=asset.site.time_zone,
                weekly=weekly,
                closed_on_holidays=closed,
            ),
        )
    Schedule.objects.bulk_create(wanted.values())
    return wanted


def _close_some_days(schedules: Iterable[Schedule], world: World) -> None:
    """Close rooms between Christmas and the New Year, and for a pedagogical day or an inventory."""
    years = range(world.today.year - 1, world.today.year + 3)
    closed = []
    for schedule in schedules:
        if not schedule.closed_on_holidays:
            continue
        days = [(dt.date(year, month, day), reason) for year in years for month, day, reason in CLOSED]
        days.append(
            (world.today + dt.timedelta(days=PAUSES[_pause(schedule)][0]), PAUSES[_pause(schedule)][1])
        )
        closed += [ScheduleException(schedule=schedule, day=day, reason=reason) for day, reason in days]
    ScheduleException.objects.bulk_create(closed, ignore_conflicts=True)


def _pause(schedule: Schedule) -> int:
    return len(schedule.organisation.name) % len(PAUSES)  # any number that the body always gives


def _open(schedules: Iterable[Schedule], world: World) -> None:
    """Write the open hours of each day: computed once for all the schedules that say the same."""
    alike: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for schedule in schedules:
        alike[schedule.name, schedule.time_zone, _pause(schedule)].append(schedule.pk)
    first, last = world.today - dt.timedelta(days=7), world.today + dt.timedelta(days=AHEAD)
    for numbers in world.steps("Horaires", alike.values(), len(alike)):
        materialise(schedule_ids=numbers[:1], first=first, last=last)
    pairs = [(numbers[0], other) for numbers in alike.values() for other in numbers[1:]]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO availability_scheduleday (schedule_id, day, open_hours)"
            " SELECT told.other, d.day, d.open_hours FROM unnest(%s::bigint[], %s::bigint[]) AS told (one, other)"
            " JOIN availability_scheduleday d ON d.schedule_id = told.one ORDER BY 1, 2",
            [[one for one, _other in pairs], [other for _one, other in pairs]],
        )


def _family(asset: Asset) -> str:
    """Return what the whole and its parts have in common: the identifier before its slash."""
    return asset.identifier.partition("/")[0]


def _cells(assets: list[Asset]) -> dict[int, tuple[int, frozenset[int]]]:
    """Write one block per family; a part takes one cell, the whole takes them all, a pool takes none."""
    families: dict[tuple[int, str], list[Asset]] = defaultdict(list)
    for asset in assets:
        families[asset.site_id, _family(asset)].append(asset)
    blocks = {
        key: Block(organisation=members[0].organisation, name=members[0].name, quantity=members[0].quantity)
        for key, members in families.items()
    }
    Block.objects.bulk_create(blocks.values())
    cells: dict[int, Cell] = {}
    for key, members in families.items():
        if not members[0].asset_class.pooled:
            parts = [member for member in members if "/" in member.identifier] or members
            places = cut([1] * len(parts)) if len(parts) > 1 else [Span(0, WHOLE)]
            cells |= {
                part.pk: Cell(block=blocks[key], name=part.name, left_mark=place.start, right_mark=place.end)
                for part, place in zip(parts, places, strict=True)
            }
    Cell.objects.bulk_create(cells.values())
    taken: dict[int, tuple[int, frozenset[int]]] = {}
    for key, members in families.items():
        whole = frozenset(cells[member.pk].pk for member in members if member.pk in cells)
        for member in members:
            own = frozenset({cells[member.pk].pk}) if member.pk in cells else whole
            taken[member.pk] = (blocks[key].pk, own)
    return taken
