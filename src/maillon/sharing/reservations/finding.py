"""Finding a request from anywhere, by its number."""

import re

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.finding import SHOWN, Found, Kind
from maillon.base.web.formats import day
from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations.models import Reservation

WHOLE = re.compile(r"[Rr]-?\d{4}-?\d{0,6}")
ENDING = re.compile(r"\d{1,6}")


def _requests(hat: Hat, words: str) -> list[Found]:
    """Return requests that the hat may see: « R-2026-0000… », or the last figures of one of this year or the last."""
    typed = words.strip()
    seen = Reservation.objects.visible_to(hat).select_related("asset")
    if WHOLE.fullmatch(typed):
        figures = re.sub(r"\D", "", typed)
        found = seen.filter(reference__startswith=f"R-{figures[:4]}-{figures[4:]}")
    elif ENDING.fullmatch(typed):
        year = timezone.localdate().year
        found = seen.filter(reference__in=[f"R-{one}-{int(typed):06d}" for one in (year, year - 1)])
    else:
        return []
    return [
        Found(
            one.reference,
            reverse("reservations:show", args=[one.reference]),
            f"{one.asset.name} · {day(one.starts_at)} · {one.get_state_display()}",
        )
        for one in found.order_by("-reference")[:SHOWN]
    ]


REQUESTS = Kind("demandes", _("Demandes"), _requests)
