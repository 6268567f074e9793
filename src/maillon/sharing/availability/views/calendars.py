"""School calendars: one's own, those published around, the form that writes one by hand or from a file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.school_days import school_year_of
from maillon.kernel.words import join_words
from maillon.sharing.availability.forms.calendars import SchoolCalendarForm
from maillon.sharing.availability.models import SchoolCalendar
from maillon.sharing.availability.phrases import stretch_in_words
from maillon.sharing.availability.queries import calendars_for, own_calendars
from maillon.sharing.availability.school_files import UnreadableFileError, read, rows_of
from maillon.sharing.availability.services.calendars import delete_calendar, write_calendar
from maillon.sharing.inventory.permissions import ask_to_keep

SHOWN = 5  # lines of a file that were not understood


@login_required
def calendars(request: HatRequest) -> HttpResponse:
    """List the organisation's calendars, and those published in its territory."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    context = {
        "own": own_calendars(owner_id),
        "around": calendars_for(request.hat).exclude(organisation_id=owner_id),
        "owner_name": request.hat.organisation_name,
    }
    return render(request, "availability/calendars.html", context)


@login_required
def show(request: HatRequest, pk: int) -> HttpResponse:
    """Show a calendar day by day: one's own, or one published in the territory."""
    ask_to_keep(request.hat, request.hat.organisation_id)
    calendar = get_object_or_404(calendars_for(request.hat), pk=pk)
    context = {
        "calendar": calendar,
        "lines": [stretch_in_words(one) for one in calendar.facts().stretches],
        "mine": calendar.organisation_id == request.hat.organisation_id,
    }
    return render(request, "availability/calendar.html", context)


@login_required
def add(request: HatRequest) -> HttpResponse:
    """Write the calendar of a school year."""
    ask_to_keep(request.hat, request.hat.organisation_id)
    return _form(request, None)


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Change one's calendar."""
    return _form(request, _mine(request, pk))


def _mine(request: HatRequest, pk: int) -> SchoolCalendar:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(own_calendars(owner_id), pk=pk)


def _form(request: HatRequest, calendar: SchoolCalendar | None) -> HttpResponse:
    this_year = school_year_of(timezone.localdate())
    form = SchoolCalendarForm(
        request.POST or None, request.FILES or None, this_year=this_year, calendar=calendar
    )
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data.get("file"):
            form = _filled(request, form, this_year, calendar)
        else:
            try:
                done = write_calendar(
                    hat=request.hat,
                    year=form.written(),
                    publish=form.cleaned_data.get("publish", False),
                    now=timezone.now(),
                )
            except Refusal as refusal:
                form.add_refusal(refusal)
            else:
                messages.success(
                    request, _("Le calendrier est enregistré : les horaires qui le suivent aussi.")
                )
                return redirect("availability:calendar", done.pk)
    context = {"form": form, "calendar": calendar}
    status = 422 if form.errors else 200
    return render(request, "availability/calendar_form.html", context, status=status)


def _filled(
    request: HatRequest, form: SchoolCalendarForm, this_year: int, calendar: SchoolCalendar | None
) -> SchoolCalendarForm:
    """Return the form filled with what the file says, to be checked before anything is saved."""
    year = form.written()
    try:
        found = read(form.cleaned_data["file"].read(), year.first, year.last)
    except UnreadableFileError:
        form.add_error(
            "file", _("Rien ne se lit dans ce fichier : il faut une colonne « du », ou un fichier .ics.")
        )
        return form
    many = len(found.stretches)
    said = ngettext("%(n)s ligne lue : vérifiez-la.", "%(n)s lignes lues : vérifiez-les.", many)
    messages.info(request, said % {"n": number(many)})
    if found.left_out:
        names = join_words(list(found.left_out[:SHOWN]))
        messages.warning(request, _("Pas compris, laissé de côté : %(names)s.") % {"names": names})
    kept: dict[str, Any] = {
        name: form.cleaned_data[name]
        for name in ("year", "first_class", "last_class", "publish")
        if name in form.cleaned_data
    }
    return SchoolCalendarForm(
        this_year=this_year, calendar=calendar, rows=rows_of(found.stretches), initial=kept
    )


@login_required
@require_POST
def remove(request: HatRequest, pk: int) -> HttpResponse:
    """Delete one's calendar."""
    delete_calendar(hat=request.hat, calendar=_mine(request, pk), now=timezone.now())
    messages.success(request, _("Le calendrier est supprimé."))
    return redirect("availability:calendars")
