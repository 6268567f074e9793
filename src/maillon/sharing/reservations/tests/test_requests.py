"""Ask, answer, give back, let lapse: what each verb writes, frees and tells."""

import datetime as dt
import uuid
from dataclasses import replace
from functools import partial

import pytest
from django.utils import timezone

from maillon.base.refusals import NotAllowed, NotFound, Refusal
from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.kernel.spans import Span
from maillon.sharing.availability.errors import SlotJustTaken
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.services import take
from maillon.sharing.reservations import facts
from maillon.sharing.reservations.errors import CannotAnswer, RequestRefused
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import announcing
from maillon.sharing.reservations.services import requests as services
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db
State = Reservation.State


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[facts.ReservationFact]:
    """The facts recorded by the services, in order."""
    heard: list[facts.ReservationFact] = []
    monkeypatch.setattr(announcing, "record", heard.append)
    return heard


@pytest.fixture
def gym():
    return make_shared_place(name="Gymnase", terms={"price_per_hour": "12.50", "answer_within_hours": 48})


@pytest.fixture
def approver(gym):
    return make_hat(Role.APPROVER, organisation=gym.organisation)


@pytest.fixture
def asker():
    return make_hat(
        Role.REQUESTER, organisation=make_organisation(OrganisationKind.COMMUNITY, name="Maison des jeunes")
    )


def wish_for(asset, start: float = 18, end: float = 20, **more) -> Wish:
    return Wish(asset.pk, at(start), at(end), **{"purpose": "Volleyball", "attendees": 25} | more)


def ask(asset, hat, now, start: float = 18, end: float = 20, **more) -> Reservation:
    return services.request_reservation(hat=hat, wish=wish_for(asset, start, end, **more), now=now)


def codes(refusal: Refusal) -> list[str]:
    return [reason.code for reason in refusal.reasons]


def test_a_request_holds_the_place_until_the_answer_is_due(gym, asker, now, told) -> None:
    reservation = ask(gym, asker, now)
    assert reservation.state == State.PENDING
    assert reservation.reference.startswith("R-20")
    assert reservation.answer_due_at == now + dt.timedelta(hours=48)
    assert reservation.price == 25
    held = reservation.commitment
    assert (held.state, held.expires_at) == (Commitment.State.HELD, reservation.answer_due_at)
    assert [type(fact) for fact in told] == [facts.ReservationRequested]
    assert told[0].owner_id == gym.organisation_id


def test_automatic_terms_confirm_at_once(asker, now, told) -> None:
    room = make_shared_place(code="room", terms={"approval": "automatic", "cleanup_minutes": 30})
    reservation = ask(room, asker, now)
    assert (reservation.state, reservation.answer_due_at, reservation.price) == (State.APPROVED, None, 0)
    assert reservation.commitment.state == Commitment.State.FIRM
    assert reservation.commitment.busy_until == reservation.ends_at + dt.timedelta(minutes=30)
    assert [(type(fact), fact.automatic) for fact in told] == [(facts.ReservationApproved, True)]


def test_every_reason_is_given_at_once_and_nothing_is_written(asker, now, told) -> None:
    gym = make_shared_place(
        capacity=20,
        terms={"bookable_by": Circle.PUBLIC_BODIES, "max_minutes": 60, "notice_minutes": 20 * 24 * 60},
    )
    with pytest.raises(RequestRefused) as refused:
        ask(gym, asker, now, 21, 23, attendees=25, quantity=2)
    assert codes(refused.value) == [
        "circle",
        "notice",
        "too_long",
        "closed",
        "too_many_people",
        "too_many_things",
    ]
    assert not Reservation.objects.exists()
    assert not Commitment.objects.exists()
    assert not told


def test_the_end_must_follow_the_start(gym, asker, now) -> None:
    with pytest.raises(RequestRefused) as refused:
        ask(gym, asker, now, 20, 18)
    assert [(reason.code, reason.field) for reason in refused.value.reasons] == [
        ("ends_before_start", "ends_at")
    ]


@pytest.mark.parametrize("year", [1, 1999, 2200, 9999])
def test_a_year_out_of_the_calendar_is_a_reason(gym, asker, now, year) -> None:
    start = dt.datetime(year, 12, 31, 23, 30, tzinfo=dt.UTC)
    with pytest.raises(RequestRefused) as refused:
        services.request_reservation(
            hat=asker, wish=Wish(gym.pk, start, start + dt.timedelta(minutes=15), "Danse"), now=now
        )
    assert codes(refused.value) == ["out_of_calendar"]


def test_who_may_ask(gym, now) -> None:
    for hat, code in [
        (make_hat(Role.FINANCE), "may_not_ask"),
        (replace(make_hat(Role.REQUESTER), organisation_id=None, roles=frozenset()), "no_organisation"),
    ]:
        with pytest.raises(RequestRefused) as refused:
            ask(gym, hat, now)
        assert code in codes(refused.value)


