"""The page of one request: what it says, the rule, the history, the consequence, and what may be done."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render

from maillon.base.refusals import Reason
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.forms.answering import CancelForm, ExceptionForm, RefuseForm
from maillon.sharing.reservations.forms.appeals import AnswerAppealForm, AppealForm
from maillon.sharing.reservations.forms.threads import ClarifyForm, MessageForm
from maillon.sharing.reservations.models import BundleItem
from maillon.sharing.reservations.queries import following
from maillon.sharing.reservations.queries.deciding import decided_alone
from maillon.sharing.reservations.queries.series import rule_in_words
from maillon.sharing.reservations.queries.terms import terms_in_words
from maillon.sharing.reservations.rules import Action
from maillon.sharing.reservations.views.desk import Desk
from maillon.sharing.reservations.views.refusal_panel import refusal_context
from maillon.sharing.reservations.views.thread_panel import thread_context


def show_page(
    request: HatRequest,
    desk: Desk,
    *,
    by_link: bool = False,
    refuse_form: RefuseForm | None = None,
    cancel_form: CancelForm | None = None,
    clarify_form: ClarifyForm | None = None,
    thread_form: MessageForm | None = None,
    exception_form: ExceptionForm | None = None,
    appeal_form: AppealForm | AnswerAppealForm | None = None,
    reasons: Sequence[Reason] = (),
    status: int = 200,
) -> HttpResponse:
    """Show the page, with the forms as they were sent when something was refused."""
    reservation, steps = desk.reservation, desk.steps
    decides = Action.APPROVE in steps or Action.REFUSE in steps
    offer = getattr(reservation.asset, "offer", None)
    item = getattr(reservation, "bundled", None)
    context = {
        "reservation": reservation,
        "desk": desk,
        "row": following.row_of(reservation),
        "details": following.details_of(reservation),
        "history": following.history_of(reservation),
        "alternative": following.alternative_in_words(reservation),
        "alternative_query": following.alternative_query(reservation),
        "terms": terms_in_words(offer.terms) if offer else [],
        "conditions": offer.terms.conditions if offer else "",
        "past": following.past_of(reservation) if decides else None,
        "by_link": by_link,
        "bundle": item.bundle if item is not None and not by_link else None,
        "series_rule": _rule_of(item) if item is not None and not by_link else "",
        "can_approve": Action.APPROVE in steps,
        "can_cancel": Action.CANCEL in steps and not by_link,
        "refuse_form": (refuse_form or desk.refuse_form()) if Action.REFUSE in steps else None,
        "cancel_form": cancel_form or desk.cancel_form(),
        "exception_form": exception_form,
        "refusing": refuse_form is not None,
        "cancelling": cancel_form is not None,
        "clarify_form": (clarify_form or ClarifyForm(auto_id="precision_%s"))
        if Action.CLARIFY in steps
        else None,
        "clarifying": clarify_form is not None,
        "decided_alone": decided_alone(reservation),
        **refusal_context(desk, appeal_form),
        **thread_context(desk.root, reservation, desk.hat, form=thread_form, by_link=by_link),
        "reasons": reasons,
        "asked": permissions.asked_for(desk.hat, reservation),
    }
    return render(request, "reservations/show.html", context, status=status)


def _rule_of(item: BundleItem) -> str:
    """Return the rule of the series of which the request is a date, in words; « » when it is of none."""
    series = getattr(item.bundle, "series", None)
    return rule_in_words(series.repetition, series.changes) if series is not None else ""
