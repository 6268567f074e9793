"""Answering several requests at once, and what became of each."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from maillon.base.refusals import NotAllowed, Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.answering import ManyForm
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import row_of
from maillon.sharing.reservations.rules import Action
from maillon.sharing.reservations.services.many import decide_many
from maillon.sharing.reservations.views.answering import show_list


@login_required
def decide(request: HatRequest) -> HttpResponse:
    """Answer the chosen requests; what is wrong is said on the list, with the choices kept."""
    organisation_id = request.hat.organisation_id
    if organisation_id is None or not permissions.may_decide_for(request.hat, organisation_id):
        raise NotAllowed(explained([Objection("not_decider")]))
    if request.method != "POST":
        return redirect("reservations:to_decide")
    form, chosen = ManyForm(request.POST, auto_id="plusieurs_%s"), request.POST.getlist("demande")
    action = Action.REFUSE if request.POST.get("geste") == "refuser" else Action.APPROVE
    if not form.is_valid():
        return show_list(request, organisation_id, form=form, chosen=chosen, status=422)
    try:
        outcomes = decide_many(
            references=chosen, hat=request.hat, action=action, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return show_list(request, organisation_id, form=form, chosen=chosen, status=refusal.status)
    shown = Reservation.objects.visible_to(request.hat).shown().order_by("pk")
    rows = {one.reference: row_of(one) for one in shown.filter(reference__in=chosen)}
    firsts = shown.filter(bundled__bundle__reference__in=chosen, bundled__position=0)
    rows |= {one.bundled.bundle.reference: row_of(one) for one in firsts.select_related("bundled__bundle")}
    done = sum(one.done for one in outcomes)
    context = {
        "lines": [(rows.get(one.reference), one) for one in outcomes],
        "done": done,
        "left": len(outcomes) - done,
        "refusing": action is Action.REFUSE,
    }
    return render(request, "reservations/decided.html", context)
