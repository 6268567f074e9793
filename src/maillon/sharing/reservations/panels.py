"""What the page of an asset shows of bookings: its week at once, and « Réserver » always in reach."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.community.organisations.requests import HatRequest
from maillon.sharing.availability.models import Bookable
from maillon.sharing.availability.phrases import draft_in_words
from maillon.sharing.availability.queries import draft_of
from maillon.sharing.inventory.completeness import PLACES
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.panels import Action, Section
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.spaces import space_of, told_parts, ways_in_words
from maillon.sharing.reservations.queries.terms import terms_in_words
from maillon.sharing.reservations.views.dividing import row_of
from maillon.sharing.reservations.views.week import week_context

DIVISIBLE = PLACES | {"auditorium", "office", "parking", "land"}


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


def hours_panel(request: HatRequest, asset: Asset) -> Section | None:
    """Say when the asset is open, in sentences: the week, the seasons, the days that differ."""
    place = Bookable.objects.filter(asset=asset).select_related("schedule").first()
    if place is None or offer_of(asset.pk, request.hat) is None:
        return None
    context = {"sentences": draft_in_words(draft_of(place.schedule), since=timezone.localdate())}
    content = render_to_string("reservations/_hours_panel.html", context, request=request)
    return Section("heures", _("Heures d’ouverture"), content, beside=True)


def space_panel(request: HatRequest, asset: Asset) -> Section | None:
    """Draw the whole to which the asset belongs, or the parts by which it can be taken too."""
    if asset.asset_class.pooled:
        return None
    space = told_parts(space_of(asset), request.hat)
    if not space.parts or not Asset.objects.visible_to(request.hat).filter(pk=space.whole.pk).exists():
        return None
    drawn = [
        [(space.parts[one].name, space.places[one].parts[0], one == asset.pk) for one in way]
        for way in space.ways
        if way
    ]
    context = {
        "asset": asset,
        "whole": space.whole,
        "words": ways_in_words(space),
        "diagram": [row_of(way) for way in drawn],
        "parts": [space.parts[one] for way in [*space.ways, space.alone] for one in way],
    }
    content = render_to_string("reservations/_space_panel.html", context, request=request)
    return Section("parties", _("Un lieu qui se divise"), content)


def divide_action(asset: Asset) -> Action | None:
    """Lead whoever keeps a place to the page that divides it."""
    if asset.asset_class.code not in DIVISIBLE or asset.state == Asset.State.ARCHIVED:
        return None
    return Action(_("Diviser"), "divide", reverse("reservations:divide", args=[asset.pk]))


def close_action(asset: Asset) -> Action | None:
    """Lead whoever keeps an asset that can be booked to the page that closes it for a time."""
    if asset.state != Asset.State.ACTIVE or not hasattr(asset, "bookable"):
        return None
    return Action(_("Fermer un temps"), "lock", f"{reverse('reservations:close')}?bien={asset.pk}")
