"""The past versions of a schedule: what changed each time, one as it was, and bringing it back."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.web.formats import day
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.phrases import changes_in_words, draft_in_words
from maillon.sharing.availability.queries import Version, Versions, draft_of
from maillon.sharing.availability.views.saving import change_at_once, my_schedule

PER_PAGE = 20


@login_required
def versions(request: HatRequest, pk: int) -> HttpResponse:
    """List the versions, newest first, with the sentences that changed."""
    schedule = my_schedule(request, pk)
    pages = Paginator(Versions(schedule.pk), PER_PAGE)  # type: ignore[var-annotated, arg-type]  # it counts and cuts
    page = pages.get_page(request.GET.get("page"))
    rows = [(one, changes_in_words(one.before, one.draft)) for one in page]
    latest = page.number == 1
    context = {"schedule": schedule, "page": page, "rows": rows, "latest": latest}
    return render(request, "availability/versions.html", context)


@login_required
def show(request: HatRequest, pk: int, number: int) -> HttpResponse:
    """Show one version as it was, beside what it would change of today's."""
    schedule = my_schedule(request, pk)
    version = _version(schedule, number)
    context = {
        "schedule": schedule,
        "version": version,
        "sentences": draft_in_words(version.draft),
        "changes": changes_in_words(draft_of(schedule), version.draft),
    }
    return render(request, "availability/version.html", context)


@login_required
@require_POST
def bring_back(request: HatRequest, pk: int, number: int) -> HttpResponse:
    """Make an old version the schedule of today."""
    schedule = my_schedule(request, pk)
    version = _version(schedule, number)
    title = _("Reprendre la version du %(day)s") % {"day": day(version.saved_at)}
    return change_at_once(request, schedule, version.draft, title)


def _version(schedule: Schedule, number: int) -> Version:
    found = Versions(schedule.pk).one(number) if number < 2**63 else None
    if found is None:
        raise Http404
    return found
