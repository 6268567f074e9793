"""Saying that two records are one thing: look for the other, compare, merge."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.refusals import Refusal
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.merging import candidates, side_by_side
from maillon.sharing.inventory.services.merging import merge_assets


class MergeForm(RefusableForm):
    """Which other record, and why."""

    autre = forms.TypedChoiceField(
        label=gettext_lazy("L’autre fiche, qui sera archivée"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez l’autre fiche du même bien.")},
    )
    why = forms.CharField(label=gettext_lazy("Pourquoi (facultatif)"), max_length=200, required=False)


@login_required
def merge(request: HatRequest, pk: int) -> HttpResponse:
    """Show the likely other records of the asset, compare with the one chosen, and merge when asked to."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    kept = get_object_or_404(Asset.objects.with_owner(), pk=pk, organisation_id=owner_id)
    words = (request.POST or request.GET).get("q", "").strip()[:80]
    form = MergeForm(request.POST or None)
    found = candidates(kept, words)
    form.fields["autre"].choices = [(one.pk, _said(one)) for one in found]  # type: ignore[attr-defined]  # a ChoiceField
    other = next((one for one in found if form.is_valid() and one.pk == form.cleaned_data["autre"]), None)
    if other is not None and request.POST.get("etape") == "faire" and _do(request, form, kept, other):
        return redirect("inventory:asset", kept.pk)
    context: dict[str, Any] = {"asset": kept, "form": form, "words": words, "other": other, "found": found}
    context["pairs"] = side_by_side(kept, other) if other else []
    return render(request, "inventory/assets/merge.html", context, status=422 if form.errors else 200)


def _said(asset: Asset) -> str:
    parts = (asset.name, asset.identifier, asset.asset_class.name, asset.site.name)
    return " · ".join(part for part in parts if part)


def _do(request: HatRequest, form: MergeForm, kept: Asset, other: Asset) -> bool:
    try:
        merge_assets(
            kept_id=kept.pk,
            other_id=other.pk,
            hat=request.hat,
            why=form.cleaned_data["why"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    messages.success(
        request, _("Les deux fiches n’en font plus qu’une : réservations et identifiants ont suivi.")
    )
    return True
