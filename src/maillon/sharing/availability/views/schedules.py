"""Schedules: the owner's list, in words, one with its month, and the form that writes one."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.seasons import overlapping
from maillon.sharing.availability.forms.schedules import ScheduleForm
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.phrases import (
    draft_in_words,
    overlap_in_words,
    week_in_words,
    when_in_words,
)
from maillon.sharing.availability.queries import Draft, draft_of, month_of, outside, schedules_of
from maillon.sharing.availability.rules import horizon
from maillon.sharing.availability.services import delete_schedule
from maillon.sharing.availability.views.saving import listed, my_schedule, preview, save
from maillon.sharing.inventory.permissions import ask_to_keep

A_DAY = dt.timedelta(days=1)
YEARS = range(2010, 2100)


@login_required
def schedules(request: HatRequest) -> HttpResponse:
    """List the organisation's schedules, each week said in words."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    rows = [(row, week_in_words(row.weekly)) for row in schedules_of(owner_id, timezone.localdate())]
    context = {"rows": rows, "owner_name": request.hat.organisation_name}
    return render(request, "availability/list.html", context)


@login_required
def show(request: HatRequest, pk: int) -> HttpResponse:
    """Show one schedule: its sentences, its seasons in order, a month day by day, what lies outside of it."""
    schedule, now = my_schedule(request, pk), timezone.now()
    draft = draft_of(schedule)
    today = now.astimezone(ZoneInfo(schedule.time_zone)).date()
    month = month_asked(request.GET.get("mois", ""), today)
    context = {
        "schedule": schedule,
        "sentences": draft_in_words(draft, since=today),
        "seasons": [
            (season, when_in_words(season), week_in_words(season.weekly)) for season in draft.seasons
        ],
        "overlaps": _overlaps(draft, today),
        "outside": listed(outside(schedule.pk, now), request),
        "assets": schedule.bookables.count(),
        **month_context(draft, month, today),
    }
    return render(request, "availability/show.html", context)


def _overlaps(draft: Draft, today: dt.date) -> list[str]:
    first, last = horizon(today)
    days = [first + number * A_DAY for number in range((last - first).days + 1)]
    kinds = draft.hours(first, last).kinds
    return [overlap_in_words(one) for one in overlapping(draft.seasons, days, kinds)]


def month_asked(typed: str, today: dt.date) -> dt.date:
    """Return the first day of the month that the address asks for (« 2026-12 »), of this one without it."""
    try:
        month = dt.date.fromisoformat(f"{typed}-01")
    except ValueError:
        return today.replace(day=1)
    return month if month.year in YEARS else today.replace(day=1)


def month_context(draft: Draft, month: dt.date, today: dt.date) -> dict[str, object]:
    """Return what the template of a month needs."""
    return {
        "month": month,
        "weeks": month_of(draft, month),
        "today": today,
        "previous": f"{month - A_DAY:%Y-%m}",
        "next": f"{(month + 31 * A_DAY).replace(day=1):%Y-%m}",
    }


@login_required
def add(request: HatRequest) -> HttpResponse:
    """Write a new schedule."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return _form(request, Schedule(organisation_id=owner_id))


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Change a schedule; another organisation's do not exist here."""
    return _form(request, my_schedule(request, pk))


def _form(request: HatRequest, schedule: Schedule) -> HttpResponse:
    title, seen = schedule.name, None
    form = ScheduleForm(request.POST or None, schedule=schedule, hat=request.hat)
    if request.method == "POST" and form.is_valid():
        draft = form.draft()
        try:
            seen = preview(request, schedule, draft)
            if seen is None:
                save(request, schedule, draft)
                return redirect("availability:schedule", schedule.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"form": form, "title": title, "pk": schedule.pk, "preview": seen}
    return render(request, "availability/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HatRequest, pk: int) -> HttpResponse:
    """Delete a schedule that no asset follows."""
    try:
        delete_schedule(schedule=my_schedule(request, pk))
    except Refusal as refusal:
        if refusal.status != Refusal.status:
            raise
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("L’horaire est supprimé."))
    return redirect("availability:schedules")
