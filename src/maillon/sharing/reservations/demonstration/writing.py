"""Writing the bookings of the demonstration by COPY, and the history that they would have left."""

import uuid
from collections.abc import Sequence

from django.db import connection
from django.db.models import Model

from maillon.base.bulk import analyse, constraint_later, copy_rows, reserve, silenced
from maillon.base.demonstration import World
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.models import Reservation

BATCH = 4_000
EVENTS = "reservations_reservationevent"
VERIFIED = "Historique et vérification"  # what the bar says of the history, then of the constraints
# What a request said when it was asked: as the row says now, but for what came afterwards.
AT_FIRST = {
    "state": "CASE WHEN r.decided_at = r.created_at THEN 'approved' ELSE 'pending' END",
    "motive": "''",
    "reason": "''",
    "decided_at": "CASE WHEN r.decided_at = r.created_at THEN r.decided_at END",
    "decided_by_id": "NULL::bigint",
    "alternative_asset_id": "NULL::bigint",
    "alternative_starts_at": "NULL::timestamptz",
    "alternative_ends_at": "NULL::timestamptz",
    "cancelled_late": "false",
    "sequence": "0",
    "updated_at": "r.created_at",
}


def write(reservations: list[Reservation], world: World) -> None:
    """Write the commitments and the reservations, numbered in the order in which they were asked."""
    reservations.sort(key=lambda one: (one.created_at, one.asset_id, one.starts_at))
    numbers = reserve("reservations_reservation", len(reservations))
    commitments = _numbered(reservations)
    for number, one in zip(numbers, reservations, strict=True):
        one.pk = number
        one.reference = f"R-{one.created_at.year}-{number - numbers[0] + 1:06d}"
    exclusion = constraint_later("availability_commitment", "availability_commitment_no_overlap")
    tables = ("availability_commitment", "reservations_reservation", EVENTS)
    with silenced(*tables):
        with exclusion:
            parts: list[Sequence[Model]] = [*_cut(commitments), *_cut(reservations)]
            for part in world.steps("Registre des engagements", parts, len(parts)):
                copy_rows(part)
            world.progress(VERIFIED, 0, 3)
            _remember(world, numbers)
            world.progress(VERIFIED, 1, 3)
        world.progress(VERIFIED, 2, 3)
    world.progress(VERIFIED, 3, 3)
    analyse(
        "availability_commitment", "reservations_reservation", "inventory_asset", "availability_scheduleday"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('reservations_reference', %s)", [max(1, len(reservations))])


def _numbered(reservations: Sequence[Reservation]) -> list[Commitment]:
    """Number the commitments of the reservations that hold their place, and return them."""
    held = [(one, one.commitment) for one in reservations if one.commitment is not None]
    commitments = []
    for number, (one, commitment) in zip(reserve("availability_commitment", len(held)), held, strict=True):
        commitment.pk = number
        one.commitment = commitment  # its number is noted on the reservation
        commitments.append(commitment)
    return commitments


def _cut(rows: Sequence[Model]) -> list[Sequence[Model]]:
    return [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]


def _remember(world: World, numbers: range) -> None:
    """Write the history: each request as it was asked, then each answer with the name of who gave it."""
    columns = [field.column for field in Reservation._meta.concrete_fields]
    names = ", ".join(connection.ops.quote_name(str(column)) for column in columns)
    first = ", ".join(AT_FIRST.get(str(column), f"r.{column}") for column in columns)
    now = ", ".join(f"r.{column}" for column in columns)
    span = [numbers[0], numbers[-1]]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {EVENTS} (pgh_created_at, pgh_label, pgh_obj_id, {names})"  # noqa: S608  (our own columns)
            f" SELECT r.created_at, 'insert', r.id, {first} FROM reservations_reservation r"
            " WHERE r.id BETWEEN %s AND %s ORDER BY r.id",
            span,
        )
        cursor.execute(
            "SELECT DISTINCT decided_by_id FROM reservations_reservation"
            " WHERE decided_by_id IS NOT NULL AND id BETWEEN %s AND %s ORDER BY 1",
            span,
        )
        deciders = [number for (number,) in cursor.fetchall()]
        contexts = {one: uuid.UUID(int=world.rng.getrandbits(128), version=4) for one in deciders}
        cursor.execute(
            "INSERT INTO pghistory_context (id, created_at, updated_at, metadata)"
            " SELECT key, %s, %s, jsonb_build_object('person', person)"
            " FROM unnest(%s::bigint[], %s::uuid[]) AS told (person, key)",
            [world.now, world.now, list(contexts), list(contexts.values())],
        )
        cursor.execute(
            f"INSERT INTO {EVENTS} (pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id, {names})"  # noqa: S608
            f" SELECT r.updated_at, 'update', r.id, told.key, {now} FROM reservations_reservation r"
            " LEFT JOIN unnest(%s::bigint[], %s::uuid[]) AS told (person, key) ON told.person = r.decided_by_id"
            " WHERE r.id BETWEEN %s AND %s AND r.state <> 'pending'"
            " AND r.decided_at IS DISTINCT FROM r.created_at ORDER BY r.id",
            [list(contexts), list(contexts.values()), *span],
        )
