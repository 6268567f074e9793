"""A space is divided otherwise while people book it: nothing overlaps, no booking is lost."""

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.availability.models import Commitment
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.spaces import WantedPart, space_of
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.dividing import divide_space
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]
HALVES = [WantedPart("Moitié A"), WantedPart("Moitié B")]
THIRDS = [WantedPart("Tiers 1"), WantedPart("Tiers 2"), WantedPart("Tiers 3")]
SAID = {"ok", "slot_just_taken", "still_promised", "request_refused", "not_offered", "would_clash"}


def meeting_now() -> int:
    """How many pairs of standing commitments share a piece and an instant."""
    standing = list(Commitment.objects.exclude(state="ended").order_by("pk"))
    return sum(
        bool(a.cells & b.cells) and a.busy_from < b.busy_until and b.busy_from < a.busy_until
        for rank, a in enumerate(standing)
        for b in standing[:rank]
    )


def test_bookings_and_division_race_and_nothing_is_lost():
    gym, now = make_shared_place(name="Gymnase"), timezone.now()
    keeper = make_hat(Role.ASSET_MANAGER, organisation=gym.organisation)
    hats = [make_hat() for _ in range(20)]
    for turn, ways in enumerate([[HALVES], [HALVES, THIRDS], [THIRDS], [HALVES, THIRDS], []]):
        parts = [gym.pk, *space_of(gym).parts]

        def ask(hat, rank, parts=parts, turn=turn):
            hour, days = 9 + rank % 4, 7 + turn
            wish = Wish(parts[rank % len(parts)], at(hour, days=days), at(hour + 1, days=days), "Jeu")
            return lambda: request_reservation(hat=hat, wish=wish, now=now)

        def divide(ways=ways):
            divide_space(asset_id=gym.pk, ways=ways, hat=keeper, now=now)

        asked = [ask(hat, rank) for rank, hat in enumerate(hats)]
        outcomes = race([divide, *asked[:10], divide, *asked[10:]])
        assert set(outcomes.told) <= SAID, outcomes.told
        sent = [
            value
            for told, value in zip(outcomes.told, outcomes.values, strict=True)
            if told == "ok" and value
        ]
        for reservation in sent:
            reservation.refresh_from_db()
            assert reservation.commitment.state == Commitment.State.HELD
            assert Asset.objects.get(pk=reservation.asset_id).state == Asset.State.ACTIVE
        assert meeting_now() == 0
    assert Reservation.objects.live().count() == Commitment.objects.exclude(state="ended").count() > 0


def test_two_who_divide_a_place_for_the_first_time_make_one_space():
    gym, now = make_shared_place(name="Gymnase"), timezone.now()
    keepers = [make_hat(Role.ASSET_MANAGER, organisation=gym.organisation) for _ in range(4)]
    outcomes = race(
        [lambda hat=hat: divide_space(asset_id=gym.pk, ways=[HALVES], hat=hat, now=now) for hat in keepers]
    )
    assert outcomes.told == ["ok"] * 4
    assert Asset.objects.count() == 3
