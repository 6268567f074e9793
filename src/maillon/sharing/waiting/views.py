"""The line: entering it, one’s own, one wait, and what is waited for on our assets."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillon.base.refusals import NotAllowed, Reason, Refusal
from maillon.base.web.formats import language, number
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.spans import Span
from maillon.kernel.words import format_period
from maillon.sharing.reservations.permissions import may_ask, may_decide_for
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.terms.models import Offer
from maillon.sharing.waiting.forms import JoinForm, PeriodForm
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.queries import demand, moment_in_words, one_for, rows_of, waits_of
from maillon.sharing.waiting.services import join, leave, take_place

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def join_line(request: HatRequest, asset_id: int) -> HttpResponse:
    """Enter the line for the period that the address says; whoever is not signed in signs in first."""
    offer = offer_of(asset_id, request.hat)
    asked = PeriodForm(request.GET)
    if offer is None:
        raise Http404
    if not asked.is_valid():
        return redirect("reservations:ask", asset_id)
    starts_at, ends_at = asked.period(offer)
    form = JoinForm(request.POST if request.method == "POST" else None, offer=offer)
    if request.method != "POST":
        return _join_page(request, offer, form, starts_at, ends_at)
    if not request.hat.signed_in:
        return redirect_to_login(request.get_full_path())
    if form.is_valid():
        try:
            wait = join(hat=request.hat, wish=form.wish(offer, starts_at, ends_at), now=timezone.now())
        except Refusal as refusal:
            left = form.left_over(refusal.reasons)
            return _join_page(request, offer, form, starts_at, ends_at, reasons=left, status=refusal.status)
        messages.success(request, _("Vous êtes sur la liste : nous vous écrirons si la place se libère."))
        return redirect("waiting:show", wait.uid)
    return _join_page(request, offer, form, starts_at, ends_at, status=422)


def _join_page(
    request: HatRequest,
    offer: Offer,
    form: JoinForm,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    reasons: Sequence[Reason] = (),
    status: int = 200,
) -> HttpResponse:
    tz = Wait(asset=offer.asset).tz
    in_order = starts_at < ends_at
    context = {
        "asset": offer.asset,
        "form": form,
        "when": format_period(Span(starts_at, ends_at), tz, language()) if in_order else "",
        "reasons": reasons,
        "may_ask": not request.hat.signed_in or may_ask(request.hat),
    }
    return render(request, "waiting/join.html", context, status=status)


@login_required
def mine(request: HatRequest) -> HttpResponse:
    """List what my organisation waits for."""
    page = Paginator(waits_of(request.hat), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "waiting/mine.html", {"page": page, "rows": rows_of(list(page))})


@login_required
def demanded(request: HatRequest) -> HttpResponse:
    """List what others wait for on the assets of the hat’s organisation."""
    owner_id = request.hat.organisation_id
    if owner_id is None or not may_decide_for(request.hat, owner_id):
        raise NotAllowed(
            _("Les listes d’attente se lisent dans l’organisation à qui les biens appartiennent.")
        )
    page = Paginator(demand(owner_id), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "waiting/demand.html", {"page": page, "rows": rows_of(list(page))})


@login_required
def show(request: HatRequest, uid: uuid.UUID) -> HttpResponse:
    """Show one wait, and what can be done with it."""
    return _page(request, uid)


@login_required
@require_POST
def take(request: HatRequest, uid: uuid.UUID) -> HttpResponse:
    """Take the place that is kept."""
    try:
        reservation = take_place(uid=uid, hat=request.hat, now=timezone.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _page(request, uid, reasons=refusal.reasons, status=refusal.status)
    confirmed = reservation.state == reservation.State.APPROVED
    messages.success(request, _("C’est réservé.") if confirmed else _("Votre demande est envoyée."))
    return redirect("reservations:show", reservation.reference)


@login_required
@require_POST
def withdraw(request: HatRequest, uid: uuid.UUID) -> HttpResponse:
    """Leave the line."""
    try:
        leave(uid=uid, hat=request.hat, now=timezone.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _page(request, uid, reasons=refusal.reasons, status=refusal.status)
    messages.success(request, _("Vous n’êtes plus sur cette liste."))
    return redirect("waiting:mine")


def _page(
    request: HatRequest, uid: uuid.UUID, *, reasons: Sequence[Reason] = (), status: int = 200
) -> HttpResponse:
    wait = one_for(uid, request.hat)
    if wait is None:
        raise Http404
    (row,) = rows_of([wait])
    ours = may_ask(request.hat) and request.hat.acts_for(wait.organisation_id)
    context = {
        "wait": wait,
        "row": row,
        "until": moment_in_words(wait.kept_until, wait.tz) if wait.kept_until else "",
        "details": _details(wait),
        "reasons": reasons,
        "may_take": ours and wait.state == Wait.State.OFFERED,
        "may_leave": ours and wait.state in (Wait.State.WAITING, Wait.State.OFFERED),
    }
    return render(request, "waiting/show.html", context, status=status)


def _details(wait: Wait) -> list[tuple[str, str]]:
    lines = [
        (_("Propriétaire"), wait.asset.organisation.name),
        (_("Pour"), wait.organisation.name),
        (_("Activité"), wait.purpose),
    ]
    if wait.attendees:
        lines.append((_("Personnes"), number(wait.attendees)))
    if wait.quantity > 1:
        lines.append((_("Quantité"), number(wait.quantity)))
    lines.append((_("Inscrite le"), moment_in_words(wait.joined_at, wait.tz)))
    return lines
