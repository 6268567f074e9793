"""Changing a series: one date, the following or all; what is past stays, what was changed apart is told."""

import datetime as dt

import pytest
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import NotAllowed, NotFound
from maillon.community.organisations.kinds import Role
from maillon.kernel.repetition import Repetition
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.errors import SeriesRefused
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.bundles import approve_bundle
from maillon.sharing.reservations.services.dates import SeriesWish
from maillon.sharing.reservations.services.requests import cancel_reservation, request_reservation
from maillon.sharing.reservations.services.series import request_series
from maillon.sharing.reservations.services.series_edits import Change, Reach, change_series
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.house_rules import make_rule
from maillon.testing.builders.sharing import TORONTO, at, make_shared_place
from maillon.testing.jobs import run_waiting_jobs

State = Reservation.State
WEEK = dt.timedelta(days=7)
LATER = Change(starts=19 * 60, ends=21 * 60)


@pytest.fixture
def gym():
    return make_shared_place(name="Gymnase", terms={"price_per_hour": "10.00"})


@pytest.fixture
def asker():
    return make_hat()


@pytest.fixture
def approver(gym):
    return make_hat(Role.APPROVER, organisation=gym.organisation)


@pytest.fixture
def series(gym, asker):
    first = at(18).date()
    rule = Repetition((first.weekday(),), 1080, 1200, first, count=4)
    wish = SeriesWish(gym.pk, rule, "Volleyball", 20)
    return request_series(hat=asker, wish=wish, all_or_nothing=True, now=timezone.now()).series


def dates() -> list[Reservation]:
    return list(Reservation.objects.filter(bundled__isnull=False).order_by("bundled__position"))


def hours() -> list[int]:
    return [one.starts_at.astimezone(TORONTO).hour for one in dates()]


def change(series, hat, what=LATER, reach=Reach.ALL, at_rank=0, **more):
    return change_series(
        reference=series.bundle.reference,
        hat=hat,
        pivot=dates()[at_rank].reference,
        reach=reach,
        change=what,
        **{"now": timezone.now()} | more,
    )


def live() -> int:
    return Commitment.objects.exclude(state="ended").count()


@pytest.mark.django_db
class TestReach:
    def test_one_date_moves_alone_and_keeps_its_number_and_its_identity(self, series, asker):
        before = [(one.reference, one.uid, one.sequence) for one in dates()]
        change(series, asker, reach=Reach.ONE, at_rank=1)
        assert hours() == [18, 19, 18, 18]
        after = [(one.reference, one.uid, one.sequence) for one in dates()]
        assert [one[:2] for one in after] == [one[:2] for one in before]
        assert [one[2] for one in after] == [0, 1, 0, 0]
        assert [one.bundled.apart for one in dates()] == [False, True, False, False]
        assert live() == 4

    def test_this_one_and_the_following(self, series, asker):
        change(series, asker, reach=Reach.FOLLOWING, at_rank=2)
        assert hours() == [18, 18, 19, 19]
        series.refresh_from_db()
        since = at(18, days=21).date().isoformat()
        assert series.changes == [{"from": since, "starts": 1140, "ends": 1260}]
        assert series.rule["starts"] == 1080

    def test_all_of_them_give_the_rule_its_new_hours(self, series, asker):
        change(series, asker)
        assert hours() == [19] * 4
        series.refresh_from_db()
        assert (series.rule["starts"], series.changes) == (1140, [])

    def test_a_longer_date_costs_more(self, series, asker):
        change(series, asker, Change(starts=1080, ends=1260))
        assert {str(one.price) for one in dates()} == {"30.00"}

    def test_another_day_for_one_date_only(self, series, asker):
        day = at(18, days=9).date()
        with pytest.raises(SeriesRefused) as refused:
            change(series, asker, Change(day=day))
        assert refused.value.reasons[0].code == "day_of_one_only"
        change(series, asker, Change(day=day), Reach.ONE)
        assert dates()[0].starts_at == at(18, days=9)

    def test_what_is_past_or_cancelled_is_left_alone(self, series, asker, gym):
        cancel_reservation(reference=dates()[1].reference, hat=asker, now=timezone.now())
        change(series, asker, now=at(12, days=15))
        assert hours() == [18, 18, 19, 19]
        assert [one.state for one in dates()] == ["pending", "cancelled", "pending", "pending"]
        with pytest.raises(SeriesRefused) as refused:
            change(series, asker, reach=Reach.ONE, now=at(12, days=15))
        assert refused.value.reasons[0].code == "nothing_to_change"


