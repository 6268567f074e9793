"""What was said about some requests of the demonstration: questions that wait, a first message."""

import datetime as dt

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import CLUB, SCHOOLS
from maillon.community.organisations.models import Membership
from maillon.sharing.reservations.models import Clarification, Reservation, ThreadMessage
from maillon.sharing.reservations.permissions import DECIDERS

State = Reservation.State
QUESTIONS = (
    "Combien de personnes seront sur le plancher en même temps, et avec quelles chaussures?",
    "Apportez-vous votre propre matériel de son? La console de la salle est en réparation.",
)
MESSAGE = "Bonjour! Pouvons-nous ranger nos buts sur place d’une semaine à l’autre?"


def tell_threads(world: World) -> None:
    """Ask a question about each request that waits for one, and have the club write about one of its own."""
    waiting = Reservation.objects.filter(state=State.CLARIFYING).select_related("asset").order_by("pk")
    for rank, one in enumerate(waiting):
        asked_at = one.updated_at
        Clarification.objects.create(
            reservation=one,
            asked_at=asked_at,
            due_at=one.answer_due_at or one.starts_at,
            time_left=dt.timedelta(hours=30),
        )
        _say(one, _decider_of(one), QUESTIONS[rank % len(QUESTIONS)], asked_at, kind="question", owner=True)
    first = (
        Reservation.objects.filter(
            state=State.PENDING, organisation__name=CLUB, asset__organisation__name=SCHOOLS
        )
        .order_by("pk")
        .first()
    )
    if first is not None:
        author = Membership(person_id=first.person_id, organisation_id=first.organisation_id)
        _say(first, author, MESSAGE, world.now - dt.timedelta(hours=2))


def _decider_of(one: Reservation) -> Membership | None:
    """Return who asks for the owner: the first of those who answer."""
    return (
        Membership.objects.filter(
            organisation_id=one.asset.organisation_id, roles__overlap=[str(role) for role in DECIDERS]
        )
        .order_by("pk")
        .first()
    )


def _say(
    one: Reservation,
    who: Membership | None,
    text: str,
    at: dt.datetime,
    *,
    kind: str = "message",
    owner: bool = False,
) -> None:
    ThreadMessage.objects.create(
        reservation=one,
        kind=kind,
        person_id=who.person_id if who else None,
        organisation_id=who.organisation_id if who else None,
        from_owner=owner,
        text=text,
        written_at=at,
    )
