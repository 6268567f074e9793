"""The pages of the register of territories, open to everyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillon.community.territories.models import Mrc
from maillon.community.territories.queries import regions


def territories(request: HttpRequest) -> HttpResponse:
    """List the territories by region."""
    words = request.GET.get("q", "").strip()[:80]
    found = regions(words)
    count = sum(len(region.mrcs) for region in found)
    return render(
        request, "territories/list.html", {"regions": found, "words": words, "territory_count": count}
    )


def territory(request: HttpRequest, code: str) -> HttpResponse:
    """Show one territory: its region, people, density and towns."""
    mrc = get_object_or_404(Mrc.objects.select_related("region"), code=code)
    towns = mrc.municipalities.order_by("sort_key")
    crumbs = [(_("Territoires"), reverse("territories:list"))]
    return render(request, "territories/show.html", {"mrc": mrc, "towns": towns, "crumbs": crumbs})
