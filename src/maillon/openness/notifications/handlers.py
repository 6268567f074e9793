"""What each fact of the reservations makes us write, and to whom."""

from collections.abc import Iterable, Mapping
from functools import partial

from django.db import transaction
from django.utils import timezone

from maillon.community.organisations.models import Membership
from maillon.openness.notifications.letters import Reader, write_letter
from maillon.sharing.reservations.facts import (
    AppealAnswered,
    AppealMade,
    MessageWritten,
    ReservationApproved,
    ReservationCancelled,
    ReservationFact,
    ReservationLapsed,
    ReservationRefused,
    ReservationRequested,
)
from maillon.sharing.reservations.links import AnswerLink, sign_answer
from maillon.sharing.reservations.models import Bundle, Reservation, ThreadMessage
from maillon.sharing.reservations.permissions import DECIDERS
from maillon.sharing.reservations.queries.appeals import administrators_of
from maillon.sharing.reservations.queries.threads import changes_in_words

Link = tuple[str, tuple[object, ...]]  # the name of a page, what its address takes
KINDS_OF_MESSAGE = {
    ThreadMessage.Kind.MESSAGE: "message",
    ThreadMessage.Kind.QUESTION: "question",
    ThreadMessage.Kind.ANSWER: "clarified",
}


@transaction.atomic
def on_requested(fact: ReservationRequested) -> None:
    """Ask those who answer for the owner, and tell the asker that the request is sent."""
    if fact.together:  # the first of its bundle speaks for all
        return
    reservation = _read(fact)
    if reservation.state != Reservation.State.PENDING:  # answered before the letters were written
        return
    bundle = Bundle.objects.filter(items__reservation=reservation).first()
    for membership in _deciders(fact.owner_id):
        token = sign_answer(AnswerLink(reservation.pk, membership.pk))
        page = ("reservations:bundle", (bundle.reference,)) if bundle else ("reservations:answer", (token,))
        _tell("to_decide", fact, Reader.of(membership.person), reservation, answer_url=page)
    _tell("received", fact, Reader.of(reservation.person), reservation)


@transaction.atomic
def on_approved(fact: ReservationApproved) -> None:
    """Tell the asker that the period is theirs; tell the owner too when nobody there decided."""
    if fact.together:  # the first of its bundle speaks for all
        return
    reservation = _read(fact)
    _tell("approved", fact, Reader.of(reservation.person), reservation)
    if fact.automatic:
        for membership in _deciders(fact.owner_id):
            _tell("booked", fact, Reader.of(membership.person), reservation)


@transaction.atomic
def on_refused(fact: ReservationRefused) -> None:
    """Tell the asker why, and what the owner proposes instead."""
    if fact.together:  # the first of its bundle speaks for all
        return
    reservation = _read(fact)
    _tell("refused", fact, Reader.of(reservation.person), reservation)


@transaction.atomic
def on_cancelled(fact: ReservationCancelled) -> None:
    """Tell the other side: the asker when the owner takes the period back, else those who answer for the owner."""
    if fact.together:  # the first of its bundle speaks for all
        return
    reservation = _read(fact)
    if fact.by_owner:
        _tell("cancelled", fact, Reader.of(reservation.person), reservation)
        return
    for membership in _deciders(fact.owner_id):
        _tell("cancelled", fact, Reader.of(membership.person), reservation)


@transaction.atomic
def on_lapsed(fact: ReservationLapsed) -> None:
    """Tell the asker that nobody answered, and those who should have; or that the asker's own answer is missing."""
    if fact.together:  # the first of its bundle speaks for all
        return
    reservation = _read(fact)
    if fact.unclarified:
        readers = [reservation.person, *(one.person for one in _deciders(fact.owner_id))]
        for person in readers:
            asked = person == reservation.person
            _tell("unclarified", fact, Reader.of(person), reservation, {"asked": asked})
        return
    _tell("lapsed", fact, Reader.of(reservation.person), reservation)
    for membership in _deciders(fact.owner_id):
        _tell("unanswered", fact, Reader.of(membership.person), reservation)


@transaction.atomic
def on_appeal(fact: AppealMade) -> None:
    """Ask those who administer the owner to look again at a refusal."""
    reservation = _read(fact)
    for membership in administrators_of(fact.owner_id, timezone.localdate()):
        _tell("appeal", fact, Reader.of(membership.person), reservation, {"appeal": reservation.appeal})


@transaction.atomic
def on_appeal_answered(fact: AppealAnswered) -> None:
    """Tell the asker what came of it, and why."""
    reservation = _read(fact)
    more = {"appeal": reservation.appeal}
    _tell("appeal_answered", fact, Reader.of(reservation.person), reservation, more)


@transaction.atomic
def on_message(fact: MessageWritten) -> None:
    """Carry a message to the other side: the asker, or those who answer for the owner."""
    message = ThreadMessage.objects.filter(pk=fact.message_id).first()
    if message is None:
        return
    reservation = _read(fact)
    bundle = Bundle.objects.filter(items__reservation=reservation).first()
    page: Link = (
        ("reservations:bundle", (bundle.reference,)) if bundle else ("reservations:show", (fact.reference,))
    )
    kind = KINDS_OF_MESSAGE[ThreadMessage.Kind(message.kind)]
    more = {"message": message, "changes": partial(changes_in_words, message.changes)}
    if message.from_owner:
        _tell(kind, fact, Reader.of(reservation.person), reservation, more, show_url=page)
        return
    for membership in _deciders(fact.owner_id):
        if membership.person_id != message.person_id:
            token = sign_answer(AnswerLink(reservation.pk, membership.pk))
            answer: Link = page if bundle else ("reservations:answer", (token,))
            reader = Reader.of(membership.person)
            _tell(kind, fact, reader, reservation, more, show_url=page, answer_url=answer)


def _read(fact: ReservationFact) -> Reservation:
    return (
        Reservation.objects.shown()
        .select_related("alternative_asset__site", "decided_by", "appeal")
        .get(pk=fact.reservation_id)
    )


def _deciders(organisation_id: int) -> Iterable[Membership]:
    """Return the memberships that answer for the organisation today, whatever else they do there."""
    return (
        Membership.objects.current(timezone.localdate())
        .filter(organisation_id=organisation_id, roles__overlap=[str(role) for role in DECIDERS])
        .select_related("person")
    )


def _tell(
    kind: str,
    fact: ReservationFact,
    reader: Reader,
    reservation: Reservation,
    more: Mapping[str, object] | None = None,
    **links: Link,
) -> None:
    write_letter(
        kind,
        key=f"{fact.reference}:{fact.at.isoformat()}",
        reader=reader,
        reservation=reservation,
        links={"show_url": ("reservations:show", (fact.reference,)), **links},
        **(more or {}),
    )
