"""The first page, the gallery of components, and the names of towns that a field proposes."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from maillon.community.organisations.requests import HatRequest
from maillon.community.territories.models import Municipality
from maillon.sharing.inventory.phrases import wanted_choices
from maillon.shell.awaiting import awaiting
from maillon.shell.dashboard import dashboard_for
from maillon.shell.first_hour import is_empty
from maillon.shell.gallery import specimens


def home(request: HatRequest) -> HttpResponse:
    """Ask what people need, in one sentence; under it, what awaits the one who signed in."""
    if is_empty():
        return redirect("shell:first_hour")
    context = {
        "kinds": wanted_choices(),
        "next_week": timezone.localdate() + timedelta(days=7),
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


def towns(request: HttpRequest) -> HttpResponse:
    """Return the names of the towns as the options of a list, kept by the browser for a day."""
    names = Municipality.objects.order_by("sort_key").values_list("name", flat=True)
    response = render(request, "shell/_towns.html", {"names": list(dict.fromkeys(names))})
    response["Cache-Control"] = "public, max-age=86400"
    return response
