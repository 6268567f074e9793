"""Write about a request; ask for more, which stops the owner's clock; answer, which starts it again."""

import datetime as dt
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction

from maillon.base.media import Document, read_document
from maillon.base.refusals import NotAllowed, NotFound
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.availability.services import lock_assets, prolong
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import CannotAnswer, RequestRefused, explained
from maillon.sharing.reservations.facts import MessageWritten
from maillon.sharing.reservations.models import Clarification, Reservation, ThreadMessage, ThreadReading
from maillon.sharing.reservations.queries.threads import family_of, root_of
from maillon.sharing.reservations.rules import MANY, Action, action_objections, text_objections
from maillon.sharing.reservations.services.announcing import announce
from maillon.sharing.reservations.waiting import answer_before, clarify_before, time_left

State = Reservation.State
Kind = ThreadMessage.Kind


@dataclass(frozen=True, slots=True)
class Change:
    """What an asker says anew with an answer: the activity, and how many people (None: as it was)."""

    purpose: str | None = None
    attendees: int | None = None


NO_CHANGE = Change()


def write_message(
    *,
    reference: str,
    hat: Hat,
    text: str,
    file: BinaryIO | None = None,
    file_name: str = "",
    change: Change = NO_CHANGE,
    now: dt.datetime,
) -> ThreadMessage:
    """Write to the other side. The asker's message answers the question that waits, if one does.

    ``change`` corrects the request with that answer. A file is judged by what is in it (UnusableDocument). Raises
    :class:`NotAllowed` for who is on neither side, :class:`RequestRefused` when there is nothing to send.
    """
    document = read_document(file, office=True) if file else None
    return _write(reference, hat, text.strip(), document, file_name, change, now)


@retried
@transaction.atomic
def _write(
    reference: str,
    hat: Hat,
    text: str,
    document: Document | None,
    file_name: str,
    change: Change,
    now: dt.datetime,
) -> ThreadMessage:
    root, family = _thread(reference, hat)
    by_owner = permissions.speaks_for_owner(hat, root)
    waiting = [] if by_owner else [one for one in family if one.state == State.CLARIFYING]
    objections = text_objections(text, needed=document is None and change == NO_CHANGE)
    if change != NO_CHANGE and not waiting:
        objections.append(Objection("not_clarifying"))
    if objections:
        raise RequestRefused(explained(objections))
    changes = _change(waiting, change)
    for one in waiting:
        _resume(one, now)
    message = _keep(root, hat, Kind.ANSWER if waiting else Kind.MESSAGE, text, now, changes)
    if document is not None:
        _attach(message, document, file_name)
    _tell(message, root, now)
    return message


@retried
@transaction.atomic
def ask_clarification(*, reference: str, hat: Hat, text: str, now: dt.datetime) -> ThreadMessage:
    """Ask the asker for more: the place stays held, the owner's delay stops, the asker has five days.

    Of things asked together, all that wait are concerned. Raises :class:`CannotAnswer` when nothing waits.
    """
    root, family = _thread(reference, hat)
    if not (permissions.may_decide(hat, root) and permissions.speaks_for_owner(hat, root)):
        raise NotAllowed(explained([Objection("not_decider")]))
    objections = text_objections(text.strip(), needed=True)
    if objections:
        raise RequestRefused(explained(objections))
    waiting = [one for one in family if one.state == State.PENDING]
    for one in waiting:
        _stop(one, now)
    if not waiting:
        asked = next(one for one in family if one.reference == reference)
        raise CannotAnswer(explained([Objection(f"already_{asked.state}")]))
    message = _keep(root, hat, Kind.QUESTION, text.strip(), now, {})
    _tell(message, root, now)
    return message


@transaction.atomic
def mark_read(*, reference: str, hat: Hat, now: dt.datetime) -> None:
    """Note that this person has read the messages of a request until now."""
    reservation = Reservation.objects.visible_to(hat).filter(reference=reference).first()
    if reservation is None:
        raise NotFound(explained([Objection("unknown")]))
    _note_reading(root_of(reservation), hat.wearer_id, now)


