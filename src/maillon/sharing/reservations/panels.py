"""What the page of an asset shows of bookings: its week at once, and « Réserver » always in reach."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.panels import Section
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.terms import terms_in_words
from maillon.sharing.reservations.views.week import week_context


def week_panel(request: HatRequest, asset: Asset) -> Section | None:
    """Draw this week, whose free hours lead to a request; nothing of an asset that is not shared."""
    offer = offer_of(asset.pk, request.hat)
    if offer is None:
        return None
    context = week_context(offer, "", hat=request.hat, now=timezone.now())
    content = render_to_string("reservations/_week_panel.html", context, request=request)
    return Section("semaine-du-lieu", _("La semaine"), content)


def booking_panel(request: HatRequest, asset: Asset) -> Section | None:
    """Draw the conditions and the button that begins a request."""
    offer = offer_of(asset.pk, request.hat)
    if offer is None:
        return None
    context = {"asset": asset, "terms": terms_in_words(offer.terms), "conditions": offer.terms.conditions}
    content = render_to_string("reservations/_booking_panel.html", context, request=request)
    return Section("reserver", _("Réserver"), content, beside=True)
