"""What follows when two records of one thing become one: the bookings, their places, the sharing."""

import datetime as dt

from django.utils.translation import gettext as _

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Reason, Refusal
from maillon.sharing.availability.models import Bookable, Commitment
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import period_in_words
from maillon.sharing.terms.models import Offer

LISTED = 20


class BothBooked(Refusal):
    """Both records hold bookings at the same moment: they may be two things, or one booked twice."""

    code = "both_booked"


def move_promises(kept: Asset, other: Asset, now: dt.datetime) -> None:
    """Move what was asked of ``other`` to ``kept``. Raises BothBooked with the bookings that meet."""
    places = {one.asset_id: one for one in Bookable.objects.filter(asset__in=[kept, other]).order_by("pk")}
    if other.pk in places:
        if kept.pk in places:
            _ask_no_meeting(kept, other, places[kept.pk], now)
            _into(places[kept.pk], other, now)
        else:
            Bookable.objects.filter(asset=other).update(asset=kept)  # its commitments follow, by the database
    Reservation.objects.filter(asset=other).update(asset=kept, updated_at=now)
    Reservation.objects.filter(alternative_asset=other).update(alternative_asset=kept, updated_at=now)
    if Offer.objects.filter(asset=kept).exists():
        Offer.objects.standing().filter(asset=other).update(withdrawn_at=now)
    else:
        Offer.objects.filter(asset=other).update(asset=kept)


def _ask_no_meeting(kept: Asset, other: Asset, place: Bookable, now: dt.datetime) -> None:
    """Raise BothBooked for the live requests of both that meet; of a pool, the database counts."""
    if place.pooled:
        return
    standing = Reservation.objects.live().filter(ends_at__gt=now).shown().select_related("commitment")
    ours = list(standing.filter(asset=kept).order_by("starts_at", "pk"))
    met = [
        _("%(one)s et %(two)s : %(when)s")
        % {"one": one.reference, "two": two.reference, "when": period_in_words(one)}
        for two in standing.filter(asset=other).order_by("starts_at", "pk")
        for one in ours
        if one.commitment is not None
        and two.commitment is not None
        and one.commitment.busy_from < two.commitment.busy_until
        and two.commitment.busy_from < one.commitment.busy_until
    ]
    if met:
        said = _("Les deux fiches ont des réservations au même moment : annulez-en une d’abord.")
        raise BothBooked([Reason("both_booked", text) for text in (said, *met[:LISTED])])


def _into(place: Bookable, other: Asset, now: dt.datetime) -> None:
    """Write the other's commitments in the place of the kept record; the ledger's constraints have the last word."""
    theirs = Commitment.objects.filter(asset=other)
    theirs.filter(state=Commitment.State.HELD, expires_at__lte=now).update(
        state=Commitment.State.ENDED, ended_at=now
    )
    with refusals_for_constraints():
        theirs.update(asset=place.asset_id, block=place.block_id, cells=place.cells, pooled=place.pooled)
