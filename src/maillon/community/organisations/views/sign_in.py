"""Finding the way to sign in that suits an address, and naming organisations' own services."""

from typing import Any

import requests
from allauth.core import ratelimit
from allauth.socialaccount.providers.openid_connect.views import login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.forms import AddressForm, ProviderForm
from maillon.community.organisations.models import IdentityProvider, Organisation
from maillon.community.organisations.permissions import ask_for_stewardship
from maillon.community.organisations.providers.discovery import discover
from maillon.community.organisations.queries import provider_for, providers
from maillon.community.organisations.requests import HatRequest
from maillon.community.organisations.services import add_provider, remove_provider


class SeeOtherWay(HttpResponseRedirect):
    """Sends the same form elsewhere (307 keeps the method and what was typed, RFC 9110 § 15.4.8)."""

    status_code = 307


@require_POST
def sign_in(request: HatRequest) -> HttpResponse:
    """Offer the organisation's own service to an address of its domains; send a code to any other."""
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="organisation_sign_in")
    if limited:
        return limited
    form = AddressForm(request.POST)
    provider = provider_for(form.cleaned_data["email"]) if form.is_valid() else None
    if provider is None and not settings.MAIL_SERVER and not settings.DEMONSTRATION:
        messages.error(request, _("Aucun code ne peut être envoyé : entrez votre mot de passe."))
        return redirect("account_login")
    if provider is None:
        return SeeOtherWay(reverse("account_request_login_code"))
    next_page = request.POST.get("next", "")
    address = reverse("openid_connect_login", args=[provider.slug])
    context = {
        "provider": provider,
        "email": form.cleaned_data["email"],
        "next_page": next_page,
        "action": f"{address}?{urlencode({'next': next_page})}" if next_page else address,
    }
    return _may_send_to(provider, render(request, "organisations/sign_in.html", context))


def _may_send_to(provider: IdentityProvider, response: Any) -> HttpResponse:
    """Let this page's form lead to the provider: browsers apply form-action to where a form's answer leads too."""
    response._csp_update = {"form-action": [provider.sends_to]}
    return response


def leave(request: HatRequest, provider_id: str) -> HttpResponse:
    """Go to the organisation's service; a link alone first shows a page with a button (login CSRF)."""
    provider = get_object_or_404(IdentityProvider, slug=provider_id)
    try:
        response = login(request, provider_id)
    except requests.RequestException:
        response = render(request, "socialaccount/authentication_error.html", status=502)
    return _may_send_to(provider, response)


@login_required
def identity_providers(request: HatRequest) -> HttpResponse:
    """List every organisation's own sign-in service, for the stewards."""
    ask_for_stewardship(request.hat)
    return render(request, "organisations/providers.html", {"providers": providers()})


@login_required
def add_identity_provider(request: HatRequest, pk: int) -> HttpResponse:
    """Name a sign-in service for one organisation, after asking it what it is."""
    ask_for_stewardship(request.hat)
    organisation = get_object_or_404(Organisation, pk=pk)
    form = ProviderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = discover(form.cleaned_data["issuer"])
            add_provider(organisation_id=pk, terms=form.terms(), discovered=found, by=request.hat)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("La connexion de l’organisation est offerte à ses adresses."))
            return redirect("organisations:providers")
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/provider.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_identity_provider(request: HatRequest, pk: int) -> HttpResponse:
    """Stop offering a sign-in service."""
    remove_provider(provider_id=pk, by=request.hat)
    messages.success(request, _("Cette connexion n’est plus offerte."))
    return redirect("organisations:providers")
