"""Saying which column of a sent list gives what, and which class its categories mean, before it is compared."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.forms.imports import ColumnsForm
from maillon.sharing.inventory.imports.columns import category_lines, column_lines, may_read_again
from maillon.sharing.inventory.imports.errors import MappingRefused
from maillon.sharing.inventory.imports.services import receiving
from maillon.sharing.inventory.models import ImportRun
from maillon.sharing.inventory.views.imports import run_of


@login_required
def columns(request: HatRequest, pk: int) -> HttpResponse:
    """Show the columns with what they would give; read the file as the person says."""
    run = run_of(request, pk)
    if run.stage in (ImportRun.Stage.READING, ImportRun.Stage.REFUSED):
        return redirect("inventory:import", pk)
    if not may_read_again(run):
        messages.warning(
            request,
            _("Les colonnes de cette importation ne se corrigent plus : envoyez le fichier de nouveau."),
        )
        return redirect("inventory:import", pk)
    form = ColumnsForm(request.POST or None, columns=column_lines(run), categories=category_lines(run))
    if request.method == "POST" and form.is_valid() and _read(request, run, form):
        return redirect("inventory:import", pk)
    context = {
        "run": run,
        "form": form,
        "waiting": run.stage == ImportRun.Stage.MAPPING,
        "crumbs": [(_("Importations"), reverse("inventory:imports"))],
    }
    return render(request, "inventory/imports/columns.html", context, status=422 if form.errors else 200)


def _read(request: HatRequest, run: ImportRun, form: ColumnsForm) -> bool:
    """Read the file; when the columns are refused, put the reasons at them and keep what was chosen."""
    try:
        receiving.read_again(run=run, given=form.given(), by_id=request.hat.person_id, now=timezone.now())
    except MappingRefused as refusal:
        form.add_refusal(refusal)
        return False
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return True
