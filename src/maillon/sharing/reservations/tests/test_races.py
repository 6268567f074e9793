"""Many people ask for the same hour at the same instant, on connections of their own."""

import uuid

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.kernel.spans import Span
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import requests as services
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]
RACERS = 16


def overlapping() -> int:
    periods = [
        Span(c.busy_from, c.busy_until) for c in Commitment.objects.exclude(state="ended").order_by("pk")
    ]
    return sum(a.overlaps(b) for i, a in enumerate(periods) for b in periods[:i])


def test_one_hour_has_one_winner_and_each_request_its_own_number() -> None:
    gym, now = make_shared_place(), timezone.now()
    hats = [make_hat() for _ in range(RACERS)]

    def ask(hat, start):
        return lambda: services.request_reservation(
            hat=hat, wish=Wish(gym.pk, at(start), at(start + 2), "Badminton"), now=now
        )

    outcomes = race([ask(hat, 18 if rank % 2 else 19) for rank, hat in enumerate(hats)]).counts
    assert outcomes == {"ok": 1, "slot_just_taken": RACERS - 1}
    assert overlapping() == 0
    outcomes = race([ask(hat, 8 + rank % 8) for rank, hat in enumerate(hats)]).counts
    assert set(outcomes) <= {"ok", "slot_just_taken"}
    assert overlapping() == 0
    references = list(Reservation.objects.values_list("reference", flat=True).order_by("pk"))
    assert len(set(references)) == len(references) > 1


def test_a_button_pressed_many_times_sends_one_request() -> None:
    gym, now, hat, key = make_shared_place(), timezone.now(), make_hat(), uuid.uuid4()

    def send():
        services.request_reservation(
            hat=hat, wish=Wish(gym.pk, at(18), at(20), "Badminton"), uid=key, now=now
        )

    assert race([send] * RACERS).told == ["ok"] * RACERS
    assert Reservation.objects.count() == 1


def test_approval_refusal_and_cancellation_at_once_leave_one_answer() -> None:
    gym, now, asker = make_shared_place(), timezone.now(), make_hat()
    approver = make_hat(Role.APPROVER, organisation=gym.organisation)
    for hour in (8, 10, 12, 14, 16):
        reservation = services.request_reservation(
            hat=asker, wish=Wish(gym.pk, at(hour), at(hour + 1), "Badminton"), now=now
        )
        its = {"reference": reservation.reference, "now": now}
        outcomes = race(
            [
                lambda its=its: services.approve_reservation(hat=approver, **its),
                lambda its=its: services.refuse_reservation(hat=approver, motive="staff", **its),
                lambda its=its: services.approve_reservation(hat=approver, **its),
            ]
        ).told
        assert outcomes.count("ok") == 1, outcomes
        reservation.refresh_from_db()
        live = Commitment.objects.filter(asset=gym, starts_at=at(hour)).exclude(state="ended").count()
        assert live == (1 if reservation.state == "approved" else 0)


def test_an_expired_hold_goes_to_the_approval_or_to_another_never_to_both() -> None:
    gym, now = make_shared_place(terms={"answer_within_hours": 1}), timezone.now()
    approver, later = make_hat(Role.APPROVER, organisation=gym.organisation), at(12, days=1)
    reservation = services.request_reservation(
        hat=make_hat(), wish=Wish(gym.pk, at(18), at(20), "Badminton"), now=now
    )
    others = [make_hat() for _ in range(3)]
    outcomes = race(
        [
            lambda: services.approve_reservation(reference=reservation.reference, hat=approver, now=later),
            *(
                lambda hat=hat: services.request_reservation(
                    hat=hat, wish=Wish(gym.pk, at(19), at(21), "Danse"), now=later
                )
                for hat in others
            ),
            lambda: services.lapse_overdue(now=later),
        ]
    ).told
    assert sorted(set(outcomes)) == ["ok", "slot_just_taken"]
    assert outcomes.count("ok") == 2  # the one who had the place, and the clock
    assert overlapping() == 0
