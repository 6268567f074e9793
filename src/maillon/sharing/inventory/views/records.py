"""How an owner manages its assets: the record of each, and the units that answer for them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.forms.records import KeepingForm, UnitForm
from maillon.sharing.inventory.models import Asset, KeepingRecord, Unit
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.records import keeping_of, units_of


@login_required
def keeping(request: HatRequest, pk: int) -> HttpResponse:
    """Say how an asset is managed."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    asset = get_object_or_404(Asset, pk=pk, organisation_id=owner_id)
    record = keeping_of(pk) or KeepingRecord(asset=asset)
    form = KeepingForm(request.POST or None, instance=record, organisation_id=owner_id)
    if form.is_valid() and _write_keeping(form, request):
        messages.success(request, _("La fiche de gestion est enregistrée."))
        return redirect("inventory:asset", pk)
    context = {"form": form, "asset": asset}
    return render(request, "inventory/records/keeping.html", context, status=422 if form.errors else 200)


def _write_keeping(form: KeepingForm, request: HatRequest) -> bool:
    try:
        services.write_keeping(record=form.instance, by=request.hat, now=timezone.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True


@login_required
def units(request: HatRequest) -> HttpResponse:
    """List the units of one's organisation, with how many assets each answers for."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    context = {"units": units_of(owner_id), "owner_name": request.hat.organisation_name}
    return render(request, "inventory/records/units.html", context)


@login_required
def add_unit(request: HatRequest) -> HttpResponse:
    """Name a new unit."""
    return _unit_form(request, Unit(organisation_id=ask_to_keep(request.hat, request.hat.organisation_id)))


@login_required
def edit_unit(request: HatRequest, pk: int) -> HttpResponse:
    """Change a unit."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return _unit_form(request, get_object_or_404(Unit, pk=pk, organisation_id=owner_id))


def _unit_form(request: HatRequest, unit: Unit) -> HttpResponse:
    name = unit.name
    form = UnitForm(request.POST or None, instance=unit)
    if form.is_valid() and _write_unit(form, request):
        messages.success(request, _("L’unité est enregistrée."))
        return redirect("inventory:units")
    context = {"form": form, "name": name}
    return render(request, "inventory/records/unit.html", context, status=422 if form.errors else 200)


def _write_unit(form: UnitForm, request: HatRequest) -> bool:
    try:
        services.write_unit(unit=form.instance, by=request.hat)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True


@login_required
@require_POST
def remove_unit(request: HatRequest, pk: int) -> HttpResponse:
    """Remove a unit that answers for nothing."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    try:
        services.remove_unit(unit=get_object_or_404(Unit, pk=pk, organisation_id=owner_id), by=request.hat)
        messages.success(request, _("L’unité est retirée."))
    except Refusal as refusal:
        messages.error(request, refusal.reasons[0].message)
    return redirect("inventory:units")
