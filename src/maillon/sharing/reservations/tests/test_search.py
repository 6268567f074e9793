"""The search in SQL finds exactly what a plain loop in Python finds: two hundred searches over a generated Québec."""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field
from math import hypot
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from maillon.base.refusals import Refusal
from maillon.community.organisations.hats import NOBODY, Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.kernel.distance import Point, great_circle_km, project
from maillon.kernel.recurrence import Weekly, opening_between
from maillon.kernel.spans import Span, Spans, peak
from maillon.sharing.availability.demo import grow_commitments, grow_places
from maillon.sharing.availability.models import Block, Bookable, Cell, Commitment, Schedule, TimeZone
from maillon.sharing.availability.rules import holidays
from maillon.sharing.availability.services import make_bookable, take, write_schedule
from maillon.sharing.inventory.demo import grow_assets
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.queries.search import FreeResults, FreeSearch, find_free
from maillon.sharing.terms.demo import grow_offers
from maillon.sharing.terms.models import SharingTerms
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import SAINT_HYACINTHE, at, make_asset, make_shared_place, offer

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
SEARCHES = 200
BUSY_WEEKS = (
    dt.datetime(2027, 3, 12, tzinfo=dt.UTC),
    dt.datetime(2027, 11, 5, tzinfo=dt.UTC),
)  # the clock moves
TIE = 1e-6  # metres: two assets of one site are as far, whatever the last digit says


def make_world(rng: random.Random) -> range:
    """Return the numbers of 400 assets; two of their weeks are nearly full, gyms cut in parts and pools included."""
    assets = grow_assets(count=400, seed=1, now=NOW)
    grow_offers(assets=assets, now=NOW)
    grow_places(assets=assets, now=NOW)
    grow_commitments(assets=assets, count=4_000, seed=2, now=NOW)
    for schedule in Schedule.objects.order_by("pk"):
        schedule.time_zone = rng.choice(TimeZone.values)
        write_schedule(schedule=schedule, weekly=Weekly.from_json(schedule.weekly), now=NOW)
    _cut_some(assets, rng)
    for number in assets:
        for _ in range(rng.randrange(14)):
            _take_something(number, rng)
    return assets


def _cut_some(assets: range, rng: random.Random) -> None:
    """Join assets of the same owner, two by two, to a whole that holds the cells of both."""
    exclusive = Bookable.objects.filter(asset__in=assets, pooled=False).select_related("asset", "schedule")
    for whole in exclusive.order_by("pk")[:60:3]:
        Commitment.objects.filter(asset=whole.asset).delete()
        block = Block.objects.create(organisation_id=whole.asset.organisation_id, name="Ensemble")
        cells = [Cell.objects.create(block=block, name=str(n)).pk for n in range(4)]
        make_bookable(asset=whole.asset, schedule=whole.schedule, block=block, cells=cells)
        part = make_asset(whole.asset.organisation, code="gym", point=(whole.asset.lon, whole.asset.lat))
        offer(part, setup_minutes=rng.choice((0, 30)), cleanup_minutes=rng.choice((0, 45)))
        make_bookable(asset=part, schedule=whole.schedule, block=block, cells=cells[rng.randrange(3) :])
        _take_something(part.pk, rng)


def _take_something(number: int, rng: random.Random) -> None:
    starts_at = rng.choice(BUSY_WEEKS) + dt.timedelta(minutes=15 * rng.randrange(7 * 96))
    kind = rng.choice(("firm", "firm", "held", "expired"))
    try:
        made = take(
            asset_id=number,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(minutes=15 * rng.randint(1, 60)),
            quantity=rng.choice((1, 1, 4, 30)),
            cause="reservation",
            state="firm" if kind == "firm" else "held",
            expires_at=None if kind == "firm" else NOW + dt.timedelta(days=400),
            now=NOW,
        )
    except Refusal:
        return
    if kind == "expired":
        Commitment.objects.filter(pk=made.pk).update(expires_at=NOW)


