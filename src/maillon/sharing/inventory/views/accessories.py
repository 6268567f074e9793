"""What comes with an asset and what may be asked for with it: the owner's page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.forms.accessories import IncludedForm, OptionalForm
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.accessories import accessories_of


def _mine(request: HatRequest, pk: int) -> Asset:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(Asset.objects.with_owner(), pk=pk, organisation_id=owner_id)


@login_required
def accessories(request: HatRequest, pk: int) -> HttpResponse:
    """List the accessories of an asset, and add one."""
    asset = _mine(request, pk)
    sort = request.POST.get("sorte")
    included = IncludedForm(request.POST if sort == "inclus" else None, auto_id="inclus_%s")
    optional = OptionalForm(request.POST if sort == "choix" else None, asset=asset, auto_id="choix_%s")
    for form in (included, optional):
        if form.is_bound and form.is_valid() and _add(request, form, asset):
            messages.success(request, _("C’est ajouté."))
            return redirect("inventory:accessories", pk)
    comes, choices = accessories_of(asset.pk, request.hat)
    context = {"asset": asset, "comes": comes, "choices": choices, "included": included, "optional": optional}
    wrong = included.errors or optional.errors
    return render(request, "inventory/assets/accessories.html", context, status=422 if wrong else 200)


def _add(request: HatRequest, form: RefusableForm, asset: Asset) -> bool:
    given = form.cleaned_data
    try:
        services.add_accessory(
            asset_id=asset.pk,
            hat=request.hat,
            name=given.get("name", ""),
            other_id=given["other"].pk if "other" in given else None,
            quantity=given["quantity"],
            charge=given["charge"],
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True


@login_required
@require_POST
def remove(request: HatRequest, pk: int, accessory_id: int) -> HttpResponse:
    """Take an accessory away."""
    asset = _mine(request, pk)
    services.remove_accessory(asset_id=asset.pk, accessory_id=accessory_id, hat=request.hat)
    messages.success(request, _("C’est retiré."))
    return redirect("inventory:accessories", pk)
