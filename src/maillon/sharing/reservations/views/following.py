"""My requests, one of them, and giving a period back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import NotAllowed, Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.community.people.models import Person
from maillon.kernel.objections import Objection
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.links import sign_calendar
from maillon.sharing.reservations.queries.following import finished, one_for, upcoming
from maillon.sharing.reservations.queries.grouping import grouped_rows, one_of_each
from maillon.sharing.reservations.services.requests import cancel_reservation
from maillon.sharing.reservations.views.desk import Desk
from maillon.sharing.reservations.views.page import show_page

PER_PAGE = 25


@login_required
def mine(request: HatRequest) -> HttpResponse:
    """List what I asked for, and what my organisation asked for: to come, then the rest."""
    now, here = timezone.now(), reverse("reservations:mine")
    past = request.GET.get("quand") == "passees"
    order = ("-starts_at", "-pk") if past else ("starts_at", "pk")
    found = one_of_each(finished(request.hat, now) if past else upcoming(request.hat, now), *order)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    person = Person.objects.get(pk=request.hat.wearer_id)
    context = {
        "page": page,
        "rows": grouped_rows(page, past=past),
        "past": past,
        "tabs": [(_("À venir"), here, not past), (_("Passées et closes"), f"{here}?quand=passees", past)],
        "feed": request.build_absolute_uri(reverse("reservations:feed", args=[sign_calendar(person)])),
    }
    return render(request, "reservations/mine.html", context)


def desk_for(request: HatRequest, reference: str) -> Desk:
    """Return the request before the hat of this page; 404 when they may not know of it."""
    reservation = one_for(reference, request.hat)
    if reservation is None:
        raise Http404
    return Desk.of(reservation, request.hat)


@login_required
def show(request: HatRequest, reference: str) -> HttpResponse:
    """Show one request on one page."""
    return show_page(request, desk_for(request, reference))


@login_required
def cancel(request: HatRequest, reference: str) -> HttpResponse:
    """Give the period back; opened by its address, the page of the request with the question."""
    desk = desk_for(request, reference)
    if not permissions.may_cancel(desk.hat, desk.reservation):
        raise NotAllowed(explained([Objection("not_yours")]))
    form = desk.cancel_form(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return show_page(request, desk, cancel_form=form)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            cancel_reservation(reference=reference, hat=request.hat, reason=reason, now=timezone.now())
        except Refusal as refusal:
            return show_page(request, desk, cancel_form=form, reasons=refusal.reasons, status=refusal.status)
        messages.success(request, _("C’est annulé\u00a0: la place est de nouveau libre."))
        return redirect("reservations:show", reference)
    return show_page(request, desk, cancel_form=form, status=422)