def test_what_a_hat_may_not_see_is_not_shared_to_it(asker, now) -> None:
    hidden = make_shared_place(audience=Circle.OWNER)
    withdrawn = make_shared_place()
    withdrawn.offer.withdrawn_at = now
    withdrawn.offer.save()
    for asset in (hidden, withdrawn):
        with pytest.raises(RequestRefused) as refused:
            ask(asset, asker, now)
        assert codes(refused.value) == ["not_offered"]


def test_a_taken_moment_is_refused(gym, asker, now) -> None:
    ask(gym, asker, now, 18, 20)
    with pytest.raises(SlotJustTaken):
        ask(gym, asker, now, 19, 21)
    ask(gym, asker, now, 20, 21)  # noon ends one booking and begins the next


def test_the_same_key_sent_twice_is_one_request(gym, asker, now, told) -> None:
    key = uuid.uuid4()
    first = services.request_reservation(hat=asker, wish=wish_for(gym), uid=key, now=now)
    again = services.request_reservation(hat=asker, wish=wish_for(gym), uid=key, now=now)
    assert first.pk == again.pk
    assert len(told) == 1


def test_approval_makes_the_place_firm(gym, asker, approver, now, told) -> None:
    reservation = ask(gym, asker, now)
    approved = services.approve_reservation(reference=reservation.reference, hat=approver, now=now)
    assert (approved.state, approved.decided_by_id, approved.sequence) == (
        State.APPROVED,
        approver.person_id,
        1,
    )
    assert approved.commitment_id == reservation.commitment_id
    assert approved.commitment.state == Commitment.State.FIRM
    assert type(told[-1]) is facts.ReservationApproved


def test_a_late_approval_takes_the_place_again_if_it_is_free(gym, asker, approver, now) -> None:
    reservation = ask(gym, asker, now)
    later = now + dt.timedelta(hours=49)
    approved = services.approve_reservation(reference=reservation.reference, hat=approver, now=later)
    assert approved.commitment_id != reservation.commitment_id
    assert approved.commitment.state == Commitment.State.FIRM
    assert Commitment.objects.get(pk=reservation.commitment_id).state == Commitment.State.ENDED


def test_a_late_approval_is_refused_when_another_has_the_place(gym, asker, approver, now) -> None:
    reservation = ask(gym, asker, now)
    later = now + dt.timedelta(hours=49)
    other = ask(gym, make_hat(), later)
    with pytest.raises(SlotJustTaken):
        services.approve_reservation(reference=reservation.reference, hat=approver, now=later)
    reservation.refresh_from_db()
    assert reservation.state == State.PENDING
    assert other.commitment.state == Commitment.State.HELD


def test_a_lapsed_request_may_still_be_approved_before_it_begins(gym, asker, approver, now) -> None:
    reservation = ask(gym, asker, now)
    later = now + dt.timedelta(hours=49)
    assert services.lapse_overdue(now=later) == 1
    approved = services.approve_reservation(reference=reservation.reference, hat=approver, now=later)
    assert approved.state == State.APPROVED
    with pytest.raises(SlotJustTaken):
        ask(gym, asker, later)


def test_only_those_who_answer_for_the_owner_decide(gym, asker, now) -> None:
    reservation = ask(gym, asker, now)
    finance = make_hat(Role.FINANCE, organisation=gym.organisation)
    for decide in (
        services.approve_reservation,
        lambda **k: services.refuse_reservation(motive="staff", **k),
    ):
        with pytest.raises(NotAllowed):
            decide(reference=reservation.reference, hat=finance, now=now)
        with pytest.raises(NotAllowed):
            decide(reference=reservation.reference, hat=asker, now=now)
        with pytest.raises(NotFound):
            decide(reference=reservation.reference, hat=make_hat(Role.APPROVER), now=now)


def test_a_refusal_frees_the_place_and_proposes_something_else(gym, asker, approver, now, told) -> None:
    other = make_shared_place(gym.organisation, code="hall")
    reservation = ask(gym, asker, now)
    refused = services.refuse_reservation(
        reference=reservation.reference,
        hat=approver,
        motive=RefusalMotive.STAFF,
        reason=" Le concierge est absent. ",
        alternative_asset_id=other.pk,
        alternative=Span(at(19), at(21)),
        now=now,
    )
    refused.refresh_from_db()
    assert (refused.state, refused.reason) == (State.REFUSED, "Le concierge est absent.")
    assert (refused.alternative_asset, refused.alternative_starts_at) == (other, at(19))
    assert refused.commitment.state == Commitment.State.ENDED
    assert (type(told[-1]), told[-1].motive) == (facts.ReservationRefused, "staff")
    ask(gym, asker, now)


def test_a_refusal_that_says_nothing_is_refused(gym, asker, approver, now) -> None:
    reservation = ask(gym, asker, now)
    hidden = make_shared_place(audience=Circle.OWNER)
    with pytest.raises(RequestRefused) as refused:
        services.refuse_reservation(
            reference=reservation.reference,
            hat=approver,
            motive="other",
            alternative_asset_id=hidden.pk,
            now=now,
        )
    assert codes(refused.value) == ["reason_missing", "unknown_alternative"]
    reservation.refresh_from_db()
    assert reservation.state == State.PENDING


