"""Sending a list, looking at what it proposes, deciding in bulk, undoing. All of it without JavaScript."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
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

from maillon.base.imports import csv_lines
from maillon.base.live import sign_topics
from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.forms.imports import ListForm, ReviewForm
from maillon.sharing.inventory.imports import columns, queries, services, unclaimed
from maillon.sharing.inventory.imports.errors import SENTENCES
from maillon.sharing.inventory.imports.services import Outcome, receiving, working
from maillon.sharing.inventory.models import ImportRun, ImportWork, Suggestion
from maillon.sharing.inventory.permissions import ask_to_keep

PER_PAGE = 50


@login_required
def imports(request: HatRequest) -> HttpResponse:
    """List what was imported, and take a new file."""
    owner = _owner(request)
    form = ListForm()
    if request.method == "POST":
        too_large = upload_problem(request)
        form = ListForm(request.POST, request.FILES, too_large=too_large)
        if form.is_valid() and (run := _read(form, owner, request)):
            return redirect("inventory:import", run.pk)
    page = Paginator(queries.runs_of(owner.pk), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "runs": queries.run_lines(page), "owner": owner}
    return render(request, "inventory/imports/list.html", context, status=422 if form.errors else 200)


def _owner(request: HatRequest) -> Organisation:
    return Organisation.objects.get(pk=ask_to_keep(request.hat, request.hat.organisation_id))


def _read(form: ListForm, owner: Organisation, request: HatRequest) -> ImportRun | None:
    """Read the file; when it is refused, put the reasons at their field."""
    file = form.cleaned_data["file"]
    try:
        return receiving.receive(
            organisation=owner,
            by_id=request.hat.person_id,
            file=file,
            file_name=file.name,
            list_name=form.cleaned_data["list_name"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        for reason in refusal.reasons:
            form.add_error("file", reason.message)
        return None


@login_required
def review(request: HatRequest, pk: int) -> HttpResponse:
    """Show what a file proposes: counts, filters, a page of lines, and buttons that decide on all of them."""
    run = run_of(request, pk)
    followed = _followed(run)
    if run.stage == ImportRun.Stage.MAPPING and request.headers.get("HX-Request") != "true":
        return redirect("inventory:import_columns", pk)
    if request.headers.get("HX-Request") == "true" or run.stage != ImportRun.Stage.READ:
        whole = request.headers.get("HX-Request") != "true"
        template = "inventory/imports/work.html" if whole else "inventory/imports/_work.html"
        return render(request, template, followed)
    form = ReviewForm(request.GET)
    shown = form.selection().of(run)
    if decision := form.chosen["decision"]:
        shown = shown.filter(state=decision)
    tally = queries.tally(run)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    idle = followed["work"] is None or followed["work"].state not in ImportWork.OPEN
    context = followed | {
        "idle": idle,
        "tally": tally,
        "tabs": _tabs(run, tally, form.chosen["genre"]),
        "chosen": form.chosen,
        "page": page,
        "lines": queries.suggestion_lines(page),
        "pending": queries.decidable(form.to_decide(), run) if idle else 0,
        "tickable": idle
        and tally.state(Suggestion.State.PENDING) > 0
        and form.chosen["genre"] != Suggestion.Kind.REJECTED_LINE,
        "doubtful": tally.kind(Suggestion.Kind.GONE) + tally.kind(Suggestion.Kind.DUPLICATE),
        "accepted": tally.state(Suggestion.State.ACCEPTED),
        "kept": tally.state(Suggestion.State.KEPT),
        "origin": unclaimed.origin_of(run),
        "motives": [(code, SENTENCES[code]) for code in services.MOTIVES],
        "correctable": idle and columns.may_read_again(run),
        "lost": columns.lost_lines(run),
        "aside": [one["heading"] for one in run.columns if not one["field"] and one["samples"]],
    }
    return render(request, "inventory/imports/review.html", context)


def _followed(run: ImportRun) -> dict[str, Any]:
    """Return what shows the run's last work, and follows it while it is under way."""
    topics = urlencode({"sujets": sign_topics([working.topic(run)])})
    return {
        "run": run,
        "crumbs": [(_("Importations"), reverse("inventory:imports"))],
        "work": queries.work_line(run),
        "here": reverse("inventory:import", args=[run.pk]),
        "stream": f"{settings.LIVE_URL}/flux?{topics}",
    }


