"""Looking again at refusals: asking for it, the list of those who administer, the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import NotAllowed, Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.appeals import AnswerAppealForm, AppealForm
from maillon.sharing.reservations.queries.appeals import appeals_to, tally_of
from maillon.sharing.reservations.queries.following import row_of
from maillon.sharing.reservations.services.appeals import answer_appeal, make_appeal
from maillon.sharing.reservations.views.following import desk_for
from maillon.sharing.reservations.views.page import show_page

PER_PAGE = 25


@login_required
def ask(request: HatRequest, reference: str) -> HttpResponse:
    """Ask that a refusal be looked at again; opened by its address, the page with the question."""
    desk = desk_for(request, reference)
    if not permissions.asked_for(desk.hat, desk.reservation):
        raise NotAllowed(explained([Objection("not_asker")]))
    form = AppealForm(request.POST if request.method == "POST" else None, auto_id="reexamen_%s")
    if request.method != "POST":
        return show_page(request, desk, appeal_form=form)
    if not form.is_valid():
        return show_page(request, desk, appeal_form=form, status=422)
    try:
        make_appeal(reference=reference, hat=request.hat, text=form.cleaned_data["text"], now=timezone.now())
    except Refusal as refusal:
        return show_page(request, desk, appeal_form=form, reasons=refusal.reasons, status=refusal.status)
    messages.success(
        request, _("Le réexamen est demandé\u00a0: l’administration de l’organisation vous répondra.")
    )
    return redirect("reservations:show", reference)


@login_required
def answer(request: HatRequest, reference: str) -> HttpResponse:
    """Answer, for the owner; opened by its address, the page with the question."""
    desk = desk_for(request, reference)
    if not permissions.may_answer_appeals(desk.hat, desk.reservation.asset.organisation_id):
        raise NotAllowed(explained([Objection("not_administrator")]))
    if getattr(desk.reservation, "appeal", None) is None:
        raise Http404
    form = AnswerAppealForm(request.POST if request.method == "POST" else None, auto_id="reponse_%s")
    if request.method != "POST":
        return show_page(request, desk, appeal_form=form)
    if not form.is_valid():
        return show_page(request, desk, appeal_form=form, status=422)
    try:
        answer_appeal(reference=reference, hat=request.hat, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return show_page(request, desk, appeal_form=form, status=refusal.status)
    messages.success(request, _("Votre réponse est envoyée, avec vos raisons."))
    return redirect("reservations:show", reference)


@login_required
def received(request: HatRequest) -> HttpResponse:
    """List the refusals to look at again, or those that were, with the count of a year."""
    organisation_id = request.hat.organisation_id
    if organisation_id is None or not permissions.may_answer_appeals(request.hat, organisation_id):
        raise NotAllowed(explained([Objection("not_administrator")]))
    answered = request.GET.get("etat") == "repondus"
    found = appeals_to(organisation_id, request.hat, answered=answered)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row_of(one.reservation), one) for one in page],
        "answered": answered,
        "tally": tally_of(organisation_id, timezone.now()),
        "tabs": [(_("À répondre"), "?", not answered), (_("Répondus"), "?etat=repondus", answered)],
    }
    return render(request, "reservations/appeals.html", context)
