"""Saving a change of hours: first whom it would leave outside, then the change, whichever page asks for it."""

import hashlib
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import language, number
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.spans import Span
from maillon.kernel.words import format_period
from maillon.sharing.availability import promised
from maillon.sharing.availability.models import Commitment, Schedule
from maillon.sharing.availability.phrases import changes_in_words
from maillon.sharing.availability.queries import Draft, draft_of, outside
from maillon.sharing.availability.services import save_draft
from maillon.sharing.inventory.permissions import ask_to_keep

LISTED = 20


def my_schedule(request: HatRequest, pk: int) -> Schedule:
    """Return a schedule of the hat's organisation; another's does not exist here."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(Schedule, pk=pk, organisation_id=owner_id)


def listed(commitments: list[Commitment], request: HatRequest) -> dict[str, Any]:
    """Return what a template needs to list promises: their words and pages, twenty at most, and how many more."""
    shown = commitments[:LISTED]
    known = promised.told([one.pk for one in shown], request.hat)
    return {
        "count": len(commitments),
        "lines": [known.get(one.pk) or promised.Promised(_plain(one)) for one in shown],
        "more": max(len(commitments) - LISTED, 0),
    }


def _plain(one: Commitment) -> str:
    zone = ZoneInfo(one.asset.site.time_zone)
    return f"{one.asset.name}, {format_period(Span(one.starts_at, one.ends_at), zone, language())}"


def preview(request: HatRequest, schedule: Schedule, draft: Draft) -> dict[str, Any] | None:
    """Return what a change does, to be shown before it is made; None when it may be made at once.

    It may when nobody asked to see it and no booking is concerned, or when these very bookings were shown already.
    """
    if schedule.pk is None:
        return None
    left_out = outside(schedule.pk, timezone.now(), draft)
    key = _key(left_out)
    asked = request.POST.get("etape") == "voir"
    if not asked and (not left_out or request.POST.get("vu") == key):
        return None
    return listed(left_out, request) | {"key": key, "changes": changes_in_words(draft_of(schedule), draft)}


def _key(commitments: list[Commitment]) -> str:
    told = ",".join(str(one.pk) for one in commitments)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def save(request: HatRequest, schedule: Schedule, draft: Draft) -> None:
    """Save the change with its reason, and tell how many bookings stay outside of the new hours."""
    now = timezone.now()
    left_out = outside(schedule.pk, now, draft) if schedule.pk else []
    save_draft(schedule=schedule, draft=draft, why=request.POST.get("pourquoi", "").strip()[:200], now=now)
    messages.success(request, _("L’horaire est enregistré : il vaut aussitôt pour vos biens."))
    if left_out:
        kept = ngettext(
            "%(n)s réservation à venir reste, en dehors des heures : elle est listée plus bas.",
            "%(n)s réservations à venir restent, en dehors des heures : elles sont listées plus bas.",
            len(left_out),
        )
        messages.warning(request, kept % {"n": number(len(left_out))})


def change_at_once(request: HatRequest, schedule: Schedule, draft: Draft, title: str) -> HttpResponse:
    """Make the change of a button, or first show whom it concerns on a page that asks again."""
    seen = preview(request, schedule, draft)
    if seen is not None:
        context = {"schedule": schedule, "preview": seen, "title": title, "again": _posted(request)}
        return render(request, "availability/confirm.html", context)
    save(request, schedule, draft)
    return redirect("availability:schedule", schedule.pk)


def _posted(request: HatRequest) -> list[tuple[str, str]]:
    """Return what the button sent, to be sent again."""
    ours = {"csrfmiddlewaretoken", "vu", "etape", "pourquoi"}
    return [(name, str(value)) for name, value in request.POST.items() if name not in ours]
