"""Asking in three short steps; an account is needed only at the last, and the draft survives signing in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillon.base.refusals import Reason, Refusal
from maillon.base.web.formats import language, money, number
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.queries import hats_of
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import format_period
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.accessories import counted
from maillon.sharing.reservations.drafts import Draft, drop_draft, keep_draft, read_draft
from maillon.sharing.reservations.forms.asking import AskingForm, WhatForm, WhenForm, clock
from maillon.sharing.reservations.permissions import may_ask
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.bundles import extras_for, not_free
from maillon.sharing.reservations.queries.terms import terms_in_words
from maillon.sharing.reservations.remedies import TAKEN, Remedy, remedies_for
from maillon.sharing.reservations.rules import price
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle
from maillon.sharing.reservations.services.checks import reasons_against
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.sharing.reservations.views.carts import put_aside
from maillon.sharing.terms.models import Offer

Step = TypeVar("Step", bound=AskingForm)
WHEN, WHAT, CHECK = "reservations:ask", "reservations:ask_what", "reservations:ask_check"
either = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Asking:
    """What every step needs: the offer, the draft so far, and the hats that may ask."""

    offer: Offer
    draft: Draft
    hats: Sequence[Hat]
    hat: Hat

    @property
    def tz(self) -> ZoneInfo:
        """Return the time zone of the place."""
        return ZoneInfo(self.offer.asset.site.time_zone)


def _asking(request: HatRequest, asset_id: int) -> Asking:
    """Read what the steps need; 404 when the asset is not shared with this hat."""
    offer = offer_of(asset_id, request.hat)
    if offer is None:
        raise Http404
    draft = read_draft(request.session, asset_id) or Draft(asset_id)
    hats: list[Hat] = []
    if request.hat.person_id is not None:
        every = hats_of(person_id=request.hat.person_id, on=timezone.localdate())
        hats = [hat for hat in every if may_ask(hat)]
    chosen = [hat for hat in hats if hat.membership_id == draft.membership]
    return Asking(offer, draft, hats, chosen[0] if chosen else request.hat)


def _form(kind: type[Step], request: HatRequest, asking: Asking, **more: Any) -> Step:
    """Bind the step's form to what was sent, or open it on the draft."""
    data = request.POST if request.method == "POST" else None
    return kind(data, offer=asking.offer, draft=asking.draft, hat=asking.hat, now=timezone.now(), **more)


@either
def when(request: HatRequest, asset_id: int) -> HttpResponse:
    """First step: a day and hours; what cannot be is said at once, with what is free that day."""
    asking = _asking(request, asset_id)
    form = _form(WhenForm, request, asking, initial=_opening_answers(request, asking))
    if request.method == "POST" and form.is_valid():
        answered = form.answered()
        if "panier" in request.POST:
            return put_aside(request, answered.wish(asking.tz))
        keep_draft(request.session, answered)
        return redirect(WHAT, asset_id)
    return _step(request, asking, "when", form)


@either
def what(request: HatRequest, asset_id: int) -> HttpResponse:
    """Second step: the activity, how many, for which organisation."""
    asking = _asking(request, asset_id)
    if not asking.draft.has_period:
        return redirect(WHEN, asset_id)
    extras = extras_for(asset_id, asking.hat)
    form = _form(WhatForm, request, asking, hats=asking.hats, extras=extras, initial=_former_answers(asking))
    if request.method == "POST" and form.is_valid():
        keep_draft(request.session, form.answered())
        return redirect(CHECK, asset_id)
    return _step(request, asking, "what", form)


@either
def check(request: HatRequest, asset_id: int) -> HttpResponse:
    """Third step: everything once more, what stands in the way, and the button that sends."""
    asking = _asking(request, asset_id)
    if not asking.draft.is_complete:
        return redirect(WHAT if asking.draft.has_period else WHEN, asset_id)
    if request.method == "POST":
        return _send(request, asking)
    now = timezone.now()
    main, *others = asking.draft.wishes(asking.tz)
    against = [
        *reasons_against(main, offer=asking.offer, hat=asking.hat, now=now),
        *not_free(others, asking.hat, now),
    ]
    return _step(request, asking, "check", against=against)


