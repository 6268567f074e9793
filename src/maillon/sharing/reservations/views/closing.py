"""Closures: the list, planning one with what it would displace, one that is planned, opening again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.reservations.closing import Handling, closure_objections
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.closing import ClosureForm, key_of
from maillon.sharing.reservations.phrases import closure_when
from maillon.sharing.reservations.promised import request_in_words
from maillon.sharing.reservations.queries.closing import (
    ClosurePlan,
    closable,
    closed_assets,
    closures_of,
    over,
    plan_of,
    targets,
    to_come,
    zone_of,
)
from maillon.sharing.reservations.services.closing import close_assets, end_closure

PER_PAGE = 25
LISTED = 20


@login_required
def closures(request: HatRequest) -> HttpResponse:
    """List the closures to come, then those that are over, by pages."""
    owner_id, now = ask_to_keep(request.hat, request.hat.organisation_id), timezone.now()
    page = Paginator(over(owner_id, now), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "coming": [(one, closure_when(one)) for one in to_come(owner_id, now)],
        "past": [(one, closure_when(one)) for one in page],
        "page": page,
        "now": now,
        "owner_name": request.hat.organisation_name,
    }
    return render(request, "reservations/closing/list.html", context)


@login_required
def plan(request: HatRequest) -> HttpResponse:
    """Describe a closure, see which bookings are in its way, choose what becomes of them, close."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    form = ClosureForm(request.POST or None, owner_id=owner_id, asset=_asset(request, owner_id))
    planned = _planned(form, owner_id) if request.method == "POST" and form.is_valid() else None
    if planned is not None and _decided(request, planned, form):
        try:
            done = close_assets(
                hat=request.hat, wish=form.wish(), handling=_handling(form), now=timezone.now()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("C’est fermé : plus personne ne peut réserver pendant ce temps."))
            return redirect("reservations:closure", done.pk)
    context = {"form": form, "shown": _shown(planned) if planned is not None else None}
    return render(request, "reservations/closing/plan.html", context, status=422 if form.errors else 200)


def _asset(request: HatRequest, owner_id: int) -> Asset | None:
    """Return the asset whose page led here."""
    number = request.GET.get("bien", "")
    return closable(owner_id).filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None


def _planned(form: ClosureForm, owner_id: int) -> ClosurePlan | None:
    """Return what the closure would do; None, with the reasons at their fields, when it makes no sense."""
    wish, now = form.wish(), timezone.now()
    assets = targets(wish, owner_id)
    for reason in explained(closure_objections(wish, zone=zone_of(assets), now=now)) if assets else ():
        form.add_error(reason.field, reason.message)
    return plan_of(wish, assets, now) if assets and not form.errors else None


def _decided(request: HatRequest, planned: ClosurePlan, form: ClosureForm) -> bool:
    """Return whether what was shown is what there is, and whoever looks said what becomes of the bookings."""
    if request.POST.get("etape") != "fermer" or request.POST.get("vu") != key_of(planned):
        return False
    if (planned.bookings or planned.others) and not form.cleaned_data.get("handling"):
        form.add_error("handling", _("Dites ce que deviennent ces réservations."))
        return False
    return True


def _handling(form: ClosureForm) -> Handling:
    return Handling(form.cleaned_data.get("handling") or Handling.REFUSE)


def _shown(planned: ClosurePlan) -> dict[str, Any]:
    return {
        "assets": planned.assets,
        "lines": [request_in_words(one) for one in planned.bookings[:LISTED]],
        "more": max(len(planned.bookings) - LISTED, 0),
        "count": len(planned.bookings),
        "others": len(planned.others),
        "key": key_of(planned),
    }


@login_required
def show(request: HatRequest, pk: int) -> HttpResponse:
    """Show one closure and what it closes."""
    owner_id, now = ask_to_keep(request.hat, request.hat.organisation_id), timezone.now()
    closure = get_object_or_404(closures_of(owner_id), pk=pk)
    context = {
        "closure": closure,
        "when": closure_when(closure),
        "assets": closed_assets(closure.pk),
        "can_end": closure.ended_at is None and closure.ends_at > now,
        "begun": closure.starts_at <= now,
    }
    return render(request, "reservations/closing/show.html", context)


@login_required
@require_POST
def end(request: HatRequest, pk: int) -> HttpResponse:
    """Open again, in one click."""
    try:
        end_closure(closure_id=pk, hat=request.hat, now=timezone.now())
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("La fermeture est levée : ce qui restait fermé se réserve de nouveau."))
    return redirect("reservations:closure", pk)
