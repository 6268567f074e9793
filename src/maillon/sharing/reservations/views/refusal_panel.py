"""What the page of a refused request explains, proposes, and lets one ask again."""

from typing import Any

from django.utils import timezone

from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.appealing import appeal_before, appeal_objections
from maillon.sharing.reservations.forms.appeals import AnswerAppealForm, AppealForm
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.refusals import instead_of, rule_of, usage_of
from maillon.sharing.reservations.views.desk import Desk

CLOSED = (Reservation.State.REFUSED, Reservation.State.LAPSED)


def refusal_context(desk: Desk, form: AppealForm | AnswerAppealForm | None) -> dict[str, Any]:
    """Return what ``_refused.html`` and ``_appeal.html`` need; little for a request that was not refused."""
    reservation = desk.reservation
    appeal = getattr(reservation, "appeal", None)
    asked = permissions.asked_for(desk.hat, reservation)
    refused = reservation.state == Reservation.State.REFUSED
    return {
        "appeal": appeal,
        "appeal_form": _form(desk, form, asked=asked),
        "appealing": form is not None,
        "appeal_before": appeal_before(reservation.decided_at).astimezone(reservation.tz)
        if refused and reservation.decided_at
        else None,
        "rule": rule_of(reservation) if refused else "",
        "usage": usage_of(reservation, desk.now) if refused else None,
        "instead": instead_of(reservation, desk.hat, desk.now)
        if asked and reservation.state in CLOSED
        else [],
    }


def _form(
    desk: Desk, form: AppealForm | AnswerAppealForm | None, *, asked: bool
) -> AppealForm | AnswerAppealForm | None:
    """Return the form that this hat may fill in: the asker's, the administrator's, or none."""
    reservation, appeal = desk.reservation, getattr(desk.reservation, "appeal", None)
    if appeal is not None:
        judges = permissions.may_answer_appeals(desk.hat, reservation.asset.organisation_id)
        waits = judges and appeal.answered_at is None
        return (form or AnswerAppealForm(auto_id="reponse_%s")) if waits else None
    against = appeal_objections(
        state=reservation.state,
        decided_at=reservation.decided_at,
        starts_at=reservation.starts_at,
        already=False,
        now=timezone.now(),
    )
    return (form or AppealForm(auto_id="reexamen_%s")) if asked and not against else None
