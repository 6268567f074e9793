"""The page of a bundle: what it holds, where each stands, and the answers given to all at once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import NotAllowed, Reason, Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.answering import CancelForm, RefuseTogetherForm
from maillon.sharing.reservations.forms.threads import ClarifyForm
from maillon.sharing.reservations.models import Bundle, Reservation, Series
from maillon.sharing.reservations.queries.bundles import bundle_for, is_series, requests_of, rows_of
from maillon.sharing.reservations.rules import Action, next_steps
from maillon.sharing.reservations.services.bundles import approve_bundle, cancel_bundle, refuse_bundle
from maillon.sharing.reservations.services.series import ask_again
from maillon.sharing.reservations.views.series_page import chosen_dates, may_ask_again, series_page
from maillon.sharing.reservations.views.thread_panel import thread_context


def _known(request: HatRequest, reference: str) -> tuple[Bundle, list[Reservation]]:
    bundle = bundle_for(reference, request.hat)
    if bundle is None:
        raise Http404
    return bundle, requests_of(bundle, request.hat)


def _steps(request: HatRequest, requests: Sequence[Reservation]) -> set[Action]:
    """Return what this hat may do to at least one of them."""
    now = timezone.now()
    found: set[Action] = set()
    decides = all(permissions.may_decide(request.hat, one) for one in requests)
    for one in requests:
        possible = next_steps(one.state, starts_at=one.starts_at, ends_at=one.ends_at, now=now)
        if decides:
            found |= possible & {Action.APPROVE, Action.REFUSE}
        if decides and permissions.speaks_for_owner(request.hat, one):
            found |= possible & {Action.CLARIFY}
        if permissions.may_cancel(request.hat, one):
            found |= possible & {Action.CANCEL}
    return found


@login_required
def show(request: HatRequest, reference: str) -> HttpResponse:
    """Show a bundle."""
    bundle, requests = _known(request, reference)
    return _page(request, bundle, requests)


def _page(
    request: HatRequest,
    bundle: Bundle,
    requests: Sequence[Reservation],
    *,
    refuse_form: RefuseTogetherForm | None = None,
    cancel_form: CancelForm | None = None,
    reasons: Sequence[Reason] = (),
    status: int = 200,
) -> HttpResponse:
    steps = _steps(request, requests)
    thread = {
        "clarify_form": ClarifyForm(auto_id="precision_%s") if Action.CLARIFY in steps else None,
        **thread_context(requests[0], _speaker(requests), request.hat),
    }
    if is_series(bundle):
        answers: dict[str, Any] = {"refuse_form": refuse_form, "cancel_form": cancel_form, "more": thread}
        return series_page(request, bundle, requests, steps, **answers, reasons=reasons, status=status)
    rows = rows_of(requests)
    by_owner = not permissions.asked_for(request.hat, requests[0])
    context = {
        "bundle": bundle,
        "rows": rows,
        "first": rows[0].row,
        "can_approve": Action.APPROVE in steps,
        "can_refuse": Action.REFUSE in steps,
        "can_cancel": Action.CANCEL in steps,
        "refuse_form": refuse_form or RefuseTogetherForm(auto_id="refus_%s"),
        "cancel_form": cancel_form or CancelForm(by_owner=by_owner, auto_id="annulation_%s"),
        "refusing": refuse_form is not None,
        "cancelling": cancel_form is not None,
        "reasons": reasons,
        **thread,
    }
    return render(request, "reservations/bundle.html", context, status=status)


def _speaker(requests: Sequence[Reservation]) -> Reservation:
    """Return the request by which one answers here: the one that a question waits on, else the first."""
    return next((one for one in requests if one.state == Reservation.State.CLARIFYING), requests[0])


@login_required
def approve(request: HatRequest, reference: str) -> HttpResponse:
    """Say yes to all, by the button only."""
    bundle, requests = _known(request, reference)
    if not all(permissions.may_decide(request.hat, one) for one in requests):
        raise NotAllowed(explained([Objection("not_decider")]))
    if request.method != "POST":
        return redirect("reservations:bundle", reference)
    only, missing = chosen_dates(request)
    if missing:
        return _page(request, bundle, requests, reasons=missing, status=422)
    try:
        approve_bundle(reference=reference, hat=request.hat, only=only, now=timezone.now())
    except Refusal as refusal:
        return _page(request, bundle, requests, reasons=refusal.reasons, status=refusal.status)
    messages.success(request, _("Tout est accepté : la personne qui demandait en est avertie."))
    return redirect("reservations:bundle", reference)


@login_required
def refuse(request: HatRequest, reference: str) -> HttpResponse:
    """Say no to all, with one motive."""
    bundle, requests = _known(request, reference)
    if not all(permissions.may_decide(request.hat, one) for one in requests):
        raise NotAllowed(explained([Objection("not_decider")]))
    form = RefuseTogetherForm(request.POST if request.method == "POST" else None, auto_id="refus_%s")
    only, missing = chosen_dates(request)
    for reason in missing:
        form.add_error(None, reason.message)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_bundle(
                reference=reference, hat=request.hat, only=only, now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Tout est refusé : la personne qui demandait reçoit votre motif."))
            return redirect("reservations:bundle", reference)
    return _page(request, bundle, requests, refuse_form=form, status=422 if form.errors else 200)


@login_required
def cancel(request: HatRequest, reference: str) -> HttpResponse:
    """Give all of it back."""
    bundle, requests = _known(request, reference)
    if not any(permissions.may_cancel(request.hat, one) for one in requests):
        raise NotAllowed(explained([Objection("not_yours")]))
    by_owner = not permissions.asked_for(request.hat, requests[0])
    data = request.POST if request.method == "POST" else None
    prefix = "cancel" if is_series(bundle) else None  # its page holds both forms in one
    form = CancelForm(data, by_owner=by_owner, auto_id="annulation_%s", prefix=prefix)
    only, missing = chosen_dates(request)
    for reason in missing:
        form.add_error(None, reason.message)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            cancel_bundle(reference=reference, hat=request.hat, reason=reason, only=only, now=timezone.now())
        except Refusal as refusal:
            return _page(
                request, bundle, requests, cancel_form=form, reasons=refusal.reasons, status=refusal.status
            )
        messages.success(request, _("Tout est annulé : les places sont de nouveau libres."))
        return redirect("reservations:bundle", reference)
    return _page(request, bundle, requests, cancel_form=form, status=422 if form.errors else 200)


@login_required
def again(request: HatRequest, reference: str) -> HttpResponse:
    """Ask once more for the dates that a series could not have, by the button only."""
    bundle, requests = _known(request, reference)
    series = Series.objects.select_related("bundle").filter(pk=bundle.pk).first()
    if series is None:
        raise Http404
    if not may_ask_again(request.hat, series):
        raise NotAllowed(explained([Objection("not_yours")]))
    if request.method != "POST":
        return redirect("reservations:bundle", reference)
    try:
        days = [day for written in request.POST.getlist("left") if (day := _day(written))]
        ask_again(reference=reference, hat=request.hat, days=days, now=timezone.now())
    except Refusal as refusal:
        return _page(request, bundle, requests, reasons=refusal.reasons, status=refusal.status)
    messages.success(request, _("Les dates qui se sont libérées rejoignent la série."))
    return redirect("reservations:bundle", reference)


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None
