"""The search looks as far as it takes, finds by words what it finds by class, and says what going there costs."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.community.organisations.hats import NOBODY
from maillon.community.organisations.kinds import Circle
from maillon.kernel.money import Money
from maillon.kernel.spans import Span
from maillon.sharing.availability.queries import which_are_free
from maillon.sharing.availability.services import take
from maillon.sharing.reservations.models import TravelRate
from maillon.sharing.reservations.queries.looking import look
from maillon.sharing.reservations.queries.search import FreeSearch
from maillon.sharing.reservations.queries.travel import travel_rate, travel_to
from maillon.sharing.reservations.queries.widening import ENOUGH, STEPS, reach_of
from maillon.sharing.reservations.queries.windows import free_in
from maillon.testing.builders.sharing import SAINT_HYACINTHE, at, make_shared_place

LON, LAT = SAINT_HYACINTHE
KM = 1 / 111.2  # degrees of latitude for one kilometre


def away(km: float) -> tuple[float, float]:
    return (LON, LAT + km * KM)


def search(**changes) -> FreeSearch:
    return FreeSearch(
        **{
            "lon": LON,
            "lat": LAT,
            "radius_km": None,
            "starts_at": at(18),
            "ends_at": at(20),
            "class_codes": ("gym",),
        }
        | changes
    )


@given(st.lists(st.floats(0, 100), max_size=30).map(sorted))
def test_the_first_step_that_holds_enough(distances: list[float]) -> None:
    reach = reach_of(distances)
    assert reach.within + reach.beyond == len(distances)
    assert reach.within == sum(km <= reach.radius_km for km in distances)
    if len(distances) >= ENOUGH:
        assert reach.within >= ENOUGH
    smaller = [step for step in STEPS if step < reach.radius_km]
    assert all(sum(km <= step for km in distances) < min(ENOUGH, max(reach.within, 1)) for step in smaller)


@pytest.mark.django_db
class TestLooking:
    def test_near_enough_is_not_looked_for_further(self) -> None:
        for km in (1, 2, 3, 20):
            make_shared_place(point=away(km))
        looked = look(search(), hat=NOBODY, now=timezone.now())
        assert (looked.search.radius_km, len(looked.results.assets)) == (5, 3)
        assert looked.reach.beyond == 1
        assert looked.reach.wider_km == 40

    def test_too_few_are_looked_for_by_steps(self) -> None:
        for km in (12, 30, 90, 130):
            make_shared_place(point=away(km))
        looked = look(search(), hat=NOBODY, now=timezone.now())
        assert [round(one.distance_km) for one in looked.results.assets] == [12, 30, 90]

    def test_a_radius_that_is_given_is_kept(self) -> None:
        make_shared_place(point=away(12))
        looked = look(search(radius_km=5), hat=NOBODY, now=timezone.now())
        assert (looked.reach, looked.results.assets) == (None, ())

    def test_words_find_names_places_and_owners(self) -> None:
        named = make_shared_place(name="Gymnase des Érables")
        placed = make_shared_place(site_name="Centre des Érables")
        make_shared_place(name="Gymnase des Ormes")
        looked = look(search(), ["erables"], hat=NOBODY, now=timezone.now())
        assert {one.asset_id for one in looked.results.assets} == {named.pk, placed.pk}
        owner = placed.organisation.name.split()[-1].lower()
        looked = look(search(), [owner], hat=NOBODY, now=timezone.now())
        assert placed.pk in {one.asset_id for one in looked.results.assets}

    def test_words_of_no_name_leave_the_class(self) -> None:
        make_shared_place(name="Gymnase des Ormes")
        looked = look(search(), ["soccer"], hat=NOBODY, now=timezone.now())
        assert looked.unsaid
        assert len(looked.results.assets) == 1
        assert not look(search(class_codes=()), ["soccer"], hat=NOBODY, now=timezone.now()).results.assets

    def test_words_find_neither_what_is_hidden_nor_what_is_taken(self) -> None:
        make_shared_place(name="Érables secrets", audience=Circle.MEMBERS)
        taken = make_shared_place(name="Érables pris")
        now = timezone.now()
        take(asset_id=taken.pk, starts_at=at(19), ends_at=at(21), cause="reservation", state="firm", now=now)
        assert not look(search(class_codes=()), ["erables"], hat=NOBODY, now=now).results.assets

    def test_words_and_class_tell_the_same_of_an_asset(self) -> None:
        make_shared_place(
            name="Érables", terms={"price_per_hour": "12.50", "approval": "automatic"}, capacity=30
        )
        now = timezone.now()
        by_words = look(search(class_codes=()), ["erables"], hat=NOBODY, now=now).results
        assert by_words == look(search(), hat=NOBODY, now=now).results

    def test_more_results_cost_no_more(self, django_assert_num_queries) -> None:
        for _ in range(3):
            make_shared_place(name="Érables")
            with django_assert_num_queries(2):
                look(search(), ["erables"], hat=NOBODY, now=timezone.now())
            with django_assert_num_queries(1):
                look(search(), hat=NOBODY, now=timezone.now())


@pytest.mark.django_db
def test_many_windows_at_once_answer_as_one_by_one(django_assert_num_queries) -> None:
    now = timezone.now()
    places = [make_shared_place() for _ in range(3)]
    pool = make_shared_place(code="furniture", pool_of=10)
    take(asset_id=places[0].pk, starts_at=at(18), ends_at=at(20), cause="reservation", state="firm", now=now)
    take(
        asset_id=pool.pk,
        starts_at=at(18),
        ends_at=at(20),
        cause="reservation",
        state="firm",
        quantity=10,
        now=now,
    )
    windows = [Span(at(hour), at(hour + 2)) for hour in (6, 8, 17, 18, 20, 21)]
    windows.append(Span(at(18), at(9, days=8)))  # over a night: closed
    everyone = [one.pk for one in (*places, pool)]
    with django_assert_num_queries(1):
        found = free_in(everyone, windows, now=now)
    for place, window in enumerate(windows):
        expected = which_are_free(everyone, window.start, window.end, now=now)
        assert {number for number in everyone if place in found[number]} == expected
    assert found[places[0].pk] == {1, 4}
    assert free_in([], windows, now=now) == {}


@pytest.mark.django_db
class TestTravel:
    def test_the_road_and_its_cost_there_and_back(self) -> None:
        rate = travel_rate(dt.date(2026, 12, 1))
        assert rate is not None
        assert rate.source
        there = travel_to(10.0, rate)
        assert there is not None
        assert there.kilometres == pytest.approx(13.0)
        assert there.cost == Money(19)  # 26 km at 0,73 $
        assert travel_to(0.5, rate) is None
        assert travel_to(10.0, None) is None

    def test_the_rate_of_the_day_holds(self) -> None:
        TravelRate.objects.create(
            starts_on=dt.date(2027, 1, 1), dollars_per_km=Decimal("0.8"), source="essai"
        )
        assert travel_rate(dt.date(2026, 12, 31)).dollars_per_km == Decimal("0.730")
        assert travel_rate(dt.date(2027, 1, 1)).dollars_per_km == Decimal("0.800")
        assert travel_rate(dt.date(2020, 1, 1)) is None
