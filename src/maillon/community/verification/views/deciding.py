"""Those who verify: what waits for them, one request to decide, a body to confirm, a verification to withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noted
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.community.verification import services
from maillon.community.verification.errors import SENTENCES
from maillon.community.verification.forms import DecisionForm, WithdrawForm
from maillon.community.verification.models import Request
from maillon.community.verification.permissions import ask_for_a_queue, ask_to_verify
from maillon.community.verification.queries import (
    ending_soon,
    history_of,
    pieces_of,
    shown_requests,
    waiting_for,
)
from maillon.community.verification.rules import judge_objections

PAGE = 30
DONE = {
    "granted": _noted("La vérification est accordée; l’organisation en est avisée."),
    "refused": _noted("La vérification est refusée; l’organisation reçoit votre motif."),
    "more": _noted("La demande de précision est envoyée; le dossier est rendu à l’organisation."),
}


@login_required
def queue(request: HatRequest) -> HttpResponse:
    """List the requests that wait, the oldest first, and the verifications that end soon."""
    ask_for_a_queue(request.hat)
    today = timezone.localdate()
    context = {
        "page": Paginator(waiting_for(request.hat), PAGE).get_page(request.GET.get("page")),
        "ending": ending_soon(request.hat, today)[:PAGE],
    }
    return render(request, "verification/queue.html", context)


@login_required
def decide(request: HatRequest, pk: int) -> HttpResponse:
    """Read one request and decide: grant, ask for more, refuse."""
    asked = get_object_or_404(shown_requests(), pk=pk)
    ask_to_verify(request.hat, asked.organisation)
    now = timezone.now()
    form = DecisionForm(request.POST or None, request=asked, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        judgement = form.judgement()
        try:
            services.decide_request(request_id=pk, judgement=judgement, by=request.hat, now=now)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _(DONE[judgement.outcome]))
            return redirect("verification:queue")
    return render(
        request, "verification/decide.html", _desk(request, asked, form), status=422 if form.errors else 200
    )


def _desk(request: HatRequest, asked: Request, form: DecisionForm) -> dict[str, object]:
    """Return what the one who decides has before them."""
    against = judge_objections(services.judge_of(asked, request.hat, timezone.now()))
    return {
        "asked": asked,
        "organisation": asked.organisation,
        "form": form,
        "pieces": pieces_of(asked),
        "history": history_of(asked.organisation_id),
        "decidable": asked.state == Request.State.SENT,
        "against": [SENTENCES[one.code] for one in against],
    }


@login_required
@require_POST
def confirm(request: HatRequest, pk: int) -> HttpResponse:
    """Confirm, as a steward, that an organisation is a public body."""
    services.confirm_body(organisation_id=pk, by=request.hat, now=timezone.now())
    messages.success(request, _("L’organisme est confirmé; son administration en est avisée."))
    return redirect("organisations:show", pk)


@login_required
def withdraw(request: HatRequest, pk: int) -> HttpResponse:
    """Take a verification back, with a motive."""
    organisation = get_object_or_404(Organisation, pk=pk)
    ask_to_verify(request.hat, organisation)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data
        try:
            services.withdraw_verification(
                organisation_id=pk,
                motive=why["motive"],
                reason=why["reason"],
                by=request.hat,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("La vérification est retirée; l’organisation en est avisée."))
            return redirect("verification:status", pk)
    context = {"organisation": organisation, "form": form}
    return render(request, "verification/withdraw.html", context, status=422 if form.errors else 200)
