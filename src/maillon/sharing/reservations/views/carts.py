"""The cart: put aside, looked at again by owner, sent as one order; and the page of an order."""

import datetime as dt
import uuid
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillon.base.refusals import Reason, Refusal
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.queries import hats_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations.carts import Cart
from maillon.sharing.reservations.drafts import moment
from maillon.sharing.reservations.forms.carts import SendForm
from maillon.sharing.reservations.permissions import may_ask
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.carts import (
    order_for,
    ordered_parts,
    requests_of_order,
)
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.orders import Line, check_lines, send_order
from maillon.sharing.reservations.views.cart_rows import parts_of, total_of

CART = "reservations:cart"


def cart_of(request: HatRequest) -> Cart:
    """Return the cart of whoever is here."""
    return Cart(request.session, request.hat.person_id)


def _hats(request: HatRequest) -> list[Hat]:
    if request.hat.person_id is None:
        return []
    every = hats_of(person_id=request.hat.person_id, on=timezone.localdate())
    return [hat for hat in every if may_ask(hat)]


@require_safe
def show(request: HatRequest) -> HttpResponse:
    """Show the cart, each line looked at again."""
    return _page(request, SendForm(hats=_hats(request)))


@require_POST
def add(request: HatRequest) -> HttpResponse:
    """Put a moment of an asset in the cart."""
    number = request.POST.get("bien", "")
    offer = offer_of(int(number), request.hat) if number.isdecimal() and len(number) < 19 else None
    if offer is None:
        raise Http404
    line = _line(request, offer.asset_id, ZoneInfo(offer.asset.site.time_zone))
    if line is None:
        messages.error(request, _("Choisissez un jour, un début et une fin."))
        return redirect("reservations:ask", offer.asset_id)
    return _put(request, line)


def put_aside(request: HatRequest, wish: Wish) -> HttpResponse:
    """Put in the cart what the first step of a request said."""
    return _put(request, Line(wish.asset_id, wish.starts_at, wish.ends_at, wish.quantity))


def _put(request: HatRequest, line: Line) -> HttpResponse:
    try:
        cart_of(request).add(line)
    except Refusal as refusal:
        messages.error(request, " ".join(reason.message for reason in refusal.reasons))
    else:
        messages.success(request, _("C’est dans votre panier."))
    return redirect(CART)


def _line(request: HatRequest, asset_id: int, zone: ZoneInfo) -> Line | None:
    """Read the moment that was sent; None when it cannot be read or ends before it starts."""
    given = request.POST
    quantity = given.get("quantite", "1")
    try:
        starts = moment(given["date"], given["de"], zone)
        ends = moment(given["date"], given["a"], zone)
        many = int(quantity)
    except (KeyError, ValueError, OverflowError):
        return None
    soon = timezone.now() - dt.timedelta(days=1) < starts < timezone.now() + dt.timedelta(days=600)
    return Line(asset_id, starts, ends, many) if soon and starts < ends and 1 <= many <= 100_000 else None


@require_POST
def drop(request: HatRequest) -> HttpResponse:
    """Take a line out of the cart."""
    cart_of(request).drop(request.POST.get("ligne", ""))
    messages.success(request, _("C’est retiré du panier."))
    return redirect(CART)


@require_POST
def send(request: HatRequest) -> HttpResponse:
    """Send the cart as one order; whoever is not signed in signs in first and finds their cart again."""
    if not request.hat.signed_in:
        return redirect_to_login(reverse(CART))
    hats = _hats(request)
    form = SendForm(request.POST, hats=hats)
    if not form.is_valid():
        return _page(request, form, status=422)
    answers = form.cleaned_data
    chosen = [hat for hat in hats if hat.membership_id == answers.get("membership")]
    cart = cart_of(request)
    lines = cart.lines()
    try:
        cart.settle()
        sent = send_order(
            hat=chosen[0] if chosen else request.hat,
            lines=lines,
            purpose=answers["purpose"],
            attendees=answers["attendees"],
            message=answers["message"],
            all_or_nothing=answers["whole"] == "all",
            uid=_key(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, form, reasons=refusal.reasons, status=refusal.status)
    if sent.left:
        messages.warning(request, _("Une partie reste dans votre panier, avec sa raison."))
    else:
        messages.success(request, _("Votre commande est envoyée : chaque propriétaire répond pour sa part."))
    return redirect("reservations:order", sent.order.reference)


def _key(request: HatRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("cle", ""))
    except ValueError:
        return None


def _page(
    request: HatRequest, form: SendForm, *, reasons: Sequence[Reason] = (), status: int = 200
) -> HttpResponse:
    checks = check_lines(cart_of(request).lines(), hat=request.hat, now=timezone.now())
    context = {
        "parts": parts_of(checks),
        "total": total_of(checks),
        "free": sum(not one.reasons for one in checks),
        "many": len(checks),
        "form": form,
        "reasons": reasons,
        "key": uuid.uuid4(),
        "wants_organisation": request.hat.signed_in and request.hat.organisation_id is None,
    }
    return render(request, "reservations/cart.html", context, status=status)


@login_required
def order(request: HatRequest, reference: str) -> HttpResponse:
    """Show an order: the part of each owner, and where it stands."""
    found = order_for(reference, request.hat)
    if found is None:
        raise Http404
    context = {"order": found, "parts": ordered_parts(requests_of_order(found))}
    return render(request, "reservations/order.html", context)
