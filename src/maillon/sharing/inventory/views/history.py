"""The history of an asset, on its page and on a page of its own, for its owner's people."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_read_history, may_read_record
from maillon.sharing.inventory.queries.history import history_of

PER_PAGE = 50


@login_required
def history(request: HatRequest, pk: int) -> HttpResponse:
    """Show every change of an asset, fifty by page."""
    asset = get_object_or_404(Asset.objects.visible_to(request.hat).with_owner(), pk=pk)
    ask_to_read_history(request.hat, asset.organisation_id)
    own = may_read_record(request.hat, asset.organisation_id)
    entries = Paginator(history_of(asset.pk, own=own), PER_PAGE)  # type: ignore[var-annotated, arg-type]  # it counts and cuts
    merged = asset.merged.order_by("pk")
    context = {"asset": asset, "merged": merged, "page": entries.get_page(request.GET.get("page"))}
    return render(request, "inventory/history/show.html", context)
