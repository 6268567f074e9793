"""How places are reached and used by everyone: answered for a place, and over it for an asset."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.forms.access import AccessForm
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.services.access import write_asset_access, write_site_access


@login_required
def site_access(request: HatRequest, pk: int) -> HttpResponse:
    """Answer for a place, and for all that stands there."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    site = get_object_or_404(Site, pk=pk, organisation_id=owner_id)
    form = AccessForm(request.POST or None, answers=site.access)

    def write() -> None:
        write_site_access(site=site, answers=form.answers, by=request.hat, now=timezone.now())

    if _written(form, write):
        messages.success(request, _("L’accessibilité du lieu est enregistrée."))
        return redirect("inventory:sites")
    context = {"form": form, "name": site.name, "site": site}
    return render(request, "inventory/sites/access.html", context, status=422 if form.errors else 200)


@login_required
def asset_access(request: HatRequest, pk: int) -> HttpResponse:
    """Answer for one asset, where it differs from its place."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    asset = get_object_or_404(Asset.objects.with_owner(), pk=pk, organisation_id=owner_id)
    form = AccessForm(request.POST or None, answers=asset.access, place=asset.site.access)

    def write() -> None:
        write_asset_access(asset=asset, answers=form.answers, by=request.hat, now=timezone.now())

    if _written(form, write):
        messages.success(request, _("L’accessibilité du bien est enregistrée."))
        return redirect("inventory:asset", pk)
    context = {"form": form, "name": asset.name, "asset": asset, "site": asset.site}
    return render(request, "inventory/sites/access.html", context, status=422 if form.errors else 200)


def _written(form: AccessForm, write: Callable[[], None]) -> bool:
    if not form.is_valid():
        return False
    try:
        write()
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True
