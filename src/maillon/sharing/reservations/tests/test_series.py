"""One place at many dates: all or the free ones, each refusal with its reason, the owner answers as they like."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import NotAllowed, NotFound
from maillon.community.organisations.kinds import Circle, Role
from maillon.kernel.repetition import Repetition
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.services import close_period
from maillon.sharing.reservations.errors import SeriesRefused
from maillon.sharing.reservations.models import Bundle, LeftDate, Reservation, Series
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import series as services
from maillon.sharing.reservations.services.bundles import approve_bundle, cancel_bundle, refuse_bundle
from maillon.sharing.reservations.services.dates import SeriesWish
from maillon.sharing.reservations.services.requests import lapse_overdue, request_reservation
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import TORONTO, at, make_shared_place
from maillon.testing.jobs import run_waiting_jobs

State = Reservation.State
WEEK = dt.timedelta(days=7)


@pytest.fixture
def gym():
    return make_shared_place(name="Gymnase", terms={"price_per_hour": "10.00"})


@pytest.fixture
def approver(gym):
    return make_hat(Role.APPROVER, organisation=gym.organisation)


def rule(weeks: int = 4, *, starts: int = 18, ends: int = 20, days: int = 7) -> Repetition:
    """Return one day a week, from a week ahead."""
    first = at(18, days=days).date()
    return Repetition((first.weekday(),), starts * 60, ends * 60, first, count=weeks)


def ask(gym, *, hat=None, repetition=None, all_or_nothing=False, **more):
    wish = SeriesWish(gym.pk, repetition or rule(), **{"purpose": "Volleyball", "attendees": 20} | more)
    return services.request_series(
        hat=hat or make_hat(), wish=wish, all_or_nothing=all_or_nothing, now=timezone.now()
    )


def take_one(gym, week: int, hour: float = 19):
    wish = Wish(gym.pk, at(hour) + week * WEEK, at(hour + 1) + week * WEEK, "Danse")
    return request_reservation(hat=make_hat(), wish=wish, now=timezone.now())


def left(bundle: Bundle) -> list[tuple[int, str]]:
    first = rule().first
    return [((one.day - first).days // 7, one.why) for one in bundle.series.left_dates.order_by("day")]


@pytest.mark.django_db
class TestAsking:
    def test_each_date_becomes_a_request_at_the_hours_of_the_wall(self, gym):
        bundle = ask(gym, repetition=rule(20))
        requests = Reservation.objects.filter(bundled__bundle=bundle).order_by("starts_at")
        assert requests.count() == 20
        assert {one.starts_at.astimezone(TORONTO).hour for one in requests} == {18}
        assert {str(one.price) for one in requests} == {"20.00"}
        assert {one.state for one in requests} == {State.PENDING}
        assert bundle.series.repetition == rule(20)
        assert bundle.series.purpose == "Volleyball"

    def test_all_or_nothing_takes_nothing_when_one_is_taken_and_tells_which(self, gym):
        take_one(gym, 2)
        with pytest.raises(SeriesRefused) as refused:
            ask(gym, all_or_nothing=True)
        assert [one.code for one in refused.value.reasons] == ["taken"]
        assert Reservation.objects.count() == 1
        assert not Bundle.objects.exists()
        assert Commitment.objects.count() == 1

    def test_the_free_ones_are_asked_for_and_the_others_kept_with_their_reason(self, gym):
        take_one(gym, 2)
        close_period(
            asset_id=gym.pk,
            starts_at=at(12) + WEEK,
            ends_at=at(22) + WEEK,
            cause="maintenance",
            note="Vernis",
            now=timezone.now(),
        )
        bundle = ask(gym)
        assert bundle.items.count() == 2
        assert left(bundle) == [(1, "taken"), (2, "taken")]

    def test_closed_too_soon_too_far(self):
        far = make_shared_place(terms={"notice_minutes": 10 * 24 * 60, "horizon_days": 25})
        bundle = ask(far)
        assert left(bundle) == [(0, "soon"), (3, "far")]
        with pytest.raises(SeriesRefused) as refused:
            ask(far, repetition=rule(starts=6, ends=8, days=14, weeks=2))
        assert {one.code for one in refused.value.reasons} == {"closed"}

    @pytest.mark.parametrize(
        ("terms", "more", "code"),
        [
            ({}, {"attendees": 61}, "too_many_people"),
            ({}, {"purpose": " "}, "purpose_missing"),
            ({}, {"quantity": 2}, "too_many_things"),
            ({"bookable_by": Circle.OWNER}, {}, "circle"),
        ],
    )
    def test_what_speaks_against_all_of_it_is_said_once(self, terms, more, code):
        with pytest.raises(SeriesRefused) as refused:
            ask(make_shared_place(terms=terms), **more)
        assert [one.code for one in refused.value.reasons] == [code]

    def test_only_those_who_may_ask(self, gym):
        with pytest.raises(SeriesRefused) as refused:
            ask(gym, hat=make_hat(Role.AUDITOR))
        assert [one.code for one in refused.value.reasons] == ["may_not_ask"]
        hidden = make_shared_place(audience=Circle.OWNER)
        with pytest.raises(SeriesRefused) as refused:
            ask(hidden)
        assert [one.code for one in refused.value.reasons] == ["not_offered"]

    def test_a_rule_that_makes_no_sense_is_refused(self, gym):
        with pytest.raises(SeriesRefused) as refused:
            ask(gym, repetition=replace(rule(), weekdays=()))
        assert refused.value.reasons[0].field == "weekdays"

    def test_the_same_key_twice_gives_the_same_series(self, gym):
        key, hat, wish = uuid.uuid4(), make_hat(), SeriesWish(gym.pk, rule(), "Volleyball")
        made = [
            services.request_series(hat=hat, wish=wish, all_or_nothing=True, uid=key, now=timezone.now())
            for _twice in range(2)
        ]
        assert made[0] == made[1]
        assert Reservation.objects.count() == 4

    def test_dates_that_would_meet_each_other_are_told(self):
        wide = make_shared_place(terms={"setup_minutes": 13 * 60, "cleanup_minutes": 13 * 60})
        first = at(18).date()
        daily = Repetition(tuple(range(7)), 18 * 60, 20 * 60, first, count=2)
        bundle = ask(wide, repetition=daily)
        assert (bundle.items.count(), bundle.series.left_dates.get().why) == (1, "taken")
        with pytest.raises(SeriesRefused):
            ask(wide, repetition=replace(daily, first=first + WEEK), all_or_nothing=True)
        assert Bundle.objects.count() == 1

    def test_things_that_are_counted_can_be_asked_for_too(self, gym):
        nets = make_shared_place(gym.organisation, code="equipment", pool_of=4)
        ask(nets, quantity=3, attendees=None, repetition=rule(2))
        with pytest.raises(SeriesRefused) as refused:
            ask(nets, quantity=2, attendees=None, repetition=rule(2))
        assert "assez" in str(refused.value)

    def test_the_ledger_is_read_once_whatever_the_number_of_dates(self, gym, django_assert_num_queries):
        from maillon.sharing.reservations.queries.asking import offer_of

        hat, now = make_hat(), timezone.now()
        offer = offer_of(gym.pk, hat, now)
        for weeks in (4, 20):
            wish = SeriesWish(gym.pk, rule(weeks), "Volleyball")
            with django_assert_num_queries(3):  # two for the hours of the first date, one for all of them
                services.look_at(wish, wish.dates(TORONTO), offer=offer, hat=hat, now=now)


@pytest.mark.django_db
class TestAnswering:
    def test_all_of_it_or_date_by_date(self, gym, approver):
        bundle = ask(gym)
        numbers = list(Reservation.objects.order_by("starts_at").values_list("reference", flat=True))
        now = timezone.now()
        approve_bundle(reference=bundle.reference, hat=approver, only=numbers[:1], now=now)
        refuse_bundle(
            reference=bundle.reference, hat=approver, motive="maintenance", only=numbers[3:], now=now
        )
        states = Reservation.objects.order_by("starts_at").values_list("state", flat=True)
        assert list(states) == ["approved", "pending", "pending", "refused"]
        approve_bundle(reference=bundle.reference, hat=approver, now=now)
        assert list(states.all()) == ["approved", "approved", "approved", "refused"]
        cancel_bundle(
            reference=bundle.reference, hat=approver, reason="Inondation", only=numbers[1:2], now=now
        )
        assert list(states.all()) == ["approved", "cancelled", "approved", "refused"]

    def test_one_letter_to_each_side_not_one_by_date(self, gym, approver):
        hat = make_hat()
        bundle = ask(gym, hat=hat)
        run_waiting_jobs()
        assert OutgoingMail.objects.count() == 2
        asked = OutgoingMail.objects.get(person_id=hat.person_id)
        assert "4 dates" in asked.subject
        assert bundle.reference in asked.text
        assert "80,00" in asked.text or "80\u00a0$" in asked.text
        approve_bundle(reference=bundle.reference, hat=approver, now=timezone.now())
        run_waiting_jobs()
        assert OutgoingMail.objects.count() == 3
        assert "4 dates" in OutgoingMail.objects.order_by("pk").last().subject

    def test_a_series_without_an_answer_lapses_in_one_letter_to_each_side(self, gym, approver):
        ask(gym)
        run_waiting_jobs()
        OutgoingMail.objects.all().delete()
        assert lapse_overdue(now=timezone.now() + dt.timedelta(hours=73)) == 4
        run_waiting_jobs()
        assert OutgoingMail.objects.count() == 2
        assert "4 dates" in OutgoingMail.objects.order_by("pk").first().subject


@pytest.mark.django_db
class TestAskingAgain:
    def test_a_date_that_is_free_again_joins_the_series(self, gym):
        hat, taken = make_hat(), take_one(gym, 2)
        take_one(gym, 1)
        bundle = ask(gym, hat=hat)
        days = [one.day for one in bundle.series.left_dates.order_by("day")]
        with pytest.raises(SeriesRefused):
            services.ask_again(reference=bundle.reference, hat=hat, days=days, now=timezone.now())
        assert len(left(bundle)) == 2
        Commitment.objects.filter(pk=taken.commitment_id).update(state="ended", ended_at=timezone.now())
        services.ask_again(reference=bundle.reference, hat=hat, days=days, now=timezone.now())
        assert left(bundle) == [(1, "taken")]
        assert list(bundle.items.order_by("position").values_list("position", flat=True)) == [0, 1, 2]
        with pytest.raises(SeriesRefused):
            services.ask_again(reference=bundle.reference, hat=hat, days=[], now=timezone.now())

    def test_only_by_those_who_asked(self, gym, approver):
        take_one(gym, 2)
        bundle = ask(gym)
        day = LeftDate.objects.get().day
        with pytest.raises(NotAllowed):
            services.ask_again(reference=bundle.reference, hat=approver, days=[day], now=timezone.now())
        with pytest.raises(NotFound):
            services.ask_again(reference=bundle.reference, hat=make_hat(), days=[day], now=timezone.now())
        assert Series.objects.count() == 1
