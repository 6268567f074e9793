"""What must be known before asking: the offer, and every reason that speaks against a wish."""

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.utils import timezone

from maillon.base.refusals import Reason
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.availability.queries import busy, opening
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.queries.agreed import is_agreed, needs_agreement
from maillon.sharing.reservations.queries.house import reasons_of_house
from maillon.sharing.reservations.rules import AssetFacts, Wish, fits
from maillon.sharing.terms.errors import reasons as reasons_of_terms
from maillon.sharing.terms.models import Offer
from maillon.sharing.terms.rules import HatFacts, Wanted, objections


def offer_of(asset_id: int, hat: Hat, now: dt.datetime | None = None) -> Offer | None:
    """Return the standing offer of an asset that this hat may see, with all that asking needs, in one query.

    ``now`` says of which day the agreements count, today unless given.
    """
    on = timezone.localdate(now)
    return (
        Offer.objects.standing()
        .filter(asset__in=Asset.objects.visible_to(hat, on).active(), asset__bookable__isnull=False)
        .select_related(
            "terms", "asset__site", "asset__asset_class", "asset__organisation", "asset__bookable__block"
        )
        .filter(asset_id=asset_id)
        .first()
    )


def facts_of(hat: Hat, *, partner: bool) -> HatFacts | None:
    """Return what the terms' rules read of a hat, towards an asset that an agreement covers for it or not."""
    if hat.organisation_id is None:
        return None
    return HatFacts(hat.organisation_id, hat.circles_towards(partner=partner))


def notice_of(asset_id: int) -> dt.timedelta:
    """Return the notice that the owner asks for; none once the asset has no terms."""
    offer = Offer.objects.select_related("terms").filter(asset_id=asset_id).first()
    return dt.timedelta(minutes=offer.terms.notice_minutes if offer else 0)


def quantity_offered(offer: Offer) -> int:
    """Return how many there are to take: the pool's quantity, or one place."""
    bookable = offer.asset.bookable
    return bookable.block.quantity if bookable.pooled else 1


def objections_to(wish: Wish, *, offer: Offer, hat: Hat, now: dt.datetime) -> tuple[Reason, ...]:
    """Return every reason of the terms, of the place and of the house rules that speaks against the wish, in words.

    Somebody without an organisation is not told yet about circles: they may choose first.
    What other people hold is not looked at: the ledger decides that at the moment of taking.
    """
    if not wish.in_our_time:
        return explained([Objection("out_of_calendar", "starts_at")])
    if not wish.in_order:
        return explained([Objection("ends_before_start", "ends_at")])
    period, tz = wish.period, ZoneInfo(offer.asset.site.time_zone)
    first, last = period.start.astimezone(tz).date(), period.end.astimezone(tz).date()
    asked = needs_agreement(offer.terms.bookable_by, hat, offer.terms.organisation_id)
    partner = asked and is_agreed(offer.asset_id, hat, now)
    by_terms = objections(
        Wanted(period, tz), terms=offer.terms.facts(), hat=facts_of(hat, partner=partner), now=now
    )
    by_place = fits(
        period,
        opening=opening([offer.asset_id], first, last)[offer.asset_id],
        asset=AssetFacts(capacity=offer.asset.capacity, quantity=quantity_offered(offer)),
        attendees=wish.attendees,
        quantity=wish.quantity,
    )
    by_house = reasons_of_house(
        period, asset=offer.asset, hat=hat, quantity=wish.quantity, pool=quantity_offered(offer), now=now
    )
    return reasons_of_terms(by_terms) + explained(by_place) + by_house


def others_in_the_way(wish: Wish, *, offer: Offer, hat: Hat, now: dt.datetime) -> list[str]:
    """Return the names of the other assets (a half, the whole) whose bookings stand in the way of the wish.

    Only those that this hat may know of; nothing when it is the asset itself that is taken.
    """
    terms = offer.terms.facts()
    met = busy([offer.asset_id], wish.starts_at - terms.setup, wish.ends_at + terms.cleanup, now)
    taken = {one.asset_id for one in met[offer.asset_id]}
    if not taken or offer.asset_id in taken:
        return []
    return names_of(taken, hat)


def names_of(asset_ids: Collection[int], hat: Hat) -> list[str]:
    """Return the names of those of these assets that the hat may see, by name."""
    seen = Asset.objects.visible_to(hat).filter(pk__in=asset_ids)
    return list(seen.order_by("sort_key", "pk").values_list("name", flat=True))
