"""The page of one request: what it says, the rule, the history, the consequence, and what may be done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from maillon.base.refusals import Reason
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.forms.answering import CancelForm, ExceptionForm, RefuseForm
from maillon.sharing.reservations.forms.threads import ClarifyForm, MessageForm
from maillon.sharing.reservations.models import BundleItem, Reservation
from maillon.sharing.reservations.queries import following
from maillon.sharing.reservations.queries.alternatives import alternatives_to
from maillon.sharing.reservations.queries.series import rule_in_words
from maillon.sharing.reservations.queries.terms import terms_in_words
from maillon.sharing.reservations.queries.threads import root_of
from maillon.sharing.reservations.rules import Action, next_steps
from maillon.sharing.reservations.views.thread_panel import thread_context


@dataclass(frozen=True, slots=True)
class Desk:
    """One request before one hat: what they may do, and where its buttons lead."""

    reservation: Reservation
    hat: Hat
    now: dt.datetime
    approve_url: str
    refuse_url: str
    clarify_url: str
    back_url: str

    @classmethod
    def of(cls, reservation: Reservation, hat: Hat) -> "Desk":
        """Return the desk of someone signed in."""
        urls = [
            reverse(f"reservations:{name}", args=[reservation.reference])
            for name in ("approve", "refuse", "clarify", "show")
        ]
        return cls(reservation, hat, timezone.now(), *urls)

    @property
    def root(self) -> Reservation:
        """Return the request that carries the thread."""
        return root_of(self.reservation)

    @property
    def steps(self) -> frozenset[Action]:
        """Return what this hat may do now."""
        mine = {
            Action.APPROVE: permissions.may_decide(self.hat, self.reservation),
            Action.REFUSE: permissions.may_decide(self.hat, self.reservation),
            Action.CLARIFY: permissions.may_decide(self.hat, self.reservation)
            and permissions.speaks_for_owner(self.hat, self.reservation),
            Action.CANCEL: permissions.may_cancel(self.hat, self.reservation),
        }
        possible = next_steps(
            self.reservation.state,
            starts_at=self.reservation.starts_at,
            ends_at=self.reservation.ends_at,
            now=self.now,
        )
        return frozenset(step for step in possible if mine[step])

    def refuse_form(self, data: Any = None) -> RefuseForm:
        """Return the form of a refusal, with what may be proposed instead."""
        others = alternatives_to(self.reservation, now=self.now)
        return RefuseForm(data, tz=self.reservation.tz, others=others, auto_id="refus_%s")

    def cancel_form(self, data: Any = None) -> CancelForm:
        """Return the form of a cancellation; the owner must say why."""
        by_owner = not permissions.asked_for(self.hat, self.reservation)
        return CancelForm(data, by_owner=by_owner, auto_id="annulation_%s")


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
        **thread_context(desk.root, reservation, desk.hat, form=thread_form, by_link=by_link),
        "reasons": reasons,
        "asked": permissions.asked_for(desk.hat, reservation),
    }
    return render(request, "reservations/show.html", context, status=status)


def _rule_of(item: BundleItem) -> str:
    """Return the rule of the series of which the request is a date, in words; « » when it is of none."""
    series = getattr(item.bundle, "series", None)
    return rule_in_words(series.repetition, series.changes) if series is not None else ""
