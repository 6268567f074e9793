"""What may be asked for with an asset, and bundles as their page shows them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillon.base.refusals import Reason
from maillon.community.organisations.hats import Hat
from maillon.sharing.availability.queries import is_free
from maillon.sharing.inventory.models import Accessory, Asset
from maillon.sharing.inventory.queries.accessories import counted
from maillon.sharing.reservations.models import Bundle, BundleItem, Reservation
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.following import Row, row_of
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.terms.models import Offer


@dataclass(frozen=True, slots=True)
class Extra:
    """Another asset that may be asked for at the same time: how many at most, and what it costs in words."""

    asset_id: int
    name: str
    most: int
    charge: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One request of a bundle as a line; ``instead_of`` names what it stands in for."""

    row: Row
    quantity: int
    instead_of: str


def extras_for(asset_id: int, hat: Hat) -> list[Extra]:
    """Return what may be asked for with an asset: what its owner says, that is shared and that this hat may see."""
    shared = Offer.objects.standing().filter(asset__bookable__isnull=False).values("asset_id")
    seen = Asset.objects.visible_to(hat).active().filter(pk__in=shared)
    found = (
        Accessory.objects.optional()
        .filter(asset_id=asset_id, other__in=seen)
        .select_related("other__bookable__block")
        .order_by("position", "pk")
    )
    return [
        Extra(one.other.pk, one.other.name, _most(one), one.charge) for one in found if one.other is not None
    ]


def _most(accessory: Accessory) -> int:
    assert accessory.other is not None  # noqa: S101  (narrows the type)
    place = accessory.other.bookable
    return min(accessory.quantity, place.block.quantity) if place.pooled else 1


def wishes_for(main: Wish, extras: Mapping[int, int]) -> list[Wish]:
    """Return the wish and those that go with it: the same period and purpose, each its quantity."""
    return [
        main,
        *(
            Wish(number, main.starts_at, main.ends_at, main.purpose, None, quantity, main.message)
            for number, quantity in sorted(extras.items())
            if quantity
        ),
    ]


def not_free(wishes: Sequence[Wish], hat: Hat, now: dt.datetime) -> list[Reason]:
    """Return, for each of these wishes that others hold already, a reason with the name of the asset."""
    found = []
    for wish in wishes:
        offer = offer_of(wish.asset_id, hat)
        if offer is None:
            continue
        terms = offer.terms.facts()
        if not is_free(
            wish.asset_id,
            wish.starts_at,
            wish.ends_at,
            setup=terms.setup,
            cleanup=terms.cleanup,
            quantity=wish.quantity,
            now=now,
        ):
            said = _("%(name)s : il n’en reste pas assez de libre à ce moment.") % {"name": offer.asset.name}
            found.append(Reason("not_free", said))
    return found


def bundle_for(reference: str, hat: Hat) -> Bundle | None:
    """Return a bundle, if this hat may know of it."""
    return (
        Bundle.objects.visible_to(hat)
        .select_related("organisation", "series")
        .filter(reference=reference)
        .first()
    )


def is_series(bundle: Bundle) -> bool:
    """Return whether a bundle is one thing at many dates; reads ``series``."""
    return getattr(bundle, "series", None) is not None


def requests_of(bundle: Bundle, hat: Hat) -> list[Reservation]:
    """Return the requests of a bundle that this hat may know of, in order, with what a line shows."""
    return list(
        Reservation.objects.visible_to(hat)
        .filter(bundled__bundle=bundle)
        .shown()
        .select_related("bundled")
        .order_by("bundled__position")
    )


def rows_of(requests: Sequence[Reservation]) -> list[ItemRow]:
    """Return the lines of the requests of a bundle."""
    return [ItemRow(row_of(one), one.quantity, one.bundled.instead_of) for one in requests]


def requested_together(reservation: Reservation) -> list[str]:
    """Return what was asked for with this request, when it is the first of a bundle: « 2 × Filets ».

    The dates of a series are not other things.
    """
    item = BundleItem.objects.filter(reservation=reservation, position=0, bundle__series=None).first()
    if item is None:
        return []
    others = (
        BundleItem.objects.filter(bundle_id=item.bundle_id)
        .exclude(pk=item.pk)
        .select_related("reservation__asset")
        .order_by("position")
    )
    return [counted(one.reservation.asset.name, one.reservation.quantity) for one in others]
