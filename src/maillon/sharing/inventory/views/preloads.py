"""Open data brought by a territory's coordination, as records that their owners claim. Without JavaScript."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.forms.preloads import PreloadForm
from maillon.sharing.inventory.imports import unclaimed
from maillon.sharing.inventory.imports.queries import reasons_of
from maillon.sharing.inventory.imports.services import preloading
from maillon.sharing.inventory.models import Preload
from maillon.sharing.inventory.permissions import ask_to_preload

PER_PAGE = 50


@login_required
def preloads(request: HatRequest) -> HttpResponse:
    """List what was brought to the territory, and take a new file."""
    ask_to_preload(request.hat)
    bodies = preloading.bodies_of(request.hat)
    form = PreloadForm(bodies=bodies)
    if request.method == "POST":
        too_large = upload_problem(request)
        form = PreloadForm(request.POST, request.FILES, bodies=bodies, too_large=too_large)
        if form.is_valid() and (made := _bring(request, form)):
            return redirect("inventory:preload", made.pk)
    page = Paginator(unclaimed.preloads_of(request.hat), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "inventory/preloads/list.html", context, status=422 if form.errors else 200)


def _bring(request: HatRequest, form: PreloadForm) -> Preload | None:
    """Bring the file to its owners; when it is refused, put the reasons at their field."""
    said = form.cleaned_data
    try:
        return preloading.preload(
            by=request.hat,
            file=said["file"],
            file_name=said["file"].name,
            told=form.told(),
            owner=said["owner"],
            owner_heading=said["owner_heading"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        for reason in refusal.reasons:
            form.add_error(reason.field if reason.field in form.fields else "file", reason.message)
        return None


@login_required
def preload(request: HatRequest, pk: int) -> HttpResponse:
    """Show to whom open data was brought, and what became of each record."""
    made = _made(request, pk)
    page = Paginator(unclaimed.records_of(made), PER_PAGE).get_page(request.GET.get("page"))
    owners = unclaimed.owner_lines(made)
    context = {
        "preload": made,
        "owners": owners,
        "left": sum(one.unclaimed for one in owners),
        "page": page,
        "records": unclaimed.record_lines(page, reasons_of),
        "reading": any(one.reading for one in owners),
        "crumbs": [(_("Données ouvertes"), reverse("inventory:preloads"))],
    }
    return render(request, "inventory/preloads/show.html", context)


def _made(request: HatRequest, pk: int) -> Preload:
    """Return what the hat's organisation brought, or any to a steward; another's does not exist."""
    ask_to_preload(request.hat)
    return get_object_or_404(unclaimed.preloads_of(request.hat), pk=pk)


@login_required
@require_POST
def withdraw(request: HatRequest, pk: int) -> HttpResponse:
    """Take back the records that nobody claimed."""
    done = preloading.withdraw(preload=_made(request, pk), by=request.hat)
    said = ngettext("%(n)s fiche non réclamée retirée.", "%(n)s fiches non réclamées retirées.", done)
    messages.success(request, said % {"n": number(done)})
    return redirect("inventory:preload", pk)