def _send(request: HatRequest, asking: Asking) -> HttpResponse:
    """Send the request; whoever is not signed in signs in first and comes back to the same draft."""
    if not asking.hat.signed_in:
        return redirect_to_login(reverse(CHECK, args=[asking.draft.asset_id]))
    if asking.draft.extras:
        return _send_together(request, asking)
    try:
        reservation = request_reservation(
            hat=asking.hat,
            wish=asking.draft.wish(asking.tz),
            uid=uuid.UUID(asking.draft.uid),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _step(request, asking, "check", against=refusal.reasons, status=refusal.status)
    drop_draft(request.session, asking.draft.asset_id)
    confirmed = reservation.state == reservation.State.APPROVED
    messages.success(request, _("C’est réservé.") if confirmed else _("Votre demande est envoyée."))
    return redirect("reservations:show", reservation.reference)


def _send_together(request: HatRequest, asking: Asking) -> HttpResponse:
    """Send the request with what goes with it: all or nothing."""
    asset = asking.offer.asset
    try:
        bundle = request_bundle(
            hat=asking.hat,
            name=_("%(name)s, avec ce qui s’y ajoute") % {"name": asset.name},
            wishes=[BundleWish(wish) for wish in asking.draft.wishes(asking.tz)],
            uid=uuid.UUID(asking.draft.uid),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _step(request, asking, "check", against=refusal.reasons, status=refusal.status)
    drop_draft(request.session, asset.pk)
    messages.success(request, _("Votre demande est envoyée : tout ce qu’elle contient vous est gardé."))
    return redirect("reservations:bundle", bundle.reference)


def _step(
    request: HatRequest,
    asking: Asking,
    step: str,
    form: AskingForm | None = None,
    *,
    against: Sequence[Reason] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "asset": asking.offer.asset,
        "offer": asking.offer,
        "form": form,
        "step": step,
        "steps": _steps(asking, step),
        "summary": _summary(asking),
        "terms": terms_in_words(asking.offer.terms),
        "against": against,
        "remedies": _remedies(asking, form, against),
        "wants_organisation": any(reason.code == "no_organisation" for reason in against),
    }
    if form is not None and form.errors:
        status = 422
    return render(request, f"reservations/ask_{step}.html", context, status=status)


def _remedies(asking: Asking, form: AskingForm | None, against: Sequence[Reason]) -> list[Remedy]:
    """Return what can be done when others hold the moment: said at the first step, or at the moment of sending."""
    taken = form.taken if isinstance(form, WhenForm) else None
    if taken is None and any(reason.code in TAKEN for reason in against):
        taken = asking.draft.wish(asking.tz).period
    return [] if taken is None else remedies_for(asking.offer.asset, taken, asking.hat)


def _steps(asking: Asking, current: str) -> list[tuple[str, str, str]]:
    """Return the three steps with their state, and the way back to those already answered."""
    number, draft = asking.draft.asset_id, asking.draft
    words = {
        "when": (_("Quand"), WHEN, draft.has_period),
        "what": (_("Pourquoi et pour qui"), WHAT, draft.is_complete),
        "check": (_("Vérifier et envoyer"), CHECK, False),
    }
    return [
        (
            word,
            "current" if key == current else "done" if done else "todo",
            reverse(name, args=[number]) if done else "",
        )
        for key, (word, name, done) in words.items()
    ]


def _summary(asking: Asking) -> list[tuple[str, str]]:
    """Return what is asked so far, always in sight."""
    asset, draft = asking.offer.asset, asking.draft
    lines = [(_("Bien"), asset.name), (_("Propriétaire"), asset.organisation.name)]
    if draft.has_period and draft.wish(asking.tz).in_order:
        period = draft.wish(asking.tz).period
        cost = price(period, asking.offer.terms.facts().price_per_hour)
        lines.append((_("Quand"), format_period(period, asking.tz, language())))
        lines.append((_("Prix"), money(cost) if cost else _("gratuit")))
    if draft.purpose:
        lines.append((_("Activité"), draft.purpose))
    if draft.attendees:
        lines.append((_("Personnes"), number(draft.attendees)))
    if draft.quantity > 1:
        lines.append((_("Quantité"), number(draft.quantity)))
    names = dict(
        Asset.objects.filter(pk__in=[int(number) for number in draft.extras])
        .order_by("sort_key", "pk")
        .values_list("pk", "name")
    )
    with_it = [counted(name, draft.extras[str(number)]) for number, name in names.items()]
    if with_it:
        lines.append((_("Avec"), "; ".join(with_it)))
    if asking.hat.organisation_id is not None:
        lines.append((_("Pour"), asking.hat.organisation_name))
    return lines


def _former_answers(asking: Asking) -> dict[str, Any]:
    draft = asking.draft
    return {
        "purpose": draft.purpose,
        "attendees": draft.attendees,
        "quantity": draft.quantity,
        "message": draft.message,
        "membership": asking.hat.membership_id,
    }


def _opening_answers(request: HatRequest, asking: Asking) -> dict[str, Any]:
    """Return what the week or the search already said (in the address), else the draft."""
    draft, given = asking.draft, request.GET
    if "date" not in given:
        return {"day": draft.day, "starts": draft.starts, "ends": draft.ends, "last_day": draft.last_day}
    starts = given.get("de", "")
    return {
        "day": given["date"],
        "starts": starts,
        "ends": given.get("a") or _usual_end(starts, asking.offer),
    }


def _usual_end(starts: str, offer: Offer) -> str:
    """Return an end one hour later, or later still where one must stay longer."""
    hours, _colon, minutes = starts.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal()):
        return ""
    longer = min(max(offer.terms.min_minutes, 60), offer.terms.max_minutes)
    return clock(min(int(hours) * 60 + int(minutes) + longer, 1440))