@pytest.mark.parametrize(
    "answer", [services.approve_reservation, partial(services.refuse_reservation, motive="staff")]
)
def test_an_answer_is_given_once(gym, asker, approver, now, answer) -> None:
    reservation = ask(gym, asker, now)
    services.refuse_reservation(reference=reservation.reference, hat=approver, motive="staff", now=now)
    with pytest.raises(CannotAnswer) as refused:
        answer(reference=reservation.reference, hat=approver, now=now)
    assert codes(refused.value) == ["already_refused"]


def test_the_asker_gives_the_period_back(gym, asker, approver, now, told) -> None:
    reservation = ask(gym, asker, now)
    services.approve_reservation(reference=reservation.reference, hat=approver, now=now)
    cancelled = services.cancel_reservation(reference=reservation.reference, hat=asker, now=now)
    assert (cancelled.state, cancelled.cancelled_late) == (State.CANCELLED, False)
    assert (told[-1].by_owner, told[-1].late) == (False, False)
    assert cancelled.commitment.state == Commitment.State.ENDED
    ask(gym, asker, now)


def test_a_cancellation_within_the_notice_is_noted_as_late(asker, now, told) -> None:
    gym = make_shared_place(terms={"approval": "automatic", "notice_minutes": 3 * 24 * 60})
    reservation = ask(gym, asker, now)
    late = reservation.starts_at - dt.timedelta(days=2)
    assert services.cancel_reservation(reference=reservation.reference, hat=asker, now=late).cancelled_late
    assert told[-1].late


def test_the_owner_who_takes_a_period_back_says_why(gym, asker, approver, now, told) -> None:
    reservation = ask(gym, asker, now)
    services.approve_reservation(reference=reservation.reference, hat=approver, now=now)
    with pytest.raises(RequestRefused) as refused:
        services.cancel_reservation(reference=reservation.reference, hat=approver, now=now)
    assert codes(refused.value) == ["cancel_reason_missing"]
    services.cancel_reservation(
        reference=reservation.reference, hat=approver, reason="Dégât d’eau dans la salle.", now=now
    )
    assert told[-1].by_owner


def test_a_colleague_who_does_not_book_cannot_cancel(gym, asker, now) -> None:
    reservation = ask(gym, asker, now)
    colleague = make_hat(Role.FINANCE, organisation=reservation.organisation)
    with pytest.raises(NotAllowed):
        services.cancel_reservation(reference=reservation.reference, hat=colleague, now=now)
    with pytest.raises(NotFound):
        services.cancel_reservation(reference=reservation.reference, hat=make_hat(), now=now)


def test_what_is_over_stays(gym, asker, now) -> None:
    reservation = ask(gym, asker, now)
    with pytest.raises(CannotAnswer) as refused:
        services.cancel_reservation(reference=reservation.reference, hat=asker, now=reservation.ends_at)
    assert codes(refused.value) == ["over"]


def test_requests_without_an_answer_lapse_and_free_their_place(gym, asker, now, told) -> None:
    first, second = ask(gym, asker, now), ask(gym, asker, now, 20, 21)
    on_time = ask(make_shared_place(terms={"answer_within_hours": 72}), asker, now)
    later = now + dt.timedelta(hours=49)
    assert services.lapse_overdue(now=later) == 2
    assert services.lapse_overdue(now=later) == 0
    for reservation in (first, second):
        reservation.refresh_from_db()
        assert reservation.state == State.LAPSED
        assert Commitment.objects.get(pk=reservation.commitment_id).state == Commitment.State.ENDED
    on_time.refresh_from_db()
    assert on_time.state == State.PENDING
    assert [type(fact) for fact in told[-2:]] == [facts.ReservationLapsed] * 2


def test_a_pool_lends_as_many_as_it_has(asker, now) -> None:
    chairs = make_shared_place(code="furniture", pool_of=40, capacity=None, terms={"approval": "automatic"})
    ask(chairs, asker, now, quantity=30)
    with pytest.raises(Refusal) as refused:
        ask(chairs, asker, now, quantity=11)
    assert codes(refused.value) == ["not_enough_left"]
    ask(chairs, asker, now, quantity=10)
    with pytest.raises(RequestRefused) as refused:
        ask(chairs, asker, now, 8, 9, quantity=41)
    assert codes(refused.value) == ["too_many_things"]


def test_a_closure_is_stronger_than_an_expired_hold(gym, asker, approver, now) -> None:
    reservation = ask(gym, asker, now)
    later = now + dt.timedelta(hours=49)
    take(
        asset_id=gym.pk,
        starts_at=at(17),
        ends_at=at(23),
        cause=Commitment.Cause.CLOSURE,
        state=Commitment.State.FIRM,
        now=later,
    )
    with pytest.raises(SlotJustTaken):
        services.approve_reservation(reference=reservation.reference, hat=approver, now=later)
