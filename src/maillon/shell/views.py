"""The first page, the gallery of components, and the names of towns that a field proposes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from maillon.community.organisations.requests import HatRequest
from maillon.community.territories.models import Municipality
from maillon.sharing.inventory.phrases import wanted_choices
from maillon.sharing.reservations.rules import usual_day
from maillon.shell.awaiting import awaiting
from maillon.shell.dashboard import dashboard_for
from maillon.shell.finding import LONGEST, find_everywhere
from maillon.shell.first_hour import is_empty
from maillon.shell.gallery import specimens


def home(request: HatRequest) -> HttpResponse:
    """Ask what people need, in one sentence; under it, what awaits the one who signed in."""
    if is_empty():
        return redirect("shell:first_hour")
    context = {
        "kinds": wanted_choices(),
        "next_week": usual_day(timezone.localdate()),
        "awaiting": awaiting(request.hat),
    }
    return render(request, "shell/home.html", context)


@login_required
def dashboard(request: HatRequest) -> HttpResponse:
    """Begin with what awaits; then what comes next, then the figures."""
    shown = dashboard_for(request.hat, timezone.now())
    return render(request, "shell/dashboard.html", {"awaiting": awaiting(request.hat), "dashboard": shown})


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, with its accessibility notes and its call."""
    return render(request, "shell/gallery.html", specimens(request))


def everywhere(request: HatRequest) -> HttpResponse:
    """Look everywhere at once, as far as this hat sees: a page, or the choices of the palette."""
    words = request.GET.get("q", "")
    groups = find_everywhere(request.hat, words)
    count = sum(len(group.found) for group in groups)
    template = "shell/_palette_choices.html" if request.htmx else "shell/everywhere.html"
    response = render(request, template, {"groups": groups, "words": words[:LONGEST], "count": count})
    patch_vary_headers(response, ("HX-Request", "Cookie"))
    return response


def shortcuts(request: HatRequest) -> HttpResponse:
    """Tell every keyboard shortcut, and where they are switched off."""
    return render(request, "shell/shortcuts.html")


def towns(request: HttpRequest) -> HttpResponse:
    """Return the names of the towns as the options of a list, kept by the browser for a day."""
    names = Municipality.objects.order_by("sort_key").values_list("name", flat=True)
    response = render(request, "shell/_towns.html", {"names": list(dict.fromkeys(names))})
    response["Cache-Control"] = "public, max-age=86400"
    return response
