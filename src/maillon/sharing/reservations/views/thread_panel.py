"""What the page of a request, or of a bundle, shows of its thread."""

from typing import Any

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.queries.documents import weight
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.forms.threads import AnswerForm, MessageForm
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.threads import thread_of

CLARIFYING = Reservation.State.CLARIFYING


def message_form(
    reservation: Reservation, hat: Hat, data: Any = None, files: Any = None, *, too_large: str = ""
) -> MessageForm:
    """Return the form in which this hat writes: an answer when a question waits for it, else a message."""
    about = {"too_large": too_large, "auto_id": "message_%s"}
    if answers(reservation, hat):
        return AnswerForm(data, files, reservation=reservation, **about)
    return MessageForm(data, files, **about)


def answers(reservation: Reservation, hat: Hat) -> bool:
    """Return whether what this hat writes answers the question that waits."""
    mine = permissions.asked_for(hat, reservation) and not permissions.speaks_for_owner(hat, reservation)
    return mine and reservation.state == CLARIFYING


def thread_context(
    root: Reservation, shown: Reservation, hat: Hat, *, form: MessageForm | None = None, by_link: bool = False
) -> dict[str, Any]:
    """Return what ``_thread.html`` needs; ``shown`` is the request whose page it is, ``root`` carries the thread."""
    said = thread_of(root, hat)
    return {
        "thread": [(one, weight(one.weight) if one.document else "") for one in said],
        "thread_unread": any(one.unread for one in said) and not by_link,
        "thread_form": (form or message_form(shown, hat))
        if permissions.may_write(hat, shown) and not by_link
        else None,
        "thread_reference": shown.reference,
        "thread_wrong": form is not None and bool(form.errors),
        "thread_answers": answers(shown, hat),
        "thread_by_link": by_link,
    }
