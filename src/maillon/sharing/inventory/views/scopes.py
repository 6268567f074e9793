"""A step of an agreement: what it covers, chosen among the owner's assets."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import Refusal
from maillon.community.agreements.models import Agreement
from maillon.community.agreements.pages import steps_of
from maillon.community.agreements.permissions import ask_to_sign
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.forms.scopes import ScopeForm


@login_required
def scope(request: HatRequest, pk: int) -> HttpResponse:
    """Say what an agreement covers; searching for an asset loses nothing of what is ticked."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.hat).select_related("owner"), pk=pk)
    ask_to_sign(request.hat, agreement.owner_id)
    form = ScopeForm(request.POST or None, agreement=agreement)
    searching = "chercher" in request.POST
    if request.method == "POST" and not searching and form.is_valid() and _written(request, form, agreement):
        if agreement.is_editable:
            return redirect("agreements:check", pk)
        messages.success(request, _("C’est enregistré; les partenaires en sont avisés."))
        return redirect("agreements:show", pk)
    context = {
        "form": form,
        "agreement": agreement,
        "steps": steps_of(agreement, "coverage") if agreement.is_editable else [],
        "searched": searching and form.data.get("q", "").strip(),
    }
    status = 422 if form.is_bound and not searching and form.errors else 200
    return render(request, "inventory/scopes/form.html", context, status=status)


def _written(request: HatRequest, form: ScopeForm, agreement: Agreement) -> bool:
    wanted = form.wanted()
    if not wanted:
        form.add_error("how", _("Choisissez au moins une catégorie, un lieu ou un bien, ou couvrez tout."))
        return False
    try:
        services.write_scopes(agreement_id=agreement.pk, wanted=wanted, by=request.hat, now=timezone.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True
