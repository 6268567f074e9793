"""What a stranger writes to an owner, and closing it."""

from datetime import datetime

from django.db import transaction

from maillon.community.organisations.hats import Hat
from maillon.sharing.labels.errors import ClosedMessage, VoidLabel, unknown_label
from maillon.sharing.labels.letters import write_letters
from maillon.sharing.labels.models import Label, Message
from maillon.sharing.labels.permissions import ask_to_keep


@transaction.atomic
def leave_message(*, code: str, kind: str, text: str, contact: str, now: datetime) -> Message:
    """Write to the owner of a label; those who look after its assets receive a letter.

    Nothing is kept of who writes but what they say. Raises NotFound for a code of nobody, VoidLabel.
    """
    label = Label.objects.select_related("asset", "organisation").filter(code=code).first()
    if label is None:
        raise unknown_label()
    if label.voided_at is not None:
        raise VoidLabel
    message = Message.objects.create(
        organisation=label.organisation,
        label=label,
        asset=label.asset,
        kind=kind,
        text=text,
        contact=contact,
        received_at=now,
    )
    write_letters(message, now)
    return message


@transaction.atomic
def close_message(*, message_id: int, outcome: str, hat: Hat, now: datetime) -> Message:
    """Say that a message is dealt with, and how; ClosedMessage when it was already."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    message = Message.objects.select_for_update().filter(pk=message_id, organisation_id=owner_id).first()
    if message is None:
        raise unknown_label()
    if message.closed_at is not None:
        raise ClosedMessage
    message.closed_at, message.closed_by_id, message.outcome = now, hat.person_id, outcome
    message.save(update_fields=["closed_at", "closed_by", "outcome"])
    return message
