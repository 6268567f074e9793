"""The places where one's assets stand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillon.base.finding import told
from maillon.base.refusals import Refusal
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import queries, services
from maillon.sharing.inventory.forms.assets import SiteForm
from maillon.sharing.inventory.forms.sites import label_of, proposed_sites
from maillon.sharing.inventory.models import Site
from maillon.sharing.inventory.permissions import ask_to_keep

PER_PAGE = 50


@login_required
def sites(request: HatRequest) -> HttpResponse:
    """List one's sites, with how many assets stand there."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    words = request.GET.get("q", "").strip()[:80]
    found = queries.sites_of(owner_id)
    if words:
        found = told(found, words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "owner_name": request.hat.organisation_name}
    return render(request, "inventory/sites/list.html", context)


@login_required
def names(request: HatRequest) -> HttpResponse:
    """Return the places whose names begin as what is typed, as the proposals of a field."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    typed = str(next(iter(request.GET.values()), ""))[:80].replace("\x00", "")
    labels = [label_of(site) for site in proposed_sites(owner_id, typed)]
    return render(request, "inventory/sites/_names.html", {"labels": labels})


@login_required
def add(request: HatRequest) -> HttpResponse:
    """Describe a new site."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    place = Site(organisation=Organisation.objects.get(pk=owner_id))
    return _form(request, SiteForm(request.POST or None, instance=place, organisation_id=owner_id))


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Change what is said of a site."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    place = get_object_or_404(Site.objects.select_related("organisation"), pk=pk, organisation_id=owner_id)
    return _form(request, SiteForm(request.POST or None, instance=place, organisation_id=owner_id))


def _form(request: HatRequest, form: SiteForm) -> HttpResponse:
    if request.method == "POST" and _write(form):
        messages.success(request, _("Le lieu est enregistré."))
        return redirect("inventory:sites")
    name = Site.objects.values_list("name", flat=True).get(pk=form.instance.pk) if form.instance.pk else ""
    context = {"form": form, "name": name}
    return render(request, "inventory/sites/form.html", context, status=422 if form.errors else 200)


def _write(form: SiteForm) -> Site | None:
    if not form.is_valid():
        return None
    try:
        return services.write_site(site=form.instance)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return None
