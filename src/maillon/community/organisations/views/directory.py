"""The organisations, open to everyone; describing one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from maillon.base.refusals import Refusal
from maillon.community.organisations.forms import OrganisationForm
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.permissions import ask_to_administer, may_administer, may_verify
from maillon.community.organisations.queries import Directory, search_organisations
from maillon.community.organisations.requests import HatRequest
from maillon.community.organisations.services import describe_organisation
from maillon.community.territories.models import Mrc

PAGE = 30
FAMILY_WORDS = (
    ("", gettext_noop("Toutes")),
    ("publiques", gettext_noop("Organismes publics")),
    ("sociales", gettext_noop("Organismes sociaux et environnementaux")),
    ("autres", gettext_noop("Entreprises et réseau")),
)


def organisations(request: HatRequest) -> HttpResponse:
    """List the organisations, by name, family and territory; a steward may keep those to verify."""
    steward = request.hat.has(Role.STEWARD)
    wanted = Directory(
        words=request.GET.get("q", "")[:80],
        family=request.GET.get("genre", ""),
        mrc_code=request.GET.get("territoire", "")[:3],
        unverified_only=steward and request.GET.get("verification") == "attente",
    )
    context = {
        "wanted": wanted,
        "steward": steward,
        "page": Paginator(search_organisations(wanted), PAGE).get_page(request.GET.get("page")),
        "families": [(value, _(word)) for value, word in FAMILY_WORDS],
        "territories": Mrc.objects.order_by("sort_key").values_list("code", "name"),
    }
    return render(request, "organisations/list.html", context)


def organisation(request: HatRequest, pk: int) -> HttpResponse:
    """Show one organisation as anyone may see it, with its actions to those who have some."""
    found = get_object_or_404(Organisation.objects.select_related("mrc__region"), pk=pk)
    context = {
        "organisation": found,
        "administers": request.hat.signed_in and may_administer(request.hat, pk),
        "steward": request.hat.has(Role.STEWARD),
        "verifies": may_verify(request.hat, found.mrc_id),
        "mine": request.hat.organisation_id == pk,
    }
    return render(request, "organisations/show.html", context)


@login_required
def describe(request: HatRequest, pk: int) -> HttpResponse:
    """Change what an organisation says of itself."""
    ask_to_administer(request.hat, pk)
    form = OrganisationForm(request.POST or None, instance=get_object_or_404(Organisation, pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            describe_organisation(organisation_id=pk, profile=form.profile(), by=request.hat)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect("organisations:show", pk)
    status = 422 if form.errors else 200
    return render(request, "organisations/describe.html", {"form": form, "pk": pk}, status=status)
