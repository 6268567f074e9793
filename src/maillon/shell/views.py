"""The first page, the gallery of components, and the names of towns that a field proposes."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillon.community.territories.models import Municipality
from maillon.shell.awaiting import awaiting
from maillon.shell.gallery import specimens
from maillon.sharing.inventory.phrases import wanted_choices


def home(request: HttpRequest) -> HttpResponse:
    """Ask what people need, in one sentence; under it, what awaits the one who signed in."""
    context = {
        "kinds": wanted_choices(),
        "next_week": timezone.localdate() + timedelta(days=7),
        "awaiting": awaiting(request.hat),
    }
    return render(request, "shell/home.html", context)


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, with its accessibility notes and its call."""
    return render(request, "shell/gallery.html", specimens(request))


def towns(request: HttpRequest) -> HttpResponse:
    """Return the names of the towns as the options of a list, kept by the browser for a day."""
    names = Municipality.objects.order_by("sort_key").values_list("name", flat=True)
    response = render(request, "shell/_towns.html", {"names": list(dict.fromkeys(names))})
    response["Cache-Control"] = "public, max-age=86400"
    return response
