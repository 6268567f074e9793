"""The list of labels; tying a sticker to an asset; voiding one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.models import Site
from maillon.sharing.labels import services
from maillon.sharing.labels.forms import NewAssetForm, VoidForm
from maillon.sharing.labels.models import Label
from maillon.sharing.labels.permissions import ask_to_keep
from maillon.sharing.labels.queries import (
    SERVING,
    STATES,
    VOID,
    WAITING,
    batches_of,
    choices_to_claim,
    label_counts,
    labels_of,
    narrowed,
)
from maillon.sharing.labels.services.labels import Wanted
from maillon.sharing.labels.views.printing import last_paper

PER_PAGE, FOUND, BATCHES = 50, 20, 5


@login_required
def labels(request: HatRequest) -> HttpResponse:
    """List one's labels by what becomes of them, with what was printed lately."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    state = request.GET.get("etat", SERVING)
    state = state if state in STATES else SERVING
    words = request.GET.get("q", "").strip()[:80]
    page = Paginator(narrowed(labels_of(owner_id), state=state, words=words), PER_PAGE).get_page(
        request.GET.get("page")
    )
    counts = label_counts(owner_id)
    context = {
        "page": page,
        "state": state,
        "words": words,
        "counts": counts,
        "tabs": [
            (_("Sur un bien"), f"?etat={SERVING}", state == SERVING, counts.serving),
            (_("Sans bien"), f"?etat={WAITING}", state == WAITING, counts.waiting),
            (_("Annulées"), f"?etat={VOID}", state == VOID, counts.void),
        ],
        "batches": batches_of(owner_id)[:BATCHES],
        "owner_name": request.hat.organisation_name,
    }
    return render(request, "labels/list.html", context)


def _mine(request: HatRequest, code: str) -> Label:
    """Return a label of the hat's own organisation; another's does not exist here."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    found: Label = get_object_or_404(labels_of(owner_id), code=code)
    return found


@login_required
def claim(request: HatRequest, code: str) -> HttpResponse:
    """Find the asset that a sticker is on, or describe it; tie them."""
    label = _mine(request, code)
    words = request.GET.get("q", "").strip()[:80]
    found = choices_to_claim(label.organisation_id, words)
    problem = ""
    if request.method == "POST":
        chosen = request.POST.get("bien", "")
        try:
            services.claim_label(
                code=code,
                asset_id=int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0,
                hat=request.hat,
                now=timezone.now(),
            )
        except Refusal as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("L’étiquette est reliée à ce bien."))
            return redirect("labels:scan", code)
    context = {
        "label": label,
        "words": words,
        "found": found[:FOUND],
        "count": found.count(),
        "problem": problem,
        "form": NewAssetForm(organisation_id=label.organisation_id, initial={"site": _last_site(request)}),
        "has_sites": Site.objects.filter(organisation_id=label.organisation_id).exists(),
    }
    return render(request, "labels/claim.html", context, status=422 if problem else 200)


def _last_site(request: HatRequest) -> str:
    """Return the site named by the address, so that a whole room of stickers is told quickly."""
    asked = request.GET.get("lieu", "")
    return asked if asked.isdecimal() else ""


@login_required
def claim_new(request: HatRequest, code: str) -> HttpResponse:
    """Describe in three answers the thing that a sticker is on."""
    label = _mine(request, code)
    form = NewAssetForm(
        request.POST if request.method == "POST" else None,
        organisation_id=label.organisation_id,
        initial={"site": _last_site(request)},
    )
    if form.is_bound and form.is_valid():
        try:
            services.claim_new_asset(code=code, asset=form.asset(), hat=request.hat, now=timezone.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Le bien est ajouté en brouillon, et l’étiquette y est reliée."))
            return redirect("labels:scan", code)
    return render(
        request, "labels/claim_new.html", {"label": label, "form": form}, status=422 if form.errors else 200
    )


@login_required
def void(request: HatRequest, code: str) -> HttpResponse:
    """Take a label out of use, with a reason; prepare another in its place."""
    label = _mine(request, code)
    if label.voided_at is not None:
        raise Http404
    form = VoidForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            return _voided(request, label, form)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(
        request, "labels/void_form.html", {"label": label, "form": form}, status=422 if form.errors else 200
    )


def _voided(request: HatRequest, label: Label, form: VoidForm) -> HttpResponse:
    told, now = form.cleaned_data, timezone.now()
    new = services.void_label(
        code=label.code, reason=told["reason"], replace=told["replace"], hat=request.hat, now=now
    )
    messages.success(request, _("L’étiquette est annulée."))
    if new is None or new.asset_id is None:
        return redirect("labels:scan", label.code)
    wanted = Wanted(paper=last_paper(label.organisation_id), asset_ids=(new.asset_id,))
    return redirect("labels:batch", services.make_labels(wanted=wanted, hat=request.hat, now=now).pk)
