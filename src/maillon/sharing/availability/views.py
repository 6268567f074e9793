"""Schedules: the owner's list, in words, and the form that writes one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.availability.forms import ScheduleForm
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.phrases import week_in_words
from maillon.sharing.availability.queries import schedules_of
from maillon.sharing.availability.services import delete_schedule, write_schedule
from maillon.sharing.inventory.permissions import ask_to_keep


@login_required
def schedules(request: HatRequest) -> HttpResponse:
    """List the organisation's schedules, each week said in words."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    rows = [(row, week_in_words(row.weekly)) for row in schedules_of(owner_id, timezone.localdate())]
    context = {"rows": rows, "owner_name": request.hat.organisation_name}
    return render(request, "availability/list.html", context)


@login_required
def add(request: HatRequest) -> HttpResponse:
    """Write a new schedule."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return _form(request, Schedule(organisation_id=owner_id))


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Change a schedule; another organisation's do not exist here."""
    return _form(request, _mine(request, pk))


def _mine(request: HatRequest, pk: int) -> Schedule:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(Schedule, pk=pk, organisation_id=owner_id)


def _form(request: HatRequest, schedule: Schedule) -> HttpResponse:
    title = schedule.name
    form = ScheduleForm(request.POST or None, schedule=schedule)
    if request.method == "POST" and form.is_valid():
        weekly, exceptions = form.weekly(), form.exceptions()
        try:
            write_schedule(schedule=form.filled(), weekly=weekly, exceptions=exceptions, now=timezone.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("L’horaire est enregistré : il vaut aussitôt pour vos biens."))
            return redirect("availability:schedules")
    context = {"form": form, "title": title, "pk": schedule.pk}
    return render(request, "availability/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HatRequest, pk: int) -> HttpResponse:
    """Delete a schedule that no asset follows."""
    try:
        delete_schedule(schedule=_mine(request, pk))
    except Refusal as refusal:
        if refusal.status != Refusal.status:
            raise
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("L’horaire est supprimé."))
    return redirect("availability:schedules")
