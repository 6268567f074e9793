"""Reading kits: what they hold, how many can be had at a moment, and of what."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span, peak
from maillon.kernel.words import join_words
from maillon.sharing.availability.models import Bookable
from maillon.sharing.availability.queries import busy, opening
from maillon.sharing.availability.queries.predicates import local_days
from maillon.sharing.inventory.models import Asset, Photo
from maillon.sharing.inventory.queries.accessories import counted
from maillon.sharing.kits.models import Kit, KitChoice, KitLine, KitQuerySet
from maillon.sharing.kits.rules import Composition, Line, compose, most_kits
from maillon.sharing.terms.models import Offer

NO_TIME = dt.timedelta()


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line in words: « 10 × Raquettes », or else what; ``optional`` ones may be left out."""

    text: str
    or_else: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A kit at a moment: how many complete ones can be had, and of what those wanted would be made."""

    most: int
    composition: Composition
    names: dict[int, str]
    firsts: dict[int, int]

    @property
    def key(self) -> str:
        """Return what is shown, in short, so that what is sent is what was seen."""
        return ";".join(f"{pick.line}-{pick.asset}-{pick.quantity}" for pick in self.composition.picks)

    def picks_in_words(self) -> list[tuple[str, str]]:
        """Return each thing with its quantity, and what it stands in for (empty when it is the first choice)."""
        return [
            (
                counted(self.names[pick.asset], pick.quantity),
                self.names[self.firsts[pick.line]] if pick.substitute else "",
            )
            for pick in self.composition.picks
        ]

    def absent_in_words(self, lines: Collection[int]) -> list[str]:
        """Return the names of these lines."""
        return [self.names[self.firsts[number]] for number in lines]


def kits_shown(kits: KitQuerySet, hat: Hat) -> KitQuerySet:
    """Read kits with all that a card or a page shows this hat, in five queries whatever their number."""
    photos = Prefetch("asset__photos", Photo.objects.order_by("position", "pk"))
    choices = Prefetch(
        "choices",
        KitChoice.objects.filter(asset__in=Asset.objects.visible_to(hat))
        .select_related("asset__site", "asset__asset_class")
        .prefetch_related(photos)
        .order_by("rank", "pk"),
    )
    lines = Prefetch("lines", KitLine.objects.prefetch_related(choices).order_by("position", "pk"))
    return kits.select_related("organisation", "photo").prefetch_related(lines).order_by("sort_key", "pk")


def one_kit(kit_id: int, hat: Hat) -> Kit | None:
    """Return a kit with all that its page shows, if this hat may know of it."""
    return kits_shown(Kit.objects.visible_to(hat), hat).filter(pk=kit_id).first()


def first_asset(kit: Kit) -> Asset | None:
    """Return the first thing of the kit, whose picture and place stand for all; reads :func:`kits_shown`."""
    return next((choice.asset for line in kit.lines.all() for choice in line.choices.all()), None)


def rows_of(kit: Kit) -> list[LineRow]:
    """Return the lines in words; reads :func:`kits_shown`."""
    rows = []
    for line in kit.lines.all():
        names = [choice.asset.name for choice in line.choices.all()]
        if names:
            or_else = join_words(names[1:], last=_("ou")) if len(names) > 1 else ""
            rows.append(LineRow(counted(names[0], line.quantity), or_else, line.optional))
    return rows


def lines_of(kit: Kit) -> list[Line]:
    """Return the plain values that the rules read; reads :func:`kits_shown`."""
    return [
        Line(line.pk, line.quantity, tuple(choice.asset_id for choice in line.choices.all()), line.optional)
        for line in kit.lines.all()
        if line.choices.all()
    ]


def moment_of(
    kit: Kit, starts_at: dt.datetime, ends_at: dt.datetime, wanted: int, *, hat: Hat, now: dt.datetime
) -> Moment:
    """Return how many kits can be had for the whole period, and of what ``wanted`` would be made: six queries."""
    lines = lines_of(kit)
    numbers = {one for line in lines for one in line.choices}
    free = free_quantities(numbers, starts_at, ends_at, hat=hat, now=now)
    names = {choice.asset_id: choice.asset.name for line in kit.lines.all() for choice in line.choices.all()}
    return Moment(
        most_kits(lines, free),
        compose(lines, free, wanted),
        names,
        {line.id: line.choices[0] for line in lines},
    )


def free_quantities(
    asset_ids: Collection[int], starts_at: dt.datetime, ends_at: dt.datetime, *, hat: Hat, now: dt.datetime
) -> dict[int, int]:
    """Return how many of each of these assets this hat may ask for, free during the whole period.

    What is closed, not shared, or hidden from the hat counts for nothing.
    """
    seen = Asset.objects.visible_to(hat).active().filter(pk__in=asset_ids)
    offers = Offer.objects.standing().filter(asset__in=seen).select_related("terms").order_by("asset_id")
    terms = {offer.asset_id: offer.terms.facts() for offer in offers}
    places = Bookable.objects.filter(asset_id__in=terms).select_related("block").order_by("asset_id")
    holds = {place.asset_id: place.block.quantity if place.pooled else 1 for place in places}
    before = max((one.setup for one in terms.values()), default=NO_TIME)
    after = max((one.cleanup for one in terms.values()), default=NO_TIME)
    taken = busy(list(holds), starts_at - before, ends_at + after, now)
    opened = opening(list(holds), *local_days(starts_at, ends_at))
    period, free = Span(starts_at, ends_at), {}
    for number, many in holds.items():
        if not opened[number].covers(period):
            continue
        reach = period.pad(terms[number].setup, terms[number].cleanup)
        loads = [
            (shared, one.quantity if many > 1 else 1)
            for one in taken[number]
            if (shared := one.busy.intersect(reach)) is not None
        ]
        free[number] = max(0, many - peak(loads))
    return free


def zone_of(kit: Kit) -> ZoneInfo:
    """Return the clocks of the kit: those of its first thing."""
    first = first_asset(kit)
    return ZoneInfo(first.site.time_zone if first is not None else "America/Toronto")


def assets_for_kits(organisation_id: int) -> Sequence[Asset]:
    """Return the owner's assets that may be in a kit, by name."""
    mine = Asset.objects.filter(organisation_id=organisation_id, asset_class__bookable=True)
    return list(
        mine.exclude(state=Asset.State.ARCHIVED)
        .select_related("site", "asset_class")
        .order_by("sort_key", "pk")
    )
