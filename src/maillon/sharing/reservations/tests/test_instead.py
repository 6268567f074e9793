"""When nothing is free: why, what would be, at one click; and the search is counted without anyone in it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.community.organisations.hats import NOBODY, Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.territories.models import Mrc
from maillon.kernel.spans import Span
from maillon.sharing.availability.services import take
from maillon.sharing.inventory.models import AssetClass
from maillon.sharing.reservations.models import UnmetDemand
from maillon.sharing.reservations.permissions import may_read_unmet
from maillon.sharing.reservations.queries.instead import Kind, Reason, instead_of
from maillon.sharing.reservations.queries.search import FreeSearch
from maillon.sharing.reservations.queries.shifts import windows_around
from maillon.sharing.reservations.queries.unmet import unmet_in
from maillon.sharing.reservations.services.demand import Vain, note_unmet, vain
from maillon.sharing.reservations.tests.pages.steps import page, signed_in
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import SAINT_HYACINTHE, TORONTO, at, make_shared_place

LON, LAT = SAINT_HYACINTHE
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def book(asset, start: float, end: float, days: int = 7) -> None:
    take(
        asset_id=asset.pk,
        starts_at=at(start, days=days),
        ends_at=at(end, days=days),
        cause="reservation",
        state="firm",
        now=timezone.now(),
    )


def ask_instead(*, hat: Hat = NOBODY, bounded: bool = False, words=(), **changes):
    asked = {"lon": LON, "lat": LAT, "radius_km": 100, "starts_at": at(18), "ends_at": at(20)}
    search = FreeSearch(**asked | {"class_codes": ("gym",)} | changes)
    return instead_of(search, words, bounded=bounded, tz=TORONTO, hat=hat, now=timezone.now())


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
    st.integers(0, 95),
    st.integers(1, 24 * 4).map(lambda n: n * 15),
)
def test_moments_around_keep_their_promises(day: dt.date, quarter: int, minutes: int) -> None:
    tz = ZoneInfo("America/Toronto")
    begins = dt.datetime.combine(day, dt.time(quarter // 4, quarter % 4 * 15), tzinfo=tz)
    wanted = Span(begins, begins + dt.timedelta(minutes=minutes))
    around = windows_around(wanted, tz, LONG_AGO)
    assert len(around) <= 80
    for kind, window in around:
        if kind in (Kind.LATER, Kind.EARLIER):
            assert window.start.astimezone(tz).date() == begins.date()
        if kind is Kind.OTHER_DAY:
            assert window.start.astimezone(tz).time() == begins.time()
        if kind is Kind.SHORTER:
            assert wanted.start <= window.start < window.end <= wanted.end
    assert windows_around(wanted, tz, begins + dt.timedelta(days=60)) == []


@pytest.mark.django_db
class TestInstead:
    def test_another_moment_of_the_same_day_or_another_day(self) -> None:
        gym = make_shared_place()
        book(gym, 17, 20.5)
        found = {one.kind: one for one in ask_instead().alternatives}
        assert Kind.LATER not in found  # it closes at 22 h
        assert found[Kind.EARLIER].period == Span(at(15), at(17))
        assert found[Kind.OTHER_DAY].period == Span(at(18, days=8), at(20, days=8))
        assert Kind.SHORTER not in found

    def test_shorter_when_part_of_it_is_free(self) -> None:
        gym = make_shared_place()
        book(gym, 19.5, 21)
        nothing = ask_instead()
        found = {one.kind: one for one in nothing.alternatives}
        assert found[Kind.SHORTER].period == Span(at(18), at(19.5))
        assert (nothing.reason, nothing.near, nothing.taken, nothing.closed) == (Reason.TAKEN, 1, 1, 0)

    def test_a_moment_that_the_terms_refuse_is_not_proposed(self) -> None:
        gym = make_shared_place(terms={"min_minutes": 120})
        book(gym, 19.5, 21)
        assert Kind.SHORTER not in {one.kind for one in ask_instead().alternatives}

    def test_closed_hours_are_told_from_taken_ones(self) -> None:
        make_shared_place()
        nothing = ask_instead(starts_at=at(21), ends_at=at(23))
        assert (nothing.reason, nothing.closed) == (Reason.CLOSED, 1)
        assert {one.kind: one.period for one in nothing.alternatives}[Kind.EARLIER] == Span(at(20), at(22))

    def test_what_else_could_change(self) -> None:
        make_shared_place(capacity=20)
        make_shared_place(code="hall", capacity=200)
        make_shared_place(point=(LON, LAT + 0.5), capacity=300)
        nothing = ask_instead(people=100, radius_km=15, bounded=True)
        found = {one.kind: one for one in nothing.alternatives}
        assert found[Kind.SMALLER].people == 20
        assert found[Kind.OTHER_CLASS].class_code == "hall"
        assert (found[Kind.FURTHER].radius_km, found[Kind.FURTHER].count) == (100, 1)
        assert nothing.reason == Reason.TOO_SMALL

    def test_nothing_at_all(self) -> None:
        nothing = ask_instead()
        assert (nothing.reason, nothing.near, nothing.alternatives) == (Reason.NOTHING, 0, ())

    def test_it_costs_as_many_queries_for_many_as_for_one(self, django_assert_num_queries) -> None:
        for _ in range(3):
            book(make_shared_place(), 8, 22)
            with django_assert_num_queries(7):
                ask_instead(people=10, radius_km=15, bounded=True)


def noted(**changes) -> Vain:
    values = {
        "starts_at": dt.datetime(2026, 12, 1, 23, 30, tzinfo=dt.UTC),
        "ends_at": dt.datetime(2026, 12, 2, 1, 15, tzinfo=dt.UTC),
        "tz": TORONTO,
        "mrc": "540",
        "class_code": "gym",
        "people": 23,
        "reason": Reason.TAKEN,
    }
    return vain(**values | changes)


class TestCounting:
    def test_a_search_is_rounded_until_it_looks_like_many(self) -> None:
        assert noted() == Vain(dt.date(2026, 12, 1), "540", "gym", 24 + 18, 120, 25, Reason.TAKEN)
        assert noted(people=None, mrc="").people == 0

    @pytest.mark.django_db
    def test_the_same_search_is_counted_not_written_twice(self) -> None:
        for _ in range(3):
            note_unmet(sought=noted())
        note_unmet(sought=noted(mrc=None, class_code=None))
        note_unmet(sought=noted(mrc=None, class_code=None))
        assert sorted(UnmetDemand.objects.order_by("pk").values_list("times", flat=True)) == [2, 3]

    @pytest.mark.django_db
    def test_few_searches_are_not_told_to_everyone(self, django_assert_num_queries) -> None:
        today = dt.date(2026, 12, 15)
        for _ in range(4):
            note_unmet(sought=noted())
        assert unmet_in("540", today=today).times == 4
        assert unmet_in("540", today=today, least=5).times == 0
        assert unmet_in("540", today=today, least=5).hours == {}
        note_unmet(sought=noted(reason=Reason.CLOSED))
        with django_assert_num_queries(3):
            demand = unmet_in("540", today=today, least=5)
        (gym,) = demand.classes
        assert (gym.code, gym.times, gym.reason, gym.minutes) == ("gym", 5, "taken", 120)
        assert demand.hours == {(1, 18): 5}
        assert unmet_in("010", today=today).times == 0
        assert unmet_in("540", today=dt.date(2029, 1, 1)).times == 0

    def test_who_reads_it(self) -> None:
        def hat(*roles: str, mrc: str = "540") -> Hat:
            kind = OrganisationKind.MUNICIPALITY
            return Hat(1, 1, 1, kind, roles=frozenset(roles), mrc_code=mrc)

        assert may_read_unmet(hat(Role.ASSET_MANAGER), "540")
        assert may_read_unmet(hat(Role.TERRITORY_COORDINATOR), "540")
        assert not may_read_unmet(hat(Role.ASSET_MANAGER), "010")
        assert not may_read_unmet(hat(Role.ASSET_MANAGER), None)
        assert not may_read_unmet(hat(Role.REQUESTER), "540")
        assert may_read_unmet(hat(Role.STEWARD), None)
        assert not may_read_unmet(NOBODY, "540")


@pytest.mark.django_db
class TestPages:
    def look(self, client: Client, **changes: str) -> str:
        answers = {"quoi": "gym", "ou": "Saint-Hyacinthe", "date": at(18).date().isoformat()}
        answer = client.get(page("find", **answers | {"de": "18:00", "a": "20:00"} | changes))
        assert answer.status_code == 200
        return answer.content.decode()

    def test_what_is_proposed_is_found_at_one_click(self, client) -> None:
        gym = make_shared_place(name="Gymnase des Érables")
        book(gym, 17, 21)
        html = self.look(client)
        assert "et il est pris" in html
        assert "de=15%3A00&amp;a=17%3A00" in html
        assert "Gymnase des Érables" in self.look(client, de="15:00", a="17:00")

    def test_a_vain_search_is_counted_and_a_happy_one_is_not(self, client) -> None:
        self.look(client, personnes="40")
        (row,) = UnmetDemand.objects.order_by("pk")
        assert (row.mrc_id, row.asset_class.code, row.people) == ("540", "gym", 50)
        assert (row.reason, row.times, row.hour_of_week % 24) == ("nothing", 1, 18)
        make_shared_place()
        self.look(client, personnes="40")
        self.look(client, ou="xyzzy")
        assert UnmetDemand.objects.count() == 1

    def test_the_page_of_a_territory(self) -> None:
        mrc = Mrc.objects.get(pk="540")
        keeper = make_membership(Role.ASSET_MANAGER, organisation=make_organisation(mrc=mrc))
        client = signed_in(keeper)
        assert "Rien n’a été cherché en vain" in client.get(page("unmet")).content.decode()
        month = timezone.localdate().replace(day=1)
        gym = AssetClass.objects.get(code="gym")
        UnmetDemand.objects.create(
            month=month, mrc=mrc, asset_class=gym, hour_of_week=42, minutes=120, reason="taken", times=7
        )
        html = client.get(page("unmet")).content.decode()
        assert gym.name in html
        assert "déjà pris" in html
        assert client.get(page("unmet", territoire="010")).status_code == 403
        stranger = make_membership(Role.REQUESTER, organisation=make_organisation(mrc=mrc))
        assert signed_in(stranger).get(page("unmet")).status_code == 403