def run_of(request: HatRequest, pk: int) -> ImportRun:
    """Return the run of the hat's own organisation; another's does not exist."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(
        ImportRun.objects.select_related("organisation", "by", "preload"), pk=pk, organisation_id=owner_id
    )


def _tabs(run: ImportRun, tally: queries.Tally, kind: str) -> list[tuple[str, str, bool, int]]:
    address = reverse("inventory:import", args=[run.pk])
    total = sum(choice.count for choice in tally.kinds)
    return [
        (_("Tout"), address, not kind, total),
        *(
            (choice.word.capitalize(), f"{address}?genre={choice.value}", choice.value == kind, choice.count)
            for choice in tally.kinds
        ),
    ]


@login_required
@require_POST
def accept(request: HatRequest, pk: int) -> HttpResponse:
    """Carry out what is selected."""

    claims = ImportRun.objects.filter(pk=pk, preload__isnull=False).exists()

    def said(done: int) -> str:
        if claims:
            return ngettext("%(n)s fiche réclamée.", "%(n)s fiches réclamées.", done)
        return ngettext("%(n)s proposition acceptée.", "%(n)s propositions acceptées.", done)

    return _decide(request, pk, working.accept, said)


@login_required
@require_POST
def dismiss(request: HatRequest, pk: int) -> HttpResponse:
    """Set aside what is selected; an unclaimed record, with the reason chosen."""

    def said(done: int) -> str:
        return ngettext("%(n)s proposition écartée.", "%(n)s propositions écartées.", done)

    return _decide(request, pk, partial(services.dismiss, motive=request.POST.get("motif", "")), said)


@login_required
@require_POST
def undo(request: HatRequest, pk: int) -> HttpResponse:
    """Take back what this import did, or what is selected of it."""

    def said(done: int) -> str:
        return ngettext("%(n)s proposition annulée.", "%(n)s propositions annulées.", done)

    return _decide(request, pk, working.undo, said)


def _decide(
    request: HatRequest, pk: int, verb: Callable[..., Outcome | ImportWork], said: Callable[[int], str]
) -> HttpResponse:
    """Do the verb on what is selected, and go back to the same lines with a word about it."""
    run = run_of(request, pk)
    try:
        outcome = verb(
            run=run, selection=_selection(request, verb), by_id=request.hat.person_id, now=timezone.now()
        )
    except (services.NothingSelected, services.UnderWay) as refusal:
        messages.warning(request, str(refusal))
    else:
        if isinstance(outcome, Outcome):  # a work tells of itself on the page
            _tell(request, outcome, said(outcome.done))
    kept = {name: value for name, value in ReviewForm(request.POST).chosen.items() if value}
    address = reverse("inventory:import", args=[run.pk])
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)


def _selection(request: HatRequest, verb: Callable[..., Outcome | ImportWork]) -> services.Selection:
    """Return what the form names: the ticked lines, or those of the filters; undoing takes back all of them."""
    form = ReviewForm(request.POST)
    if verb is working.undo:
        return form.selection()
    ticked = request.POST.getlist("ids") if request.POST.get("portee") == "cochees" else None
    if ticked == []:
        raise services.NothingSelected
    return form.to_decide(ticked)


def _tell(request: HatRequest, outcome: Outcome, said: str) -> None:
    if outcome.done:
        messages.success(request, said % {"n": number(outcome.done)})
    if outcome.left:
        left = ngettext(
            "%(n)s bien a changé entre-temps : il est resté tel quel.",
            "%(n)s biens ont changé entre-temps : ils sont restés tels quels.",
            outcome.left,
        )
        messages.warning(request, left % {"n": number(outcome.left)})


@login_required
@require_POST
def stop(request: HatRequest, pk: int) -> HttpResponse:
    """Have the work under way stop after its present batch."""
    working.stop(run=run_of(request, pk), now=timezone.now())
    return redirect("inventory:import", pk)


@login_required
@require_POST
def resume(request: HatRequest, pk: int) -> HttpResponse:
    """Go on with a work that was stopped."""
    try:
        working.resume(run=run_of(request, pk))
    except services.UnderWay as refusal:
        messages.warning(request, str(refusal))
    return redirect("inventory:import", pk)


@login_required
@require_POST
def abandon(request: HatRequest, pk: int) -> HttpResponse:
    """Give up a work that was stopped; a file half read is forgotten."""
    run = run_of(request, pk)
    try:
        working.abandon(run=run, now=timezone.now())
    except services.UnderWay as refusal:
        messages.warning(request, str(refusal))
        return redirect("inventory:import", pk)
    if run.stage not in (ImportRun.Stage.READING, ImportRun.Stage.MAPPING):
        return redirect("inventory:import", pk)
    messages.success(request, _("La lecture est abandonnée : rien n’a changé dans votre inventaire."))
    return redirect("inventory:imports")


@login_required
def rejected(request: HatRequest, pk: int) -> HttpResponse:
    """Give the lines that could not be used, with why, as a file that a spreadsheet opens safely."""
    run = run_of(request, pk)
    refused = queries.rejected_lines(run)
    lines = csv_lines(refused.headings, refused.rows)
    response = HttpResponse(b"".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lignes-refusees-{run.pk}.csv"'
    return response
