"""What the storm left behind, read back row by row: every promise that broke, in words."""

from collections import Counter
from collections.abc import Iterator

from django.db import connection

from maillon.kernel.capacity import Taking, violations
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import Block, Commitment
from maillon.sharing.reservations.models import Reservation

LIVE = ("pending", "clarifying", "approved")


def broken_promises() -> list[str]:
    """Return what broke; nothing, if the house kept its word."""
    return [*_overlaps(), *_without_cause(), *_holds_without_turn(), *_without_place(), *_told_wrongly()]


def _overlaps() -> Iterator[str]:
    standing = Commitment.objects.exclude(state="ended").order_by("pk")
    takings = [
        Taking(
            key=row.pk,
            block=row.block_id,
            busy=Span(row.busy_from, row.busy_until),
            cells=Spans((cell, cell + 1) for cell in row.cells),
            quantity=row.quantity,
        )
        for row in standing
    ]
    quantities = dict(Block.objects.order_by("pk").values_list("pk", "quantity"))
    yield from map(str, violations(takings, quantities))


def _without_cause() -> Iterator[str]:
    """A reservation's commitment that stands belongs to one live reservation, for the same time and quantity."""
    held = Commitment.objects.exclude(state="ended").filter(cause="reservation").order_by("pk")
    for row in held.select_related("reservation"):
        asked = getattr(row, "reservation", None)
        if asked is None or asked.state not in LIVE:
            yield f"commitment {row.pk} stands for {asked and asked.state}"
        elif (asked.starts_at, asked.ends_at, asked.quantity, asked.asset_id) != (
            row.starts_at,
            row.ends_at,
            row.quantity,
            row.asset_id,
        ):
            yield f"commitment {row.pk} is not what {asked.reference} asked"


def _holds_without_turn() -> Iterator[str]:
    """A hold that stands is the turn of one who waits."""
    held = Commitment.objects.exclude(state="ended").filter(cause="hold").order_by("pk")
    for row in held.select_related("wait"):
        turn = getattr(row, "wait", None)
        if turn is None or turn.state != "offered":
            yield f"hold {row.pk} stands for {turn and turn.state}"


def _without_place() -> Iterator[str]:
    """A confirmed reservation has its firm place; one that waits has its hold, or the hold ran out."""
    for asked in Reservation.objects.filter(state__in=LIVE).select_related("commitment").order_by("pk"):
        held = asked.commitment
        if held is None:
            yield f"{asked.reference} holds nothing"
        elif asked.state == "approved" and held.state != "firm":
            yield f"{asked.reference} is confirmed and its place is {held.state}"


def _told_wrongly() -> Iterator[str]:
    """Each fact was written down exactly once for each of those who hear it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'fact', args->>'handler', args->'payload'->>'reference' FROM procrastinate_jobs"
            " WHERE task_name = 'deliver_fact'"
        )
        told = Counter((fact.rsplit(".", 1)[-1], handler, reference) for fact, handler, reference in cursor)
    for (fact, handler, reference), times in told.items():
        if times != 1 and fact.startswith("Reservation"):
            yield f"{fact} of {reference} told {times} times to {handler}"
    heard = {(fact, reference) for fact, _handler, reference in told}
    for reference, state, decided in Reservation.objects.order_by("pk").values_list(
        "reference", "state", "decided_by_id"
    ):
        if ("ReservationRequested", reference) not in heard and (
            "ReservationApproved",
            reference,
        ) not in heard:
            yield f"{reference} was never told"
        ending = {
            "approved": "ReservationApproved",
            "refused": "ReservationRefused",
            "cancelled": "ReservationCancelled",
            "lapsed": "ReservationLapsed",
        }.get(state)
        if ending and (ending, reference) not in heard:
            yield f"{reference} is {state} and nobody heard of it (decided by {decided})"
