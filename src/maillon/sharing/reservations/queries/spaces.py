"""A space and its parts: how it can be taken, what dividing it otherwise would change, and what would clash."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from maillon.community.organisations.hats import Hat
from maillon.kernel.layouts import WHOLE, cut, ways
from maillon.kernel.spans import Span, Spans
from maillon.kernel.words import join_words
from maillon.sharing.availability.models import Bookable
from maillon.sharing.availability.queries import Meeting, meetings, places_in
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import period_in_words
from maillon.sharing.terms.models import Offer

ALL: Spans[int] = Spans([Span(0, WHOLE)])


@dataclass(frozen=True, slots=True)
class WantedPart:
    """A part that is wanted: its name, how many shares of the whole it takes, the asset that it already is."""

    name: str
    shares: int = 1
    asset_id: int | None = None


Way = Sequence[WantedPart]


@dataclass(frozen=True, slots=True)
class Space:
    """A whole and the parts by which it can be taken, each with its place; ``ways`` in order, left to right."""

    whole: Asset
    parts: Mapping[int, Asset] = field(default_factory=dict)
    places: Mapping[int, Spans[int]] = field(default_factory=dict)
    ways: Sequence[Sequence[int]] = ()
    alone: Sequence[int] = ()

    @property
    def divided(self) -> bool:
        """Return whether the whole can be taken by parts."""
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part as it would be: its name, its place, and the asset that becomes it (none: one is made)."""

    name: str
    place: Span[int]
    asset: Asset | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What dividing the space as wanted would do; nothing is written yet."""

    space: Space
    ways: Sequence[Sequence[PlannedPart]]
    leaving: Sequence[Asset]
    before: Mapping[int, Spans[int]]
    clashes: Sequence[Meeting] = ()

    @property
    def parts(self) -> list[PlannedPart]:
        """Return the parts of all ways."""
        return [part for way in self.ways for part in way]


def space_of(asset: Asset) -> Space:
    """Return the space to which an asset belongs: itself, or the whole of which it is a part. Four queries at most.

    Only what is in use is a part; the archived ones keep their place for the day they come back.
    """
    bookable = Bookable.objects.filter(asset=asset, pooled=False).first()
    if bookable is None:
        return Space(asset)
    places = places_in(bookable.block_id)
    members = Asset.objects.with_owner().in_bulk(places)
    whole = next((members[number] for number, place in places.items() if place == ALL), asset)
    parts = {
        number: members[number]
        for number in places
        if number != whole.pk and members[number].state != Asset.State.ARCHIVED
    }
    placed = {
        number: place.parts[0] for number, place in places.items() if number in parts and len(place) == 1
    }
    found, alone = ways(placed)
    return Space(whole, parts, places, found, alone)


def plan_of(space: Space, wanted: Sequence[Way], others: Mapping[int, Asset], now: dt.datetime) -> Plan:
    """Return what dividing ``space`` as wanted would do; ``others`` are the assets that may become a part.

    A part that names no asset is the one that already lies there, if there is one.
    """
    before = dict(space.places) or {space.whole.pk: ALL}
    lying = {place: number for number, place in before.items() if number != space.whole.pk}
    named = {part.asset_id for way in wanted for part in way if part.asset_id}
    planned: list[list[PlannedPart]] = []
    used: set[int] = set()
    for way in wanted:
        row = []
        for part, place in zip(way, cut([part.shares for part in way]), strict=True):
            here = lying.get(Spans([place]))
            number = part.asset_id or (here if here not in named | used else None)
            used |= {number} if number else set()
            row.append(PlannedPart(part.name, place, others.get(number) if number else None))
        planned.append(row)
    leaving = [asset for number, asset in space.parts.items() if number not in used]
    after = {**before, **places_of(planned)}
    met = [one for one in meetings(before, after, now) if one.until > now]
    return Plan(space, planned, leaving, before, met)


def already_divided(asset_ids: Collection[int], block_id: int) -> list[str]:
    """Return the names of those of these assets that belong to another space of several assets."""
    elsewhere = Bookable.objects.filter(asset_id__in=asset_ids).exclude(block_id=block_id)
    others = Bookable.objects.filter(block_id=OuterRef("block_id")).exclude(asset_id=OuterRef("asset_id"))
    found = elsewhere.filter(Exists(others)).select_related("asset").order_by("asset_id")
    return [one.asset.name for one in found]


def places_of(planned: Sequence[Sequence[PlannedPart]]) -> dict[int, Spans[int]]:
    """Return the place of each asset that exists among the planned parts."""
    return {part.asset.pk: Spans([part.place]) for way in planned for part in way if part.asset is not None}


def may_become_parts(space: Space) -> dict[int, Asset]:
    """Return the assets that may become a part: those of the block, and the others of the same place."""
    here = Asset.objects.filter(organisation_id=space.whole.organisation_id).with_owner()
    found = here.filter(pk__in=space.places)
    loose = (
        here.filter(site_id=space.whole.site_id, asset_class__bookable=True, asset_class__pooled=False)
        .exclude(state=Asset.State.ARCHIVED)
        .exclude(bookable__pooled=True)
    )
    return {
        asset.pk: asset
        for asset in [*found.order_by("pk"), *loose.order_by("sort_key", "pk")]
        if asset.pk != space.whole.pk and asset.merged_into_id is None
    }


def clashes_in_words(clashes: Sequence[Meeting]) -> list[str]:
    """Return « R-2026-000012 (gymnase, mardi…) et R-2026-000013 (…) », soonest first, in one query."""
    numbers = {one.pk for meeting in clashes for one in (meeting.one, meeting.two)}
    known = {
        one.commitment_id: one
        for one in Reservation.objects.filter(commitment_id__in=numbers).shown().order_by("pk")
    }
    named = dict(
        Asset.objects.filter(pk__in={m.asset_id for c in clashes for m in (c.one, c.two)})
        .order_by("pk")
        .values_list("pk", "name")
    )
    said = []
    for meeting in clashes:
        both = []
        for one in (meeting.one, meeting.two):
            reservation = known.get(one.pk)
            if reservation is None:
                both.append(
                    _("%(asset)s, %(why)s") % {"asset": named[one.asset_id], "why": one.get_cause_display()}
                )
            else:
                both.append(
                    _("%(reference)s (%(asset)s, %(when)s)")
                    % {
                        "reference": reservation.reference,
                        "asset": reservation.asset.name,
                        "when": period_in_words(reservation),
                    }
                )
        said.append(_("%(one)s et %(two)s") % {"one": both[0], "two": both[1]})
    return said


def way_word(count: int, *, equal: bool) -> str:
    """Return « moitiés », « tiers », « quarts », or « 5 parties »."""
    words = {2: _("moitiés"), 3: _("tiers"), 4: _("quarts")}
    return words[count] if equal and count in words else _("%(n)s parties") % {"n": count}


def ways_in_words(space: Space) -> str:
    """Return « moitiés ou tiers »."""
    said = [
        way_word(len(way), equal=len({space.places[number].total(0) for number in way}) == 1)
        for way in space.ways
    ]
    return join_words(said, last=_("ou"))


def told_parts(space: Space, hat: Hat) -> Space:
    """Return the space with only the parts that this hat may see."""
    seen = set(Asset.objects.visible_to(hat).filter(pk__in=space.parts).values_list("pk", flat=True))
    return Space(
        space.whole,
        {number: part for number, part in space.parts.items() if number in seen},
        space.places,
        [[number for number in way if number in seen] for way in space.ways],
        [number for number in space.alone if number in seen],
    )


def shared_among(asset_ids: Collection[int]) -> frozenset[int]:
    """Return those of these assets that are in sharing."""
    return frozenset(
        Offer.objects.standing()
        .filter(asset_id__in=asset_ids)
        .order_by("pk")
        .values_list("asset_id", flat=True)
    )