def _thread(reference: str, hat: Hat) -> tuple[Reservation, list[Reservation]]:
    """Lock all the requests of one thread, then their blocks, each in the order of their numbers."""
    known = Reservation.objects.visible_to(hat).select_related("asset").filter(reference=reference).first()
    if known is None:
        raise NotFound(explained([Objection("unknown")]))
    root = root_of(known)
    family = list(family_of(root).select_related("asset").select_for_update(of=("self",)))
    lock_assets([one.asset_id for one in family])
    root = next(one for one in family if one.pk == root.pk)
    if not permissions.may_write(hat, root):
        raise NotAllowed(explained([Objection("may_not_write")]))
    return root, family


def _stop(one: Reservation, now: dt.datetime) -> None:
    found = action_objections(
        Action.CLARIFY, one.state, starts_at=one.starts_at, ends_at=one.ends_at, now=now
    )
    if one.answer_due_at is not None and one.answer_due_at <= now:
        found.append(Objection("already_lapsed"))
    if found:
        raise CannotAnswer(explained(found))
    due = clarify_before(now, starts_at=one.starts_at)
    left = time_left(one.answer_due_at, now)
    Clarification.objects.create(reservation=one, asked_at=now, due_at=due, time_left=left)
    _move_on(one, State.CLARIFYING, due, now)


def _resume(one: Reservation, now: dt.datetime) -> None:
    if one.answer_due_at is not None and one.answer_due_at <= now:
        raise CannotAnswer(explained([Objection("already_lapsed")]))
    asked = one.clarifications.get(answered_at__isnull=True)
    asked.answered_at = now
    asked.save(update_fields=["answered_at"])
    _move_on(one, State.PENDING, answer_before(now, left=asked.time_left, starts_at=one.starts_at), now)


def _move_on(one: Reservation, state: str, due: dt.datetime, now: dt.datetime) -> None:
    """Change whose turn it is; the place is held as long as an answer is awaited."""
    one.state, one.answer_due_at = state, due
    one.sequence += 1
    one.save()
    if one.commitment_id is not None:
        prolong(commitment_id=one.commitment_id, expires_at=due, now=now)


def _change(waiting: list[Reservation], change: Change) -> dict[str, list[str | int | None]]:
    """Correct the requests, and return what was before and after: of several, what the first says."""
    if not waiting or change == NO_CHANGE:
        return {}
    if change.purpose is not None and not change.purpose.strip():
        raise RequestRefused(explained([Objection("purpose_missing", "purpose")]))
    if change.attendees is not None and not 1 <= change.attendees <= MANY:
        raise RequestRefused(explained([Objection("number_out_of_reach", "attendees", {"most": MANY})]))
    first = waiting[0]
    told: dict[str, list[str | int | None]] = {}
    capacity = first.asset.capacity
    if change.attendees is not None and capacity is not None and change.attendees > capacity:
        raise RequestRefused(explained([Objection("too_many_people", "attendees", {"capacity": capacity})]))
    purpose = (change.purpose or "").strip()
    if purpose and purpose != first.purpose:
        told["purpose"] = [first.purpose, purpose]
        for one in waiting:
            one.purpose = purpose
    if change.attendees is not None and change.attendees != first.attendees:
        told["attendees"] = [first.attendees, change.attendees]
        first.attendees = change.attendees
    return told


def _keep(
    root: Reservation,
    hat: Hat,
    kind: str,
    text: str,
    now: dt.datetime,
    changes: dict[str, list[str | int | None]],
) -> ThreadMessage:
    _note_reading(root, hat.wearer_id, now)
    return ThreadMessage.objects.create(
        reservation=root,
        kind=kind,
        person_id=hat.wearer_id,
        organisation_id=hat.organisation_id,
        from_owner=permissions.speaks_for_owner(hat, root),
        text=text,
        changes=changes,
        written_at=now,
    )


def _attach(message: ThreadMessage, document: Document, file_name: str) -> None:
    stem = PurePath(file_name).stem[:100] or "document"
    message.file_name, message.media_type = f"{stem}{document.suffix}", document.media_type
    message.size = len(document.content)
    message.file.save(f"{secrets.token_hex(16)}{document.suffix}", ContentFile(document.content))


def _note_reading(root: Reservation, person_id: int, now: dt.datetime) -> None:
    ThreadReading.objects.update_or_create(reservation=root, person_id=person_id, defaults={"read_at": now})


def _tell(message: ThreadMessage, root: Reservation, now: dt.datetime) -> None:
    announce(MessageWritten, root, now, message_id=message.pk)
