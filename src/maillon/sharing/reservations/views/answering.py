"""Answering for the owner: the list of what waits, and the answer, signed in or by the link of an e-mail.

Opening a link shows; a button decides.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from maillon.base.audit import because
from maillon.base.live import sign_topics
from maillon.base.refusals import NotAllowed, NotFound, Refusal
from maillon.community.organisations.models import Membership
from maillon.community.organisations.requests import HatRequest
from maillon.community.saved_views.queries import default_address
from maillon.kernel.objections import Objection
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.answering import ExceptionForm, ManyForm
from maillon.sharing.reservations.forms.waiting import WaitingFilter
from maillon.sharing.reservations.links import read_answer
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import awaiting_answer, one_for
from maillon.sharing.reservations.queries.grouping import grouped_rows, one_of_each
from maillon.sharing.reservations.saved import WAITING
from maillon.sharing.reservations.services.announcing import topic_of
from maillon.sharing.reservations.services.checks import may_be_excused
from maillon.sharing.reservations.services.requests import approve_reservation, refuse_reservation
from maillon.sharing.reservations.views.desk import Desk
from maillon.sharing.reservations.views.following import desk_for
from maillon.sharing.reservations.views.narrowing import around
from maillon.sharing.reservations.views.page import show_page
from maillon.sharing.reservations.views.threads import clarify_at

AT_MOST = 100


@login_required
def to_decide(request: HatRequest) -> HttpResponse:
    """List the requests that wait for this hat's answer, most urgent first."""
    organisation_id = request.hat.organisation_id
    if organisation_id is None or not permissions.may_decide_for(request.hat, organisation_id):
        raise NotAllowed(explained([Objection("not_decider")]))
    if not request.GET and (first := default_address(WAITING, request.hat)):
        return redirect(first)
    return show_list(request, organisation_id)


def show_list(
    request: HatRequest,
    organisation_id: int,
    *,
    form: ManyForm | None = None,
    chosen: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """Show what waits for an answer, with the answer to several as it was sent when something was refused."""
    narrowed = WaitingFilter(request.GET)
    found = narrowed.apply(awaiting_answer(organisation_id), organisation_id)
    waiting = one_of_each(found, "answer_due_at", "pk")
    rows = grouped_rows(waiting[:AT_MOST])
    more = waiting.count() - len(rows) if len(rows) == AT_MOST else 0
    topics = urlencode({"sujets": sign_topics([topic_of(organisation_id)])})
    context = {
        "rows": rows,
        "more": more,
        "narrowed": narrowed,
        "here": request.get_full_path() if form is None else reverse("reservations:to_decide"),
        "many_form": form or ManyForm(auto_id="plusieurs_%s"),
        "many_wrong": form is not None,
        "chosen": chosen,
        "stream": f"{settings.LIVE_URL}/flux?{topics}",
    }
    if not request.htmx:
        context |= around(request.hat, request.GET, organisation_id)
    page = "reservations/_to_decide.html" if request.htmx else "reservations/to_decide.html"
    response = render(request, page, context, status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


@login_required
def approve(request: HatRequest, reference: str) -> HttpResponse:
    """Say yes, by the button only."""
    return _approve(request, desk_for(request, reference))


@login_required
def refuse(request: HatRequest, reference: str) -> HttpResponse:
    """Say no with a motive; opened by its address, the page with the question."""
    return _refuse(request, desk_for(request, reference))


def answer(request: HatRequest, token: str) -> HttpResponse:
    """Show a request to the approver who holds the link."""
    return show_page(request, _desk_of_link(token), by_link=True)


def answer_approve(request: HatRequest, token: str) -> HttpResponse:
    """Say yes from the page of the link."""
    desk = _desk_of_link(token)
    with because("signed link", person=desk.hat.person_id, membership=desk.hat.membership_id):
        return _approve(request, desk, by_link=True)


def answer_refuse(request: HatRequest, token: str) -> HttpResponse:
    """Say no from the page of the link."""
    desk = _desk_of_link(token)
    with because("signed link", person=desk.hat.person_id, membership=desk.hat.membership_id):
        return _refuse(request, desk, by_link=True)


def answer_clarify(request: HatRequest, token: str) -> HttpResponse:
    """Ask for more from the page of the link."""
    desk = _desk_of_link(token)
    with because("signed link", person=desk.hat.person_id, membership=desk.hat.membership_id):
        return clarify_at(request, desk, by_link=True)


def _desk_of_link(token: str) -> Desk:
    """Return the request before the membership to which the link was sent, if it still answers for the owner."""
    link = read_answer(token)
    membership = (
        Membership.objects.current(timezone.localdate())
        .select_related("organisation__mrc")
        .filter(pk=link.membership_id)
        .first()
    )
    reservation = Reservation.objects.only("reference").filter(pk=link.reservation_id).first()
    if membership is None or reservation is None:
        raise NotFound(explained([Objection("link_expired")]))
    hat = membership.hat()
    shown = one_for(reservation.reference, hat)
    if shown is None or not permissions.may_decide(hat, shown):
        raise NotFound(explained([Objection("link_expired")]))
    names = ("answer_approve", "answer_refuse", "answer_clarify", "answer")
    return Desk(
        shown, hat, timezone.now(), *(reverse(f"reservations:{name}", args=[token]) for name in names)
    )


def _ask_to_decide(desk: Desk) -> None:
    if not permissions.may_decide(desk.hat, desk.reservation):
        raise NotAllowed(explained([Objection("not_decider")]))


def _approve(request: HatRequest, desk: Desk, *, by_link: bool = False) -> HttpResponse:
    _ask_to_decide(desk)
    if request.method != "POST":
        return redirect(desk.back_url)
    form = ExceptionForm(request.POST if "exception" in request.POST else None, auto_id="exception_%s")
    exception = form.cleaned_data["exception"] if form.is_valid() else ""
    try:
        approve_reservation(
            reference=desk.reservation.reference, hat=desk.hat, exception=exception, now=desk.now
        )
    except Refusal as refusal:
        asking = form if all(may_be_excused(reason) for reason in refusal.reasons) else None
        return show_page(
            request,
            desk,
            by_link=by_link,
            exception_form=asking,
            reasons=refusal.reasons,
            status=refusal.status,
        )
    messages.success(request, _("C’est accepté\u00a0: la personne qui demandait en est avertie."))
    return redirect(desk.back_url)


def _refuse(request: HatRequest, desk: Desk, *, by_link: bool = False) -> HttpResponse:
    _ask_to_decide(desk)
    form = desk.refuse_form(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return show_page(request, desk, by_link=by_link, refuse_form=form)
    if not form.is_valid():
        return show_page(request, desk, by_link=by_link, refuse_form=form, status=422)
    try:
        refuse_reservation(
            reference=desk.reservation.reference,
            hat=desk.hat,
            motive=form.cleaned_data["motive"],
            reason=form.cleaned_data["reason"],
            alternative_asset_id=form.cleaned_data.get("alternative_asset"),
            alternative=form.alternative(),
            now=desk.now,
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return show_page(request, desk, by_link=by_link, refuse_form=form, status=refusal.status)
    messages.success(request, _("C’est refusé\u00a0: la personne qui demandait reçoit votre motif."))
    return redirect(desk.back_url)