@pytest.mark.django_db
class TestWhatWasChangedApart:
    def test_survives_a_change_of_place_and_is_told(self, series, asker, gym):
        change(series, asker, reach=Reach.ONE, at_rank=1)
        other = make_shared_place(gym.organisation, name="Palestre")
        told = change(series, asker, Change(asset_id=other.pk))
        assert hours() == [18, 19, 18, 18]
        assert {one.asset for one in dates()} == {other}
        assert [one.keeps_hours for one in told] == [False, True, False, False]
        assert dates()[1].bundled.apart

    def test_takes_the_hours_given_to_all_and_is_told(self, series, asker):
        change(series, asker, reach=Reach.ONE, at_rank=1)
        told = change(series, asker, Change(starts=600, ends=660))
        assert hours() == [10] * 4
        assert [(one.apart, one.keeps_hours) for one in told][1] == (True, False)
        assert not dates()[1].bundled.apart


@pytest.mark.django_db
class TestWhatStandsInTheWay:
    @pytest.fixture
    def taken(self, gym, series):
        wish = Wish(gym.pk, at(20) + WEEK, at(21) + WEEK, "Danse")
        return request_reservation(hat=make_hat(), wish=wish, now=timezone.now())

    def test_nothing_moves_when_all_were_wanted(self, series, asker, taken):
        with pytest.raises(SeriesRefused) as refused:
            change(series, asker)
        assert [one.code for one in refused.value.reasons] == ["taken"]
        assert hours() == [18] * 4
        assert live() == 5

    def test_the_others_move_and_that_one_stays(self, series, asker, taken):
        told = change(series, asker, all_or_nothing=False)
        assert hours() == [19, 18, 19, 19]
        assert [one.check.free for one in told] == [True, False, True, True]
        assert live() == 5

    def test_a_rehearsal_tells_the_same_and_changes_nothing(self, series, asker, taken):
        told = change(series, asker, rehearse=True)
        assert [one.check.free for one in told] == [True, False, True, True]
        assert hours() == [18] * 4
        assert [one.sequence for one in dates()] == [0] * 4
        assert live() == 5

    def test_a_house_rule_holds_those_who_asked_not_the_owner(self, series, asker, approver, gym):
        make_rule(gym.organisation, asset=gym, from_minute=19 * 60, until_minute=22 * 60)
        with pytest.raises(SeriesRefused) as refused:
            change(series, asker)
        assert {one.code for one in refused.value.reasons} == {"house_protected"}
        assert hours() == [18] * 4
        change(series, approver)
        assert hours() == [19] * 4

    def test_dates_pass_over_their_own_former_places(self, series, asker):
        change(series, asker, Change(starts=1140, ends=1200))
        change(series, asker, Change(starts=1080, ends=1140))
        assert hours() == [18] * 4

    def test_another_owner_another_hour_out_of_order_nothing_at_all(self, series, asker):
        foreign = make_shared_place()
        for what, code in (
            (Change(asset_id=foreign.pk), "bundle_owners"),
            (Change(starts=1200, ends=1080), "ends_before_start"),
            (Change(starts=1200), "ends_before_start"),
            (Change(), "no_change"),
            (Change(asset_id=999_999), "not_offered"),
        ):
            with pytest.raises(SeriesRefused) as refused:
                change(series, asker, what)
            assert refused.value.reasons[0].code == code


@pytest.mark.django_db
class TestWhoAnswers:
    def test_a_confirmed_date_moved_by_those_who_asked_waits_again(self, series, asker, approver):
        approve_bundle(reference=series.bundle.reference, hat=approver, now=timezone.now())
        told = change(series, asker, reach=Reach.FOLLOWING, at_rank=2)
        assert all(one.asks_again for one in told)
        assert [one.state for one in dates()] == ["approved", "approved", "pending", "pending"]
        assert Commitment.objects.filter(state="held").count() == 2

    def test_moved_by_the_owner_it_stays_confirmed_and_the_asker_is_told_once(self, series, asker, approver):
        approve_bundle(reference=series.bundle.reference, hat=approver, now=timezone.now())
        run_waiting_jobs()
        OutgoingMail.objects.all().delete()
        change(series, approver)
        assert {one.state for one in dates()} == {"approved"}
        run_waiting_jobs()
        letter = OutgoingMail.objects.get()
        assert letter.person_id == asker.person_id
        assert letter.key.startswith("moved:")
        assert "4 dates" in letter.subject

    def test_nobody_else(self, series):
        with pytest.raises(NotFound):
            change(series, make_hat())
        with pytest.raises(NotAllowed):
            change(series, make_hat(Role.FINANCE, organisation=series.asset.organisation))
