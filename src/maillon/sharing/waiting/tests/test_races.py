"""A place given back while many ask for it: the first of the line has it, or nobody passed before them."""

import pytest
from django.utils import timezone

from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import cancel_reservation, request_reservation
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.services import join, leave, offer_places, pass_on, take_place
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import CONNECTIONS, race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]


def test_offers_sent_at_once_keep_the_place_for_one():
    gym, now = make_shared_place(), timezone.now()
    wish = Wish(gym.pk, at(18), at(20), "Badminton")
    holder = make_hat()
    made = request_reservation(hat=holder, wish=wish, now=now)
    hats = [make_hat() for _ in range(CONNECTIONS)]
    assert (
        race([lambda hat=hat: join(hat=hat, wish=wish, now=now) for hat in hats]).told == ["ok"] * CONNECTIONS
    )
    cancel_reservation(reference=made.reference, hat=holder, now=now)
    told = race(
        [
            *(lambda: offer_places(asset_id=gym.pk, now=now) for _ in range(CONNECTIONS // 2)),
            *(lambda: pass_on(now=now) for _ in range(CONNECTIONS // 2)),
        ]
    ).told
    assert told == ["ok"] * CONNECTIONS
    assert Wait.objects.filter(state="offered").count() == 1
    assert Commitment.objects.exclude(state="ended").count() == 1


def test_taking_leaving_and_silence_at_once_leave_one_end():
    gym, now = make_shared_place(), timezone.now()
    for day in range(7, 11):
        wish = Wish(gym.pk, at(18, days=day), at(20, days=day), "Badminton")
        holder, hat = make_hat(), make_hat()
        made = request_reservation(hat=holder, wish=wish, now=now)
        wait = join(hat=hat, wish=wish, now=now)
        cancel_reservation(reference=made.reference, hat=holder, now=now)
        (offered,) = offer_places(asset_id=gym.pk, now=now)
        late = offered.kept_until
        told = race(
            [
                lambda uid=wait.uid, hat=hat: take_place(uid=uid, hat=hat, now=now),
                lambda uid=wait.uid, hat=hat: leave(uid=uid, hat=hat, now=now),
                lambda late=late: pass_on(now=late),
                lambda uid=wait.uid, hat=hat: take_place(uid=uid, hat=hat, now=now),
            ]
        ).told
        assert set(told) <= {"ok", "not_offered", "not_waiting", "slot_just_taken"}, told
        wait.refresh_from_db()
        standing = (
            Commitment.objects.exclude(state="ended").filter(asset=gym, starts_at=at(18, days=day)).count()
        )
        assert standing == (1 if wait.state == "taken" else 0), (wait.state, told)
