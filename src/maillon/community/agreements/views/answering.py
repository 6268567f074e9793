"""A partner accepts or declines; a party ends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import NotAllowed, Refusal
from maillon.community.agreements import services
from maillon.community.agreements.forms import DeclineForm, EndForm
from maillon.community.agreements.pages import Shown, shown
from maillon.community.agreements.permissions import ask_to_sign
from maillon.community.agreements.queries import agreement_seen
from maillon.community.organisations.requests import HatRequest


def _seen(request: HatRequest, pk: int) -> Shown:
    found = agreement_seen(pk, request.hat)
    if found is None:
        raise Http404
    ask_to_sign(request.hat, request.hat.organisation_id)
    return shown(found, request.hat, timezone.localdate())


@login_required
@require_POST
def accept(request: HatRequest, pk: int) -> HttpResponse:
    """Accept the agreement as it was read."""
    revision = request.POST.get("version", "")
    try:
        services.accept_agreement(
            agreement_id=pk,
            revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0,
            by=request.hat,
            now=timezone.now(),
        )
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C’est accepté; le propriétaire en est avisé."))
    return redirect("agreements:show", pk)


@login_required
def decline(request: HatRequest, pk: int) -> HttpResponse:
    """Say no, and why."""
    found = _seen(request, pk)
    if not found.may_answer:
        raise NotAllowed(_("Votre organisation n’a pas de réponse à donner à cette entente."))
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.decline_agreement(
                agreement_id=pk, reason=form.cleaned_data["reason"], by=request.hat, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("C’est décliné; le propriétaire reçoit votre raison."))
            return redirect("agreements:show", pk)
    context = {"form": form, "agreement": found.agreement}
    return render(request, "agreements/decline.html", context, status=422 if form.errors else 200)


@login_required
def end(request: HatRequest, pk: int) -> HttpResponse:
    """End the agreement, or leave it, now or after a day."""
    found = _seen(request, pk)
    if not found.may_end:
        raise NotAllowed(_("Il n’y a rien à terminer ici sous ce chapeau."))
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            services.end_agreement(
                agreement_id=pk,
                reason=form.cleaned_data["reason"],
                ends_on=form.ends_on(timezone.localdate(now)),
                by=request.hat,
                now=now,
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("La fin est notée; les autres organisations en sont avisées."))
            return redirect("agreements:show", pk)
    context = {"form": form, "agreement": found.agreement, "owner": found.owner}
    return render(request, "agreements/end.html", context, status=422 if form.errors else 200)
