"""Putting assets in sharing in bulk, and withdrawing them: the owner's page « Partager »."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.models import AssetQuerySet
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries import counted_classes
from maillon.sharing.reservations.forms.offering import OfferForm, ShareFilter
from maillon.sharing.reservations.queries.offering import share_rows, shareable, with_sharing
from maillon.sharing.reservations.services.offering import offer_assets, withdraw_assets
from maillon.sharing.reservations.services.schedules import chosen_schedule
from maillon.sharing.terms.models import SharingTerms

PER_PAGE = 25


@login_required
def offering(request: HatRequest) -> HttpResponse:
    """Show what can be shared, or is; share or withdraw all that the filters show, or what is ticked."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    if request.POST.get("geste", "").startswith("retirer"):
        return _withdraw(request, owner_id)
    form = OfferForm(request.POST or None, organisation_id=owner_id)
    if request.method == "POST" and form.is_valid() and _offer(request, form, owner_id):
        return _back(request)
    return _page(request, form, owner_id)


def _page(request: HatRequest, form: OfferForm, owner_id: int) -> HttpResponse:
    filters = ShareFilter(request.POST if request.method == "POST" else request.GET)
    mine = shareable(owner_id, shared=filters.shared)
    classes = counted_classes(mine)
    total = sum(one.count for one in classes)
    pages = Paginator(with_sharing(filters.apply(mine)), PER_PAGE)
    if not any(filters.chosen.values()):
        pages.count = total
    page = pages.get_page(request.GET.get("page"))
    here = reverse("reservations:offering")
    counts = {
        filters.shared: total,
        not filters.shared: shareable(owner_id, shared=not filters.shared).count(),
    }
    context = {
        "form": form,
        "chosen": filters.chosen,
        "classes": classes,
        "page": page,
        "rows": share_rows(page),
        "total": page.paginator.count,
        "ticked": set(request.POST.getlist("ids")),
        "tabs": [
            (_("Pas encore en partage"), here, not filters.shared, counts[False]),
            (_("En partage"), f"{here}?partage=oui", filters.shared, counts[True]),
        ],
        "owner_name": request.hat.organisation_name,
    }
    return render(request, "reservations/offering.html", context, status=422 if form.errors else 200)


def _chosen(request: HatRequest, owner_id: int) -> AssetQuerySet:
    """Return the assets that the form names: the ticked ones, or all those of the filters."""
    filters = ShareFilter(request.POST)
    assets = filters.apply(shareable(owner_id, shared=filters.shared))
    if request.POST.get("geste", "").endswith("-cochees"):
        ids = [
            one for one in request.POST.getlist("ids") if one.isascii() and one.isdigit() and len(one) < 19
        ]
        assets = assets.filter(pk__in=ids)
    return assets


def _offer(request: HatRequest, form: OfferForm, owner_id: int) -> bool:
    """Share, and say how many; when it is refused, put the reasons at their field."""
    now = timezone.now()
    try:
        done = offer_assets(
            assets=_chosen(request, owner_id),
            terms=get_object_or_404(SharingTerms, pk=form.cleaned_data["terms"], organisation_id=owner_id),
            schedule=chosen_schedule(form.cleaned_data["schedule"], owner_id, now),
            audience=form.cleaned_data["audience"],
            by_id=request.hat.person_id,
            now=now,
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    said = ngettext("%(n)s bien est en partage.", "%(n)s biens sont en partage.", done.offered)
    messages.success(request, said % {"n": number(done.offered)})
    return True


def _withdraw(request: HatRequest, owner_id: int) -> HttpResponse:
    try:
        done = withdraw_assets(
            assets=_chosen(request, owner_id),
            organisation_id=owner_id,
            by_id=request.hat.person_id,
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        said = ngettext(
            "%(n)s bien est retiré du partage; ce qui est déjà accepté le reste.",
            "%(n)s biens sont retirés du partage; ce qui est déjà accepté le reste.",
            done,
        )
        messages.success(request, said % {"n": number(done)})
    return _back(request)


def _back(request: HatRequest) -> HttpResponse:
    kept = {name: value for name, value in ShareFilter(request.POST).chosen.items() if value}
    address = reverse("reservations:offering")
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)
