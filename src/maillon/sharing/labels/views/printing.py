"""Printing: what, on which paper; the sheets; the page that calibrates a printer."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from maillon.base.refusals import Refusal
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.bulk.selection import Chosen, chosen_assets
from maillon.sharing.labels.forms import CalibrationForm, PrintForm
from maillon.sharing.labels.models import Batch, Calibration
from maillon.sharing.labels.papers import BY_CODE, PAPERS
from maillon.sharing.labels.permissions import ask_to_keep
from maillon.sharing.labels.queries import assets_without, batches_of
from maillon.sharing.labels.rules.sheets import Paper, pages
from maillon.sharing.labels.services import batch_pdf, calibrate, calibration_pdf, make_labels
from maillon.sharing.labels.services.labels import Wanted
from maillon.sharing.labels.services.printing import shift_of

WITHOUT = "sans-etiquette"


@login_required
def ask(request: HatRequest) -> HttpResponse:
    """Ask which paper; prepare the labels of the assets chosen, or stickers without an asset."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    data = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(data, owner_id)
    asset_ids = list(chosen.assets.order_by("sort_key", "pk").values_list("pk", flat=True)) if chosen else []
    form = PrintForm(
        request.POST if request.method == "POST" else None,
        of_assets=bool(chosen),
        initial={"paper": last_paper(owner_id)},
    )
    if form.is_bound and (made := _make(request, form, asset_ids)):
        return redirect("labels:batch", made.pk)
    context = {"form": form, "count": len(asset_ids), "hidden": chosen.hidden if chosen else ()}
    return render(request, "labels/print.html", context, status=422 if form.errors else 200)


def _chosen(data: Any, owner_id: int) -> Chosen | None:
    """Return the assets that the address names: ticked lines, what a filter keeps, those without a label."""
    if data.get("biens") == WITHOUT:
        return Chosen(assets_without(owner_id), (("biens", WITHOUT),))
    if data.get("portee") == "tout" or data.getlist("ids"):
        return chosen_assets(data, owner_id)
    return None


def last_paper(owner_id: int) -> str:
    """Return the paper that was used last, which is most often the one at hand."""
    last = batches_of(owner_id).values_list("paper", flat=True).first()
    return last if last in BY_CODE else PAPERS[0].code


def _make(request: HatRequest, form: PrintForm, asset_ids: list[int]) -> Batch | None:
    if not form.is_valid():
        return None
    told = form.cleaned_data
    wanted = Wanted(
        paper=told["paper"],
        first=told["first"],
        asset_ids=asset_ids,
        blank=told.get("blank") or 0,
        anew=told.get("anew", False),
    )
    try:
        return make_labels(wanted=wanted, hat=request.hat, now=timezone.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return None


def _batch(request: HatRequest, pk: int) -> Batch:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    found: Batch = get_object_or_404(batches_of(owner_id), pk=pk)
    if found.paper not in BY_CODE:  # a paper that Maillon no longer knows
        raise Http404
    return found


def _first(data: Mapping[str, str], paper: Paper, kept: int) -> int:
    """Return the place asked for in the address, when the sheet has it."""
    asked = data.get("premiere", "")
    return int(asked) if asked.isdecimal() and 1 <= int(asked) <= paper.per_page else kept


@login_required
def batch(request: HatRequest, pk: int) -> HttpResponse:
    """Show what is ready to print: on which paper, how many sheets, from which place; print it again."""
    found = _batch(request, pk)
    paper = BY_CODE[found.paper]
    first = _first(request.GET, paper, found.first)
    file = f"{reverse('labels:batch_pdf', args=[pk])}?{urlencode({'premiere': first})}"
    context = {
        "batch": found,
        "paper": paper,
        "first": first,
        "file": file,
        "sheets": pages(paper, len(found.codes), first=first),
        "shift": any(shift_of(found.organisation_id, found.paper)),
    }
    return render(request, "labels/batch.html", context)


@login_required
def batch_file(request: HatRequest, pk: int) -> HttpResponse:
    """Give the sheets to print."""
    found = _batch(request, pk)
    first = _first(request.GET, BY_CODE[found.paper], found.first)
    return _pdf(batch_pdf(found, first=first), f"etiquettes-{pk}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@login_required
def calibration(request: HatRequest) -> HttpResponse:
    """Remember how far the printer is from a paper."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    if request.method == "POST":
        form = CalibrationForm(request.POST)
        if form.is_valid() and _calibrate(request, form):
            messages.success(request, _("Le décalage est retenu pour ce papier."))
            return redirect(f"{request.path}?{urlencode({'papier': form.cleaned_data['paper']})}")
    else:
        asked = request.GET.get("papier", "")
        code = asked if asked in BY_CODE else last_paper(owner_id)
        kept = Calibration.objects.filter(organisation_id=owner_id, paper=code).first()
        form = CalibrationForm.of(kept or Calibration(paper=code))
    remembered = {one.paper: one for one in Calibration.objects.filter(organisation_id=owner_id)}
    context = {"form": form, "papers": [(paper, remembered.get(paper.code)) for paper in PAPERS]}
    return render(request, "labels/calibration.html", context, status=422 if form.errors else 200)


def _calibrate(request: HatRequest, form: CalibrationForm) -> bool:
    try:
        calibrate(**form.cleaned_data, hat=request.hat)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True


@login_required
def calibration_file(request: HatRequest, paper: str) -> HttpResponse:
    """Give the page of rulers and frames of a paper."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    if paper not in BY_CODE:
        raise Http404
    owner = Organisation.objects.get(pk=owner_id).name
    return _pdf(
        calibration_pdf(BY_CODE[paper], organisation_id=owner_id, owner=owner), f"calibrage-{paper}.pdf"
    )
