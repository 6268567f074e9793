"""The requests that stand behind the ledger, told to whoever changes the hours of a place."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from maillon.community.organisations.hats import Hat
from maillon.sharing.availability.promised import Promised
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import period_in_words


def request_in_words(reservation: Reservation) -> Promised:
    """Return « Gymnase, mardi 1er décembre 2026, de 18 h à 20 h, pour Club de badminton (confirmée) » and its page."""
    told = {
        "asset": reservation.asset.name,
        "when": period_in_words(reservation),
        "who": reservation.organisation.name,
        "state": reservation.get_state_display(),
    }
    return Promised(
        _("%(asset)s, %(when)s, pour %(who)s (%(state)s)") % told,
        reverse("reservations:show", args=[reservation.reference]),
    )


def tell_requests(commitment_ids: Collection[int], hat: Hat) -> dict[int, Promised]:
    """Return the requests behind these commitments that the hat may know of, in one query."""
    known = Reservation.objects.visible_to(hat).filter(commitment_id__in=commitment_ids).shown()
    return {one.commitment_id or 0: request_in_words(one) for one in known.order_by("pk")}
