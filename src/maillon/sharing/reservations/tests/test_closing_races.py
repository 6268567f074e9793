"""A closure and bookings at the same instant: one of the two finds the other, never both or neither."""

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.closing import ClosureWish, Handling, Scope
from maillon.sharing.reservations.models import Closure, Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.closing import close_assets
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import CONNECTIONS, race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]


def closing(keeper, place, days: int, handling: Handling):
    day = at(0, days=days).date()
    told = ClosureWish(Scope.ASSET, place.pk, "closure", "Travaux", day, day)
    return lambda: close_assets(hat=keeper, wish=told, handling=handling, now=timezone.now())


def asking(hat, place, days: int):
    wish = Wish(place.pk, at(18, days=days), at(20, days=days), "Badminton")
    return lambda: request_reservation(hat=hat, wish=wish, now=timezone.now())


def test_one_booking_and_one_closure_have_one_winner() -> None:
    gym = make_shared_place()
    keeper = make_hat(Role.ASSET_MANAGER, organisation=gym.organisation)
    hats = [make_hat() for _ in range(CONNECTIONS // 2)]
    runs = []
    for rank, hat in enumerate(hats):
        runs += [closing(keeper, gym, 7 + rank, Handling.REFUSE), asking(hat, gym, 7 + rank)]
    told = race(runs).told
    for rank in range(len(hats)):
        assert sorted(told[2 * rank : 2 * rank + 2]) in (
            ["ok", "slot_just_taken"],
            ["ok", "would_displace"],
        ), told
    assert Closure.objects.count() + Reservation.objects.count() == len(hats)


def test_a_closure_that_gives_back_always_wins_over_thirty_one_askers() -> None:
    gym = make_shared_place()
    keeper = make_hat(Role.ASSET_MANAGER, organisation=gym.organisation)
    hats = [make_hat() for _ in range(CONNECTIONS - 1)]
    runs = [closing(keeper, gym, 7, Handling.GIVE_BACK), *(asking(hat, gym, 7) for hat in hats)]
    told = race(runs).told
    assert told[0] == "ok"
    assert set(told[1:]) <= {"ok", "slot_just_taken"}
    assert told[1:].count("ok") <= 1
    live = Commitment.objects.exclude(state="ended")
    assert [one.cause for one in live] == ["closure"]
    assert set(Reservation.objects.order_by("pk").values_list("state", flat=True)) <= {"cancelled"}
