"""The exemplars of a pool: the list, writing several at once, saying in what state they are."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.imports import csv_lines
from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import slug
from maillon.sharing.inventory import services
from maillon.sharing.inventory.forms.exemplars import (
    REMOVE,
    AddExemplarsForm,
    ChangeExemplarsForm,
    ExemplarForm,
)
from maillon.sharing.inventory.models import Asset, Exemplar
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.exemplars import Counts, counts_of

PER_PAGE = 100
State = Exemplar.State


def _mine(request: HatRequest, pk: int) -> Asset:
    """Return a pool of the hat's own organisation; another's does not exist here."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    pools = Asset.objects.with_owner().filter(asset_class__pooled=True)
    return get_object_or_404(pools, pk=pk, organisation_id=owner_id)


@login_required
def exemplars(request: HatRequest, pk: int) -> HttpResponse:
    """List the exemplars of a pool; add some, or change those that are ticked."""
    asset = _mine(request, pk)
    chosen = request.GET.get("etat", "")
    found = asset.exemplars.filter(state=chosen) if chosen in State.values else asset.exemplars.all()
    page = Paginator(found.order_by("label", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    geste = request.POST.get("geste", "")
    adding = AddExemplarsForm(request.POST if geste == "ajouter" else None)
    changing = ChangeExemplarsForm(
        request.POST if geste == "changer" else None, known=list(page), auto_id="changer_%s"
    )
    if (geste == "ajouter" and adding.is_valid() and _add(request, adding, asset)) or (
        geste == "changer" and changing.is_valid() and _change(request, changing, asset)
    ):
        return redirect(request.get_full_path())
    counts = counts_of(asset.pk)
    context = {
        "asset": asset,
        "page": page,
        "counts": counts,
        "tabs": _tabs(asset, counts, chosen),
        "adding": adding,
        "changing": changing,
        "ticked": set(request.POST.getlist("exemplars")),
        "open_add": bool(adding.errors) or not counts.known,
    }
    wrong = adding.errors or changing.errors
    return render(request, "inventory/exemplars/list.html", context, status=422 if wrong else 200)


def _tabs(asset: Asset, counts: Counts, chosen: str) -> list[tuple[str, str, bool, int]]:
    here = reverse("inventory:exemplars", args=[asset.pk])
    each = [
        (
            str(state.label).capitalize(),
            f"{here}?etat={state.value}",
            chosen == state.value,
            getattr(counts, state.value),
        )
        for state in State
    ]
    return [(_("Tous"), here, chosen not in State.values, counts.known), *each]


def _add(request: HatRequest, form: AddExemplarsForm, asset: Asset) -> bool:
    try:
        made = services.add_exemplars(
            asset_id=asset.pk, exemplars=form.exemplars(), hat=request.hat, now=timezone.now()
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    said = ngettext("%(n)s exemplaire est ajouté.", "%(n)s exemplaires sont ajoutés.", len(made))
    messages.success(request, said % {"n": number(len(made))})
    return True


def _change(request: HatRequest, form: ChangeExemplarsForm, asset: Asset) -> bool:
    given, now = form.cleaned_data, timezone.now()
    try:
        if given["state"] == REMOVE:
            done = services.remove_exemplars(
                asset_id=asset.pk, exemplar_ids=given["exemplars"], hat=request.hat, now=now
            )
        else:
            done = services.change_exemplars(
                asset_id=asset.pk,
                exemplar_ids=given["exemplars"],
                state=given["state"],
                reason=given["reason"],
                since=given["since"],
                hat=request.hat,
                now=now,
            )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    said = ngettext("%(n)s exemplaire est changé.", "%(n)s exemplaires sont changés.", done)
    messages.success(request, said % {"n": number(done)})
    return True


@login_required
def edit(request: HatRequest, pk: int, exemplar_id: int) -> HttpResponse:
    """Change the numbers of one exemplar."""
    asset = _mine(request, pk)
    exemplar = get_object_or_404(Exemplar, pk=exemplar_id, asset=asset)
    form = ExemplarForm(request.POST or None, initial={"labels": exemplar.label, "serial": exemplar.serial})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_exemplar(
                asset_id=asset.pk,
                exemplar_id=exemplar.pk,
                label=form.cleaned_data["labels"],
                serial=form.cleaned_data["serial"],
                hat=request.hat,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect("inventory:exemplars", asset.pk)
    context = {"asset": asset, "exemplar": exemplar, "form": form}
    return render(request, "inventory/exemplars/form.html", context, status=422 if form.errors else 200)


@login_required
def export(request: HatRequest, pk: int) -> StreamingHttpResponse:
    """Give the exemplars as a file that spreadsheets read."""
    asset = _mine(request, pk)
    headings = [_("Numéro"), _("Numéro de série"), _("État"), _("Raison"), _("Depuis le")]
    response = StreamingHttpResponse(
        csv_lines(headings, _rows(asset)), content_type="text/csv; charset=utf-8"
    )
    name = slug(f"exemplaires {asset.name}", max_length=60)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _rows(asset: Asset) -> Iterator[list[object]]:
    for exemplar in asset.exemplars.order_by("label", "pk"):
        yield [
            exemplar.label,
            exemplar.serial,
            str(State(exemplar.state).label),
            exemplar.reason,
            exemplar.since.isoformat(),
        ]
