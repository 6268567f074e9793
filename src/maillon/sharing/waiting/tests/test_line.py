"""The line moves on: a place given back is kept for the next, taken, left or passed."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import NotAllowed, NotFound
from maillon.community.organisations.kinds import Circle, Role
from maillon.sharing.availability.errors import SlotJustTaken
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.errors import RequestRefused
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import cancel_reservation, request_reservation
from maillon.sharing.waiting.errors import CannotWait, NotYourTurn
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.services import join, leave, offer_places, pass_on, take_place
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.house_rules import make_rule
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def gym():
    return make_shared_place(name="Gymnase", terms={"bookable_by": Circle.EVERYONE})


@pytest.fixture
def holder(gym):
    """The hat of those who have Tuesday evening, and their request."""
    hat = make_hat()
    made = request_reservation(hat=hat, wish=wish(gym), now=timezone.now())
    return hat, made


def wish(gym, start=18.0, end=20.0, **more):
    return Wish(gym.pk, at(start), at(end), "Badminton", **more)


def waiting(gym, **more):
    hat = make_hat()
    return hat, join(hat=hat, wish=wish(gym, **more), now=timezone.now())


def give_back(holder):
    hat, made = holder
    cancel_reservation(reference=made.reference, hat=hat, now=timezone.now())


def test_a_place_given_back_is_kept_for_the_first_who_came_and_told_by_mail(
    gym, holder, run_jobs: Callable[[], int]
):
    first, wait = waiting(gym)
    _second, behind = waiting(gym)
    give_back(holder)
    run_jobs()
    wait.refresh_from_db()
    behind.refresh_from_db()
    assert (wait.state, behind.state) == ("offered", "waiting")
    assert wait.commitment.state == Commitment.State.HELD
    mail = OutgoingMail.objects.get(person_id=first.person_id, key__startswith="wait_offered")
    assert "gardé" in mail.text
    with pytest.raises(SlotJustTaken):
        request_reservation(hat=make_hat(), wish=wish(gym), now=timezone.now())


def test_taking_the_place_sends_one_request_however_often_it_is_pressed(gym, holder, run_jobs):
    hat, wait = waiting(gym)
    give_back(holder)
    run_jobs()
    made = take_place(uid=wait.uid, hat=hat, now=timezone.now())
    assert take_place(uid=wait.uid, hat=hat, now=timezone.now()) == made
    wait.refresh_from_db()
    assert (wait.state, wait.reservation) == ("taken", made)
    assert made.state == Reservation.State.PENDING
    live = Commitment.objects.exclude(state="ended").filter(asset=gym)
    assert [one.pk for one in live] == [made.commitment_id]


def test_the_published_order_of_the_publics_comes_before_who_came_first(gym, holder, run_jobs):
    make_rule(gym.organisation, kind="priority", publics=[Circle.VERIFIED, Circle.PUBLIC_BODIES])
    town = make_hat(organisation=make_organisation(verified=False))
    early = join(hat=town, wish=wish(gym), now=timezone.now())
    _hat, late = waiting(gym)
    give_back(holder)
    run_jobs()
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.state, late.state) == ("waiting", "offered")


def test_silence_gives_the_place_to_the_next(gym, holder, run_jobs):
    _hat, wait = waiting(gym)
    _other, behind = waiting(gym)
    give_back(holder)
    run_jobs()
    wait.refresh_from_db()
    assert pass_on(now=wait.kept_until - dt.timedelta(minutes=1)) == 0
    assert pass_on(now=wait.kept_until) == 1
    wait.refresh_from_db()
    behind.refresh_from_db()
    assert (wait.state, behind.state) == ("passed", "offered")
    assert behind.kept_until > wait.joined_at


def test_leaving_an_offered_place_gives_it_to_the_next_at_once(gym, holder, run_jobs):
    hat, wait = waiting(gym)
    _other, behind = waiting(gym)
    give_back(holder)
    run_jobs()
    assert leave(uid=wait.uid, hat=hat, now=timezone.now()).state == "left"
    assert leave(uid=wait.uid, hat=hat, now=timezone.now()).state == "left"
    behind.refresh_from_db()
    assert behind.state == "offered"


def test_who_waits_for_another_hour_is_served_beside(gym, holder, run_jobs):
    _hat, early = waiting(gym, start=18.0, end=19.0)
    _other, late = waiting(gym, start=19.0, end=20.0)
    give_back(holder)
    run_jobs()
    assert {one.state for one in Wait.objects.filter(pk__in=[early.pk, late.pk])} == {"offered"}


def test_one_does_not_wait_for_what_is_free_nor_for_what_one_could_not_have(gym):
    with pytest.raises(CannotWait, match="libre"):
        join(hat=make_hat(), wish=wish(gym), now=timezone.now())
    with pytest.raises(RequestRefused):
        join(hat=make_hat(), wish=wish(gym, attendees=5_000), now=timezone.now())


def test_the_same_moment_is_waited_for_once(gym, holder):
    hat, wait = waiting(gym)
    assert join(hat=hat, wish=wish(gym), now=timezone.now()) == wait


def test_a_place_not_kept_cannot_be_taken(gym, holder, run_jobs):
    hat, wait = waiting(gym)
    with pytest.raises(NotYourTurn):
        take_place(uid=wait.uid, hat=hat, now=timezone.now())
    give_back(holder)
    run_jobs()
    wait.refresh_from_db()
    with pytest.raises(NotYourTurn):
        take_place(uid=wait.uid, hat=hat, now=wait.kept_until)


def test_a_line_is_nobody_elses(gym, holder):
    _hat, wait = waiting(gym)
    with pytest.raises(NotFound):
        leave(uid=wait.uid, hat=make_hat(), now=timezone.now())
    owner = make_hat(Role.APPROVER, organisation=gym.organisation)
    with pytest.raises(NotAllowed):
        leave(uid=wait.uid, hat=owner, now=timezone.now())


def test_a_wait_ends_when_its_period_begins(gym, holder):
    _hat, wait = waiting(gym)
    pass_on(now=wait.starts_at)
    wait.refresh_from_db()
    assert wait.state == "over"
    assert offer_places(asset_id=gym.pk, now=wait.starts_at) == []