@dataclass
class Reference:
    """The same world in plain lists, and the search as anyone would write it first."""

    bookables: list[Bookable] = field(default_factory=list)
    opening: dict[int, Spans[dt.datetime]] = field(default_factory=dict)
    taken: dict[int, list[Commitment]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls) -> "Reference":
        world = cls()
        rows = Bookable.objects.filter(asset__offer__withdrawn_at=None, asset__offer__isnull=False)
        world.bookables = list(
            rows.select_related("asset__offer__terms", "asset__asset_class", "schedule", "block").order_by(
                "pk"
            )
        )
        first, last = dt.date(2026, 11, 16), dt.date(2028, 5, 26)
        for schedule in {b.schedule_id: b.schedule for b in world.bookables}.values():
            world.opening[schedule.pk] = opening_between(
                first,
                last,
                Weekly.from_json(schedule.weekly),
                {},
                ZoneInfo(schedule.time_zone),
                closed=holidays(first, last) if schedule.closed_on_holidays else (),
            )
        for row in Commitment.objects.exclude(state="ended").order_by("pk"):
            if row.state == "firm" or row.expires_at > NOW:
                world.taken[row.block_id].append(row)
        return world

    def find(self, search: FreeSearch, hat: Hat) -> list[tuple[float, float, int]]:
        """Return (metres on the plane, kilometres, number) of all that suits, nearest first."""
        shown = set(Asset.objects.active().visible_to(hat).order_by("pk").values_list("pk", flat=True))
        here, plane = Point(search.lon, search.lat), project(search.lon, search.lat)
        found = []
        for bookable in self.bookables:
            asset = bookable.asset
            if asset.pk in shown and self._suits(bookable, search, hat):
                km = great_circle_km(here, Point(asset.lon, asset.lat))
                if search.radius_km is None or km <= search.radius_km:
                    found.append((hypot(asset.x - plane[0], asset.y - plane[1]), km, asset.pk))
        return sorted(found)

    def _suits(self, bookable: Bookable, search: FreeSearch, hat: Hat) -> bool:
        asset, terms = bookable.asset, bookable.asset.offer.terms
        period = Span(search.starts_at, search.ends_at)
        busy = period.pad(
            dt.timedelta(minutes=terms.setup_minutes), dt.timedelta(minutes=terms.cleanup_minutes)
        )
        return (
            (not search.class_codes or asset.asset_class.code in search.class_codes)
            and (search.people is None or asset.capacity is None or asset.capacity >= search.people)
            and (not search.bookable_only or hat.within(terms.bookable_by, asset.organisation_id))
            and (not search.without_charge or terms.price_per_hour is None)
            and (not search.confirmed_at_once or terms.approval == SharingTerms.Approval.AUTOMATIC)
            and self.opening[bookable.schedule_id].covers(period)
            and self._room(bookable, busy, search.quantity)
        )

    def _room(self, bookable: Bookable, busy: Span[dt.datetime], quantity: int) -> bool:
        meeting = [
            (span, row)
            for row in self.taken[bookable.block_id]
            if (span := Span(row.busy_from, row.busy_until).intersect(busy))
        ]
        if bookable.pooled:
            drawn = peak((span, row.quantity) for span, row in meeting if row.pooled)
            return drawn + quantity <= bookable.block.quantity
        return quantity == 1 and not any(row.cells & bookable.cells for _span, row in meeting)


def hats() -> list[Hat]:
    owner = Asset.objects.order_by("pk").first().organisation_id
    public, social = OrganisationKind.CEGEP, OrganisationKind.SOCIAL_NPO
    roles = frozenset({Role.REQUESTER})
    return [
        NOBODY,
        Hat(1, 1, owner, OrganisationKind.MUNICIPALITY, verified=True, roles=roles),
        Hat(2, 2, 999_999, public, verified=True, roles=roles),
        Hat(3, 3, 999_999, public, verified=False, roles=roles),
        Hat(4, 4, 999_999, social, verified=True, roles=roles),
        Hat(5, 5, 999_999, OrganisationKind.NETWORK, roles=frozenset({Role.STEWARD})),
    ]


