"""Conditions of sharing: the owner's list, in sentences, and the form that writes them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.terms.forms import TermsForm
from maillon.sharing.terms.models import SharingTerms
from maillon.sharing.terms.permissions import ask_to_keep
from maillon.sharing.terms.queries import terms_cards
from maillon.sharing.terms.services import write_terms


@login_required
def terms(request: HatRequest) -> HttpResponse:
    """List the organisation's conditions, each said in sentences."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    context = {"cards": terms_cards(owner_id), "owner_name": request.hat.organisation_name}
    return render(request, "terms/list.html", context)


@login_required
def add(request: HatRequest) -> HttpResponse:
    """Write new conditions."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return _form(request, TermsForm(request.POST or None, organisation_id=owner_id))


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Change conditions; another organisation's do not exist here."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    known = get_object_or_404(SharingTerms, pk=pk, organisation_id=owner_id)
    return _form(
        request, TermsForm(request.POST or None, instance=known, organisation_id=owner_id), known.name
    )


def _form(request: HatRequest, form: TermsForm, name: str = "") -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            write_terms(terms=form.instance)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Vos conditions sont enregistrées."))
            return redirect("terms:list")
    context = {"form": form, "name": name}
    return render(request, "terms/form.html", context, status=422 if form.errors else 200)
