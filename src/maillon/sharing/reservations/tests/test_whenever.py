"""Any time of a period, or the same hours of a whole season: told at once, and as one by one."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.community.organisations.hats import NOBODY
from maillon.sharing.availability.services import take
from maillon.sharing.reservations.queries.periods import MOST, any_time, days_between, each_week
from maillon.sharing.reservations.queries.search import FreeSearch
from maillon.sharing.reservations.queries.whenever import whenever
from maillon.sharing.reservations.tests.pages.steps import page
from maillon.testing.builders.sharing import SAINT_HYACINTHE, TORONTO, at, make_shared_place

LON, LAT = SAINT_HYACINTHE
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 6, 30))


@given(DAYS, st.integers(0, 30), st.integers(0, 22), st.integers(1, 8), st.sampled_from((30, 60, 120, 240)))
def test_any_time_stays_within_the_hours_and_is_bounded(day, length, opens, lasts, minutes) -> None:
    hours = (opens * 60, min(24, opens + lasts) * 60)
    found = any_time(day, day + dt.timedelta(days=length), hours, minutes, TORONTO, LONG_AGO)
    assert len(found) <= MOST
    for window in found:
        start = window.start.astimezone(TORONTO)
        assert day <= start.date() <= day + dt.timedelta(days=length)
        assert start.hour * 60 + start.minute >= hours[0]


@given(DAYS, st.integers(0, 366), st.frozensets(st.integers(0, 6)), st.frozensets(DAYS, max_size=5))
def test_each_week_names_its_days_and_keeps_the_hour_of_the_clock(day, length, weekdays, but) -> None:
    last = day + dt.timedelta(days=length)
    found = each_week(day, last, weekdays, (18 * 60, 20 * 60), TORONTO, but=but, now=LONG_AGO)
    told = [window.start.astimezone(TORONTO) for window in found]
    expected = [one for one in days_between(day, last) if one.weekday() in weekdays and one not in but]
    assert [one.date() for one in told] == expected[:MOST]
    assert {one.hour for one in told} <= {18}


def search(**changes) -> FreeSearch:
    asked = {"lon": LON, "lat": LAT, "radius_km": None, "starts_at": at(18), "ends_at": at(20)}
    return FreeSearch(**asked | {"class_codes": ("gym",)} | changes)


def season(weeks: int = 4):
    first = at(0).date()
    return each_week(
        first,
        first + dt.timedelta(weeks=weeks, days=-1),
        {first.weekday()},
        (1080, 1200),
        TORONTO,
        now=timezone.now(),
    )


def book(asset, start: float, end: float, days: int = 7) -> None:
    starts_at, ends_at = at(start, days=days), at(end, days=days)
    take(
        asset_id=asset.pk,
        starts_at=starts_at,
        ends_at=ends_at,
        cause="reservation",
        state="firm",
        now=timezone.now(),
    )


@pytest.mark.django_db
class TestWhenever:
    def test_those_that_have_the_most_dates_come_first_and_the_misses_are_told(self) -> None:
        near = make_shared_place()
        far = make_shared_place(point=(LON, LAT + 0.02))
        book(near, 19, 21, days=14)
        found, _reach = whenever(search(), season(), most_first=True, hat=NOBODY, now=timezone.now())
        assert [one.asset.asset_id for one in found] == [far.pk, near.pk]
        assert [(len(one.free), one.out_of) for one in found] == [(4, 4), (3, 4)]
        (missed,) = found[1].missed
        assert missed.start == at(18, days=14)

    def test_dates_that_the_terms_refuse_are_not_had(self) -> None:
        make_shared_place(terms={"horizon_days": 14})
        ((one,), _reach) = whenever(search(), season(), most_first=True, hat=NOBODY, now=timezone.now())
        assert (len(one.free), one.out_of) == (2, 4)

    def test_the_first_free_moments_of_a_period(self) -> None:
        gym = make_shared_place()
        book(gym, 8, 20)
        first = at(0).date()
        windows = any_time(first, first, (17 * 60, 22 * 60), 120, TORONTO, timezone.now())
        ((one,), _reach) = whenever(search(), windows, most_first=False, hat=NOBODY, now=timezone.now())
        assert [window.start for window in one.free] == [at(20)]

    def test_it_costs_as_many_queries_for_many_as_for_one(self, django_assert_num_queries) -> None:
        for _ in range(3):
            make_shared_place()
            with django_assert_num_queries(2):
                whenever(search(), season(), most_first=True, hat=NOBODY, now=timezone.now())


@pytest.mark.django_db
class TestPages:
    def look(self, client, **changes) -> str:
        answers = {"quoi": "gym", "ou": "Saint-Hyacinthe", "date": at(18).date().isoformat()}
        answer = client.get(page("find"), answers | {"de": "18:00", "a": "20:00"} | changes)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_any_time_of_a_period(self, client) -> None:
        gym = make_shared_place(name="Gymnase des Érables")
        last = at(18, days=9).date().isoformat()
        html = self.look(client, quand="periode", au=last, a="22:00", duree="120")
        assert "Gymnase des Érables" in html
        assert "libre à 15 moments" in html
        assert f"/biens/{gym.pk}/demander/?date={at(18).date()}&amp;de=18%3A00&amp;a=20%3A00" in html

    def test_a_season_says_how_many_times_and_which_are_missing(self, client) -> None:
        gym = make_shared_place(name="Gymnase des Érables")
        book(gym, 19, 21, days=14)
        last = at(18, days=34).date().isoformat()
        html = self.look(client, quand="serie", au=last, jours=[str(at(18).weekday())])
        assert "libre 3 fois sur 4" in html
        assert "Les dates qui manquent" in html
        whole = f"/biens/{gym.pk}/serie/?date={at(18).date()}&amp;au={last}&amp;de=18%3A00&amp;a=20%3A00"
        assert f"{whole}&amp;jours={at(18).weekday()}" in html

    def test_what_is_left_out_is_left_out(self, client) -> None:
        make_shared_place()
        left_out = at(18, days=14).date().isoformat()
        html = self.look(
            client,
            quand="serie",
            au=at(18, days=34).date().isoformat(),
            jours=[str(at(18).weekday())],
            sauf_du=left_out,
            sauf_au=left_out,
        )
        assert "libre à toutes les dates (3)" in html

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"quand": "periode", "au": "2020-01-01"}, "au"),
            ({"quand": "periode", "au": at(18, days=90).date().isoformat()}, "au"),
            ({"quand": "periode", "duree": "240"}, "duree"),
            ({"quand": "serie", "au": "demain"}, "au"),
            ({"quand": "serie", "sauf_du": at(18).date().isoformat()}, "sauf_au"),
        ],
    )
    def test_each_fault_is_said_at_its_field(self, client, changes, field) -> None:
        assert f'id="{field}_error"' in self.look(client, **changes)

    def test_nothing_in_the_period_says_so(self, client) -> None:
        assert "Rien n’est libre" in self.look(client, quand="periode")
        assert "Rien n’est libre" in self.look(client, quand="serie")