def draw(rng: random.Random, codes: list[str], places: list[tuple[float, float]]) -> FreeSearch:
    """Return a search anywhere in Québec, most often in a busy week, now and then over one or two nights."""
    lon, lat = rng.choice(places)
    starts_at = rng.choice(BUSY_WEEKS) + dt.timedelta(minutes=15 * rng.randrange(7 * 96))
    if rng.random() < 0.15:
        starts_at += dt.timedelta(days=rng.randint(-90, 200))
    quarters = rng.choice((1, 2, 4, 8, 8, 16, 60, 150))
    return FreeSearch(
        lon=lon + rng.uniform(-0.3, 0.3),
        lat=lat + rng.uniform(-0.2, 0.2),
        radius_km=rng.choice((None, 5, 25, 100, 400, 1_500)),
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=15 * quarters),
        class_codes=tuple(rng.sample(codes, rng.choice((0, 0, 1, 1, 3, 6)))),
        people=rng.choice((None, None, 20, 120)),
        quantity=rng.choice((1, 1, 1, 3, 60)),
        bookable_only=rng.random() < 0.2,
        without_charge=rng.random() < 0.2,
        confirmed_at_once=rng.random() < 0.2,
        limit=rng.choice((1, 5, 50, 50, 1_000)),
    )


def assert_same(found: FreeResults, expected: list[tuple[float, float, int]], search: FreeSearch) -> None:
    """Hold the answer against the reference; where several are as far as the last one, any of them will do."""
    kept = expected[: search.limit]
    assert len(found.assets) == len(kept), search
    assert found.more == (len(expected) > search.limit), search
    furthest = kept[-1][0] if kept else 0.0
    numbers = {one.asset_id for one in found.assets}
    assert {number for away, _km, number in expected if away < furthest - TIE} <= numbers, search
    assert numbers <= {number for away, _km, number in expected if away <= furthest + TIE}, search
    kilometres = {number: km for _away, km, number in expected}
    told = [(one.distance_km, one.asset_id) for one in found.assets]
    assert told == sorted(told), search
    assert all(km == pytest.approx(kilometres[number]) for km, number in told), search


def test_two_hundred_searches_find_what_a_plain_loop_finds() -> None:
    rng = random.Random(20261123)
    make_world(rng)
    reference, wearing = Reference.read(), hats()
    codes = sorted({b.asset.asset_class.code for b in reference.bookables})
    places = [(b.asset.lon, b.asset.lat) for b in reference.bookables]
    seen = empty = 0
    for _ in range(SEARCHES):
        search, hat = draw(rng, codes, places), rng.choice(wearing)
        expected = reference.find(search, hat)
        assert_same(find_free(search, hat=hat, now=NOW), expected, search)
        seen, empty = seen + len(expected), empty + (not expected)
    assert seen > 10 * SEARCHES  # neither always empty…
    assert empty > SEARCHES // 20  # … nor never


def test_a_search_tells_all_that_a_card_shows_in_one_query(django_assert_num_queries) -> None:
    gym = make_shared_place(terms={"price_per_hour": "35.50", "bookable_by": "public_bodies"}, name="Gymnase")
    make_shared_place(point=(-71.2, 46.8))
    search = FreeSearch(*SAINT_HYACINTHE, 25, at(18), at(20), class_codes=("gym",), people=25)
    with django_assert_num_queries(1):
        found = find_free(search, hat=NOBODY, now=timezone.now())
    (one,) = found.assets
    assert (one.asset_id, one.name, one.class_code, one.class_name) == (gym.pk, "Gymnase", "gym", "Gymnase")
    assert (one.owner_id, one.site, one.time_zone) == (gym.organisation_id, gym.site.name, "America/Toronto")
    assert (one.capacity, str(one.price_per_hour), one.confirmed_at_once) == (60, "35.50", False)
    assert (one.bookable_by, one.may_book, found.more) == ("public_bodies", False, False)
    assert one.distance_km == pytest.approx(0, abs=0.001)


def test_a_withdrawn_offer_and_an_asset_without_a_place_in_the_ledger_are_not_found() -> None:
    withdrawn, unplaced = make_shared_place(), make_asset()
    withdrawn.offer.withdrawn_at = timezone.now()
    withdrawn.offer.save()
    offer(unplaced)
    draft = make_shared_place(owner := make_organisation(), state="draft")
    search = FreeSearch(*SAINT_HYACINTHE, None, at(18), at(20))
    own = Hat(1, 1, owner.pk, OrganisationKind.MUNICIPALITY, verified=True)
    assert draft.organisation_id == owner.pk
    for hat in (NOBODY, own):
        assert find_free(search, hat=hat, now=timezone.now()) == FreeResults((), more=False)
