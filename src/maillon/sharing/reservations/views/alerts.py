"""« Prévenez-moi » : watching a search, one’s list of them, stopping from a letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations.queries.alerts import alerts_of
from maillon.sharing.reservations.services.alerts import (
    read_alert,
    stop_by_letter,
    stop_watching,
    watch_search,
)
from maillon.sharing.reservations.watching import asked_to_watch

either = require_http_methods(["GET", "HEAD", "POST"])


@login_required
def alerts(request: HatRequest) -> HttpResponse:
    """Show the searches that one is written about."""
    mine = [(one, f"{reverse('reservations:find')}?{one.asked}") for one in alerts_of(request.hat.wearer_id)]
    return render(request, "reservations/alerts.html", {"alerts": mine})


@login_required
@require_POST
def watch(request: HatRequest) -> HttpResponse:
    """Keep the search of the address that is sent."""
    asked = asked_to_watch(QueryDict(request.POST.get("asked", "")[:3_000]))
    watch_search(
        hat=request.hat, watched=asked.watched, asked=asked.asked, title=asked.title, now=timezone.now()
    )
    messages.success(request, _("C’est noté : nous vous écrirons dès que quelque chose se libère."))
    return redirect("reservations:alerts")


@login_required
@require_POST
def stop(request: HatRequest, pk: int) -> HttpResponse:
    """Stop one of one’s own."""
    stop_watching(hat=request.hat, alert_id=pk)
    messages.success(request, _("C’est arrêté : nous ne vous écrirons plus pour cette recherche."))
    return redirect("reservations:alerts")


@either
def stop_from_letter(request: HatRequest, token: str) -> HttpResponse:
    """Show which search a letter told of; the button stops it, without signing in."""
    alert = read_alert(token)
    if request.method == "POST":
        stop_by_letter(token=token)
        return render(request, "reservations/alert_stop.html", {"alert": alert, "stopped": True})
    return render(request, "reservations/alert_stop.html", {"alert": alert, "stopped": False})
