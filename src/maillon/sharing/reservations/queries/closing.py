"""Reading closures: what one would close, which bookings are in its way, and those that are planned."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.models import Bookable, Commitment
from maillon.sharing.availability.queries import Busy, busy
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.closing import ClosureWish, Scope, chosen_in_block
from maillon.sharing.reservations.models import Closure, Reservation

CLOSING = frozenset({Commitment.Cause.CLOSURE, Commitment.Cause.MAINTENANCE})


@dataclass(frozen=True, slots=True)
class ClosurePlan:
    """What a closure would do, read at one moment.

    ``places`` are what is written in the ledger: by block, the fewest that close everything. ``bookings`` are in the
    way and can be given back; ``others`` are in the way and are not bookings (a loan, a session).
    """

    assets: Sequence[Asset]
    places: Sequence[Bookable]
    periods: dict[int, list[Span[datetime]]]
    standing: dict[int, list[Busy]]
    bookings: Sequence[Reservation]
    others: Sequence[Busy]


def closable(owner_id: int) -> QuerySet[Asset]:
    """Return the assets of a body that can be closed: in use, with a place in the ledger."""
    return Asset.objects.active().filter(organisation_id=owner_id, bookable__isnull=False)


def targets(wish: ClosureWish, owner_id: int) -> list[Asset]:
    """Return the assets that a closure concerns, in the order of their numbers."""
    column = {Scope.ASSET: "pk", Scope.SITE: "site_id", Scope.CLASS: "asset_class_id"}[wish.scope]
    found = closable(owner_id).filter(**{column: wish.target_id})
    return list(found.select_related("site", "bookable__block").order_by("pk"))


def zone_of(assets: Sequence[Asset]) -> ZoneInfo:
    """Return the clock of the first of these places."""
    return ZoneInfo(assets[0].site.time_zone)


def plan_of(wish: ClosureWish, assets: Sequence[Asset], now: datetime) -> ClosurePlan:
    """Return what closing these assets would do: two queries, whatever their number."""
    places = _places(assets)
    zones = {asset.pk: ZoneInfo(asset.site.time_zone) for asset in assets}
    periods = {
        place.pk: [span for span in wish.periods(zones[place.pk]) if span.end > now] for place in places
    }
    spans = [span for some in periods.values() for span in some]
    found = (
        busy([place.pk for place in places], min(s.start for s in spans), max(s.end for s in spans), now)
        if spans
        else {}
    )
    standing = {
        number: [one for one in some if any(one.busy.overlaps(span) for span in periods[number])]
        for number, some in found.items()
    }
    in_the_way = {
        one.commitment_id: one for some in standing.values() for one in some if one.cause not in CLOSING
    }
    bookings = list(
        Reservation.objects.live().filter(commitment_id__in=in_the_way).shown().order_by("starts_at", "pk")
    )
    booked = {one.commitment_id for one in bookings}
    others = [one for number, one in in_the_way.items() if number not in booked]
    return ClosurePlan(assets, places, periods, standing, bookings, others)


def _places(assets: Sequence[Asset]) -> list[Bookable]:
    blocks: dict[int, dict[int, Bookable]] = defaultdict(dict)
    for asset in assets:
        blocks[asset.bookable.block_id][asset.pk] = asset.bookable
    places: list[Bookable] = []
    for members in blocks.values():
        pools = [number for number, place in members.items() if place.pooled]
        cells = {number: place.cells for number, place in members.items() if not place.pooled}
        places += [members[number] for number in [*pools[:1], *chosen_in_block(cells)]]
    return sorted(places, key=lambda place: place.pk)


def closures_of(owner_id: int) -> QuerySet[Closure]:
    """Return the closures of a body with what they close, in one query."""
    return Closure.objects.filter(organisation_id=owner_id).select_related("asset", "site", "asset_class")


def to_come(owner_id: int, now: datetime) -> QuerySet[Closure]:
    """Return the closures that hold or will, the soonest first."""
    return closures_of(owner_id).filter(ended_at__isnull=True, ends_at__gt=now).order_by("starts_at", "pk")


def over(owner_id: int, now: datetime) -> QuerySet[Closure]:
    """Return the closures that are over or were lifted, the latest first."""
    gone = Q(ended_at__isnull=False) | Q(ends_at__lte=now)
    return closures_of(owner_id).filter(gone).order_by("-starts_at", "-pk")


def closed_assets(closure_id: int) -> list[Asset]:
    """Return the assets whose time a closure took, in order of name."""
    numbers = Commitment.objects.filter(closure_part__closure_id=closure_id).order_by().values("asset_id")
    return list(Asset.objects.filter(pk__in=numbers).select_related("site").order_by("name", "pk"))


def what_stays(standing: Sequence[Busy], given_back: frozenset[int]) -> list[tuple[Span[datetime], int]]:
    """Return what stands and stays once these commitments are given back, with its quantities."""
    return [(one.busy, one.quantity) for one in standing if one.commitment_id not in given_back]


def total_closed(plan: ClosurePlan) -> Spans[datetime]:
    """Return all the time that the closure covers."""
    return Spans(span for some in plan.periods.values() for span in some)
