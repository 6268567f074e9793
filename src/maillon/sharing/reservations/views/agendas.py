"""Reservations in one's own agenda: one file, or a private address that the agenda reads again and again."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillon.base.web.formats import language
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.reservations.calendars import calendar_of
from maillon.sharing.reservations.links import read_calendar
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import asked_by
from maillon.sharing.reservations.views.following import desk_for

KEPT = dt.timedelta(days=60)  # how long what is over stays in the agenda
AT_MOST = 1000


def _address(reservation: Reservation) -> str:
    return settings.PUBLIC_URL + reverse("reservations:show", args=[reservation.reference])


def _file(content: bytes, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=disposition)


@login_required
def ics(request: HatRequest, reference: str) -> HttpResponse:
    """Give one request as an event; one that is cancelled says so."""
    reservation = desk_for(request, reference).reservation
    content = calendar_of([reservation], name="Maillon", language=language(), address=_address)
    return _file(content, f"{reference}.ics")


def feed(request: HatRequest, token: str) -> HttpResponse:  # noqa: ARG001  (Django’s signature)
    """Give all the reservations of the person who holds this address, in their language."""
    person = read_calendar(token)
    since = timezone.now() - KEPT
    with translation.override(person.language):
        found = asked_by(Hat(person_id=person.pk)).filter(ends_at__gt=since).order_by("starts_at", "pk")
        content = calendar_of(
            found[:AT_MOST], name=_("Mes réservations – Maillon"), language=language(), address=_address
        )
    return _file(content, "maillon.ics")
