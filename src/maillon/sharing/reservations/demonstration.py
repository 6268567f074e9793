"""A year of bookings of the demonstration: seasons, holidays, weekly series, one-off loans, and some trouble."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from zoneinfo import ZoneInfo

import pgtrigger
from django.db import connection

from maillon.base.demonstration import TORONTO, World
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import SOCIAL_KINDS
from maillon.community.organisations.models import Membership
from maillon.kernel.calendars import holiday_on
from maillon.sharing.availability.models import Bookable, Commitment
from maillon.sharing.reservations.models import RefusalMotive, Reservation

State = Reservation.State
WEEK = dt.timedelta(days=7)
HOUR = dt.timedelta(hours=1)
BACK, AHEAD = 365, 60  # days before and after today
WAITING = 0.06  # share of what is to come that still waits for its answer
BATCH = 500  # rows written at once
QUIET = 0.4  # share of the assets of a quiet territory that have a weekly activity

# class → (months in season, weekly evening series in a busy territory, in a quiet one, activities)
SERIES: dict[str, tuple[range | tuple[int, ...], int, int, tuple[str, ...]]] = {
    "gym": ((9, 10, 11, 12, 1, 2, 3, 4, 5, 6), 3, 1, ("Badminton", "Volleyball", "Cirque jeunesse", "Basketball")),
    "hall": ((9, 10, 11, 12, 1, 2, 3, 4, 5), 2, 1, ("Répétition de théâtre", "Bingo communautaire", "Danse en ligne")),
    "room": (range(1, 13), 2, 1, ("Conseil d’administration", "Atelier d’écriture", "Rencontre de parents")),
    "kitchen": (range(1, 13), 2, 1, ("Cuisine collective", "Cours de cuisine")),
    "classroom": ((9, 10, 11, 1, 2, 3, 4, 5), 1, 0, ("Francisation", "Aide aux devoirs")),
    "workshop": ((10, 11, 1, 2, 3, 4), 1, 0, ("Réparothon", "Initiation à la menuiserie")),
    "rink": ((10, 11, 12, 1, 2, 3, 4), 4, 2, ("Hockey mineur", "Patinage libre", "Ringuette")),
    "sports_field": ((5, 6, 7, 8, 9, 10), 3, 1, ("Soccer récréatif", "Ultimate")),
    "pool": (range(1, 13), 2, 1, ("Aquaforme", "Cours de natation")),
    "auditorium": ((9, 10, 11, 12, 1, 2, 3, 4, 5), 2, 1, ("Répétition de chorale", "Ciné-club", "Conférence")),
    "office": (range(1, 13), 2, 1, ("Permanence d’un organisme", "Aide aux formulaires", "Rencontre d’équipe")),
    "land": ((5, 6, 7, 8, 9, 10), 1, 1, ("Marché public", "Jardinage collectif", "Cinéma en plein air")),
}  # fmt: skip
LOANS = {
    "vehicle": ("Transport de denrées", "Sortie d’un groupe", "Rencontre régionale"),
    "truck": ("Déménagement de mobilier donné", "Collecte de résidus encombrants"),
    "machinery": ("Élagage", "Pose de décorations"),
    "equipment": ("Fête de quartier", "Corvée de nettoyage", "Spectacle en plein air"),
    "tools": ("Atelier de réparation", "Construction d’un abri à vélos"),
    "it": ("Formation au numérique", "Assemblée générale"),
    "furniture": ("Fête de quartier", "Assemblée générale", "Souper-bénéfice"),
}
REFUSALS = (
    (RefusalMotive.STAFF, "Aucun concierge n’est disponible ce soir-là."),
    (RefusalMotive.TAKEN, "Le local sert à une activité de l’école."),
    (RefusalMotive.INSURANCE, "La preuve d’assurance demandée n’est pas jointe."),
    (RefusalMotive.MAINTENANCE, "Le plancher sera verni cette semaine-là."),
)


@dataclass
class Ledger:
    """What is already taken while the story is written, so that the database has nothing to refuse."""

    taken: dict[int, list[tuple[dt.datetime, dt.datetime, frozenset[int], int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, bookable: Bookable, start: dt.datetime, end: dt.datetime, quantity: int) -> bool:
        """Take the period if it is free, and say whether it was."""
        rows = self.taken[bookable.block_id]
        meeting = [row for row in rows if row[0] < end and start < row[1]]
        if bookable.pooled:
            free = sum(row[3] for row in meeting) + quantity <= bookable.block.quantity
        else:
            free = not any(row[2] & bookable.cells for row in meeting)
        if free:
            rows.append((start, end, bookable.cells, quantity))
        return free


def load(world: World) -> None:
    """Write a year of reservations, with the commitments of those that hold."""
    bookables = list(
        Bookable.objects.filter(asset__offer__isnull=False)
        .select_related("asset__asset_class", "asset__offer__terms", "asset__site", "block")
        .order_by("asset_id")
    )
    askers: dict[str, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.select_related("organisation").order_by("pk"):
        if membership.organisation.mrc_id and membership.organisation.verified_at:
            askers[membership.organisation.mrc_id].append(membership)
    ledger = Ledger()
    written: list[Reservation] = []
    for bookable in world.steps("Réservations d’une année", bookables, len(bookables)):
        written += _story_of(bookable, askers[bookable.asset.site.mrc_id or HOME], ledger, world)
    _write(written, world)


def _story_of(
    bookable: Bookable, askers: list[Membership], ledger: Ledger, world: World
) -> Iterator[Reservation]:
    """Tell what happens to one asset over the year."""
    code = bookable.asset.asset_class.code
    busy = bookable.asset.site.mrc_id == HOME or world.rng.random() < 0.04
    if code in SERIES:
        months, many, few, uses = SERIES[code]
        for _ in range(many if busy else few if world.rng.random() < QUIET else 0):
            yield from _series(bookable, _asker(askers, world), months, world.pick(uses), ledger, world)
    elif code in LOANS:
        for _ in range(16 if busy else 3):
            yield from _loan(bookable, _asker(askers, world), world.pick(LOANS[code]), ledger, world)


def _asker(askers: list[Membership], world: World) -> Membership:
    """Return someone who asks: two times in three for a social or environmental organisation."""
    social = [one for one in askers if one.organisation.kind in SOCIAL_KINDS]
    return world.pick(social if social and world.rng.random() < 0.66 else askers)


def _series(
    bookable: Bookable,
    asker: Membership,
    months: range | tuple[int, ...],
    use: str,
    ledger: Ledger,
    world: World,
) -> Iterator[Reservation]:
    """Yield the evenings of one weekly activity, in season, holidays left out."""
    weekday, hour = world.rng.randrange(7), world.pick((18, 19, 20) if world.rng.random() < 0.8 else (9, 13))
    hour = hour if weekday > 4 or hour >= 18 else 18
    if weekday > 4:
        hour = world.pick((9, 11, 13, 15))
    day = world.today - dt.timedelta(days=BACK)
    day += dt.timedelta(days=(weekday - day.weekday()) % 7)
    while day < world.today + dt.timedelta(days=AHEAD):
        if day.month in months and holiday_on(day) is None and world.rng.random() > 0.06:
            yield from _one(
                bookable, asker, day, hour, dt.timedelta(hours=world.pick((1, 2, 2))), use, ledger, world
            )
        day += WEEK


def _loan(
    bookable: Bookable, asker: Membership, use: str, ledger: Ledger, world: World
) -> Iterator[Reservation]:
    """Yield one loan of a few hours or days, more often in the warm months."""
    for _ in range(4):
        day = world.today + dt.timedelta(days=world.rng.randint(-BACK, AHEAD))
        if day.month in range(4, 11) or world.rng.random() < 0.4:
            hours = world.pick((4, 8, 24, 48))
            yield from _one(
                bookable, asker, day, world.pick((8, 9, 13)), dt.timedelta(hours=hours), use, ledger, world
            )
            return


def _one(
    bookable: Bookable,
    asker: Membership,
    day: dt.date,
    hour: int,
    length: dt.timedelta,
    use: str,
    ledger: Ledger,
    world: World,
) -> Iterator[Reservation]:
    """Yield one reservation, with its commitment if it holds; nothing if its place is taken."""
    asset, terms = bookable.asset, bookable.asset.offer.terms
    start = dt.datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(asset.site.time_zone)).astimezone(
        dt.UTC
    )
    end = start + length
    busy = (
        start - dt.timedelta(minutes=terms.setup_minutes),
        end + dt.timedelta(minutes=terms.cleanup_minutes),
    )
    quantity = world.rng.randint(1, max(1, asset.quantity // 3)) if bookable.pooled else 1
    state = _state(start, world)
    live = state in (State.APPROVED, State.PENDING)
    if live and not ledger.take(bookable, *busy, quantity):
        return
    due = min(start, _office_hour(world))
    reservation = Reservation(
        asset=asset,
        organisation=asker.organisation,
        person_id=asker.person_id,
        purpose=use,
        attendees=world.rng.randint(6, min(asset.capacity, 60))
        if asset.capacity and asset.capacity > 6
        else None,
        quantity=quantity,
        starts_at=start,
        ends_at=end,
        state=state,
        price=round(terms.price_per_hour * Decimal(length / HOUR), 2) if terms.price_per_hour else 0,
        answer_due_at=due if state == State.PENDING else None,
        decided_at=None if state == State.PENDING else start - dt.timedelta(days=5),
    )
    if state == State.REFUSED:
        reservation.motive, reservation.reason = world.pick(REFUSALS)
    if state == State.CANCELLED:
        reservation.reason = "Activité annulée faute d’inscriptions."
    if live:
        reservation.commitment = Commitment(
            asset=asset,
            block_id=bookable.block_id,
            cells=bookable.cells,
            pooled=bookable.pooled,
            quantity=quantity,
            cause=Commitment.Cause.RESERVATION,
            state=Commitment.State.HELD if state == State.PENDING else Commitment.State.FIRM,
            expires_at=due if state == State.PENDING else None,
            starts_at=start,
            ends_at=end,
            busy_from=busy[0],
            busy_until=busy[1],
        )
    yield reservation


def _office_hour(world: World) -> dt.datetime:
    """Return a moment within the next three days at which an answer is due."""
    day = world.today + dt.timedelta(days=world.rng.randint(1, 3))
    return dt.datetime(day.year, day.month, day.day, world.rng.randint(9, 17), tzinfo=TORONTO)


def _state(start: dt.datetime, world: World) -> str:
    chance = world.rng.random()
    if start > world.now + dt.timedelta(days=4) and chance < WAITING:
        return State.PENDING
    return (
        State.APPROVED
        if chance < 0.9
        else State.CANCELLED
        if chance < 0.95
        else State.REFUSED
        if chance < 0.985
        else State.LAPSED
    )


def _write(reservations: list[Reservation], world: World) -> None:
    """Write the commitments, then the reservations in the order in which they were asked."""
    reservations.sort(key=lambda one: (one.starts_at, one.asset_id, one.organisation_id))
    for number, one in enumerate(reservations, start=1):
        one.reference = f"R-{(one.starts_at - 2 * WEEK).year}-{number:06d}"
    starts = range(0, len(reservations), BATCH)
    for start in world.steps("Registre des engagements", starts, len(starts)):
        batch = reservations[start : start + BATCH]
        Commitment.objects.bulk_create([one.commitment for one in batch if one.commitment])
        Reservation.objects.bulk_create(batch)
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("SELECT setval('reservations_reference', %s)", [len(reservations)])
        # When it was asked: two to three weeks before, or a few days ago for what still waits.
        cursor.execute(
            "UPDATE reservations_reservation SET created_at = least(starts_at - interval '12 days', %s)"
            " - (id %% 9) * interval '19 hours'",
            [world.now],
        )
