"""An order as its page shows it, by owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations.models import Bundle, Order, Reservation
from maillon.sharing.reservations.queries.following import Row, row_of


@dataclass(frozen=True, slots=True)
class OrderedPart:
    """One owner's part of an order: the number of its bundle, and where each request stands."""

    owner: str
    reference: str
    rows: list[Row]


def order_for(reference: str, hat: Hat) -> Order | None:
    """Return an order, if this hat may know of it."""
    return (
        Order.objects.visible_to(hat)
        .select_related("organisation", "person")
        .filter(reference=reference)
        .first()
    )


def order_of(bundle: Bundle, hat: Hat) -> Order | None:
    """Return the order of which a bundle is a part, if this hat may know of it."""
    return Order.objects.visible_to(hat).filter(parts__bundle=bundle).first()


def requests_of_order(order: Order) -> list[Reservation]:
    """Return the requests of an order, by owner, with what a line shows."""
    return list(
        Reservation.objects.filter(bundled__bundle__part__order=order)
        .shown()
        .select_related("bundled__bundle")
        .order_by("bundled__bundle_id", "bundled__position")
    )


def ordered_parts(requests: Sequence[Reservation]) -> list[OrderedPart]:
    """Return the parts of an order, one by owner."""
    found: dict[str, OrderedPart] = {}
    for one in requests:
        bundle = one.bundled.bundle
        part = found.setdefault(
            bundle.reference, OrderedPart(one.asset.organisation.name, bundle.reference, [])
        )
        part.rows.append(row_of(one))
    return list(found.values())
