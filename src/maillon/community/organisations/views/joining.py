"""Joining an organisation, or creating one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import Refusal
from maillon.community.organisations.forms import FirstBodyForm, JoinForm, OrganisationForm
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.middleware import SESSION_KEY
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.queries import Directory, requests_by, search_organisations
from maillon.community.organisations.requests import HatRequest
from maillon.community.organisations.services import ask_to_join, create_organisation

PROPOSED = 12


@login_required
def join(request: HatRequest) -> HttpResponse:
    """Look for one's organisation; if it is not there, create it."""
    words = request.GET.get("q", "").strip()[:80]
    found = search_organisations(Directory(words=words))[:PROPOSED] if words else []
    waiting = requests_by(person_id=request.hat.wearer_id)
    context = {"words": words, "found": found, "waiting": waiting}
    return render(request, "organisations/join.html", context)


@login_required
def ask(request: HatRequest, pk: int) -> HttpResponse:
    """Ask one organisation to be let in."""
    organisation = get_object_or_404(Organisation, pk=pk)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        message = form.cleaned_data["message"]
        try:
            ask_to_join(organisation_id=pk, message=message, by=request.hat, now=timezone.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Votre demande est envoyée; la réponse vous viendra par courriel."))
            return redirect("organisations:join")
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/ask.html", context, status=422 if form.errors else 200)


@login_required
def create(request: HatRequest) -> HttpResponse:
    """Create an organisation and put on its hat."""
    kind = FirstBodyForm if request.hat.has(Role.STEWARD) else OrganisationForm
    form = kind(request.POST or None, initial={"name": request.GET.get("nom", "")})
    if request.method == "POST" and form.is_valid():
        joining = bool(form.cleaned_data.get("joining"))
        try:
            made = create_organisation(
                profile=form.profile(), by=request.hat, now=timezone.now(), joining=joining
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            mine = Membership.objects.filter(organisation=made, person_id=request.hat.wearer_id).first()
            if mine:
                request.session[SESSION_KEY] = mine.pk
            messages.success(request, _("L’organisation est créée."))
            return redirect("organisations:show", made.pk)
    status = 422 if form.errors else 200
    return render(request, "organisations/create.html", {"form": form}, status=status)
