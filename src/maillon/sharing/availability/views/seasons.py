"""The seasons of a schedule: write one, put it before or after another, take it away."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.seasons import Season
from maillon.sharing.availability.forms.seasons import SeasonForm
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.queries import Draft, draft_of
from maillon.sharing.availability.views.saving import change_at_once, my_schedule, preview, save


@login_required
def add(request: HatRequest, pk: int) -> HttpResponse:
    """Write a new season, which decides after all the others."""
    return _form(request, my_schedule(request, pk), None)


@login_required
def edit(request: HatRequest, pk: int, key: str) -> HttpResponse:
    """Change a season."""
    schedule = my_schedule(request, pk)
    return _form(request, schedule, _season(draft_of(schedule), key))


def _season(draft: Draft, key: str) -> Season:
    found = next((season for season in draft.seasons if season.key == key), None)
    if found is None:
        raise Http404
    return found


def _form(request: HatRequest, schedule: Schedule, season: Season | None) -> HttpResponse:
    form = SeasonForm(request.POST or None, season=season, school=schedule.school_id is not None)
    seen, draft = None, draft_of(schedule)
    if request.method == "POST" and form.is_valid():
        written = form.written()
        kept = [written if one.key == written.key else one for one in draft.seasons]
        changed = draft.with_seasons(kept if season else [*draft.seasons, written])
        try:
            seen = preview(request, schedule, changed)
            if seen is None:
                save(request, schedule, changed)
                return redirect("availability:schedule", schedule.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"form": form, "schedule": schedule, "season": season, "preview": seen}
    return render(request, "availability/season.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def move(request: HatRequest, pk: int, key: str) -> HttpResponse:
    """Let a season decide before or after its neighbour (« sens »: plus-tot, plus-tard)."""
    schedule = my_schedule(request, pk)
    draft = draft_of(schedule)
    seasons = list(draft.seasons)
    here = seasons.index(_season(draft, key))
    there = here + (-1 if request.POST.get("sens") == "plus-tot" else 1)
    if not 0 <= there < len(seasons):
        return redirect("availability:schedule", schedule.pk)
    seasons[here], seasons[there] = seasons[there], seasons[here]
    return change_at_once(request, schedule, draft.with_seasons(seasons), _("Changer l’ordre des périodes"))


@login_required
@require_POST
def remove(request: HatRequest, pk: int, key: str) -> HttpResponse:
    """Take a season away."""
    schedule = my_schedule(request, pk)
    draft = draft_of(schedule)
    gone = _season(draft, key)
    left = [season for season in draft.seasons if season != gone]
    title = _("Retirer la période « %(name)s »") % {"name": gone.name}
    return change_at_once(request, schedule, draft.with_seasons(left), title)
