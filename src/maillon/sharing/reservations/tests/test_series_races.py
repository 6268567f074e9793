"""Many people ask for crossing series at the same instant, on connections of their own."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.kernel.repetition import Repetition
from maillon.kernel.spans import Span
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.models import Bundle, LeftDate, Reservation
from maillon.sharing.reservations.services.bundles import approve_bundle, refuse_bundle
from maillon.sharing.reservations.services.dates import SeriesWish
from maillon.sharing.reservations.services.series import request_series
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import CONNECTIONS, race

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("real_connections"),
]
WEEKS = 3


def overlapping(asset_id: int) -> int:
    periods = [
        Span(c.busy_from, c.busy_until)
        for c in Commitment.objects.filter(asset_id=asset_id).exclude(state="ended").order_by("pk")
    ]
    return sum(a.overlaps(b) for i, a in enumerate(periods) for b in periods[:i])


def crossing(rank: int) -> Repetition:
    """Return a rule on two days of the week out of three, at hours that meet those of the next one."""
    first = at(18).date()
    days = {(first.weekday() + shift) % 7 for shift in (rank % 3, (rank + 1) % 3)}
    starts = (8 + rank % 4) * 60
    return Repetition(
        tuple(sorted(days)), starts, starts + 120, first, last=first + dt.timedelta(weeks=WEEKS)
    )


def test_crossing_series_all_or_the_free_ones_never_overlap_and_never_wait_for_each_other() -> None:
    gyms = [make_shared_place() for _ in range(2)]
    now = timezone.now()
    hats = [make_hat() for _ in range(CONNECTIONS)]

    def ask(rank: int):
        wish = SeriesWish(gyms[rank % 2].pk, crossing(rank), "Volleyball")
        whole = rank % 4 < 2
        return lambda: (whole, request_series(hat=hats[rank], wish=wish, all_or_nothing=whole, now=now))

    outcomes = race([ask(rank) for rank in range(CONNECTIONS)])
    assert set(outcomes.counts) <= {"ok", "taken"}, outcomes.counts
    assert outcomes.counts["ok"] >= 2
    for gym in gyms:
        assert overlapping(gym.pk) == 0
    for whole, bundle in (value for value in outcomes.values if isinstance(value, tuple)):
        left = LeftDate.objects.filter(series__bundle=bundle).count()
        asked = len(bundle.series.repetition.days())
        assert bundle.items.count() + left == asked
        assert not (whole and left)
    assert Bundle.objects.count() == outcomes.counts["ok"]
    assert Commitment.objects.exclude(state="ended").count() == Reservation.objects.count()


def test_a_button_pressed_many_times_sends_one_series() -> None:
    gym, now, hat, key = make_shared_place(), timezone.now(), make_hat(), uuid.uuid4()
    wish = SeriesWish(gym.pk, crossing(0), "Volleyball")

    def send() -> None:
        request_series(hat=hat, wish=wish, all_or_nothing=False, uid=key, now=now)

    assert race([send] * 8).told == ["ok"] * 8
    assert Bundle.objects.count() == 1


def test_yes_and_no_at_once_give_each_date_one_answer() -> None:
    gym, now = make_shared_place(), timezone.now()
    approver = make_hat(Role.APPROVER, organisation=gym.organisation)
    wish = SeriesWish(gym.pk, crossing(0), "Volleyball")
    bundle = request_series(hat=make_hat(), wish=wish, all_or_nothing=True, now=now)
    numbers = list(Reservation.objects.order_by("pk").values_list("reference", flat=True))
    half = numbers[: len(numbers) // 2]
    its = {"reference": bundle.reference, "hat": approver, "now": now}
    outcomes = race(
        [
            lambda: approve_bundle(**its),
            lambda: refuse_bundle(motive="staff", only=half, **its),
            lambda: approve_bundle(only=half, **its),
        ]
    ).told
    assert set(outcomes) <= {"ok", "bundle_settled"}
    assert not Reservation.objects.filter(state="pending").exists()
    refused = Reservation.objects.filter(state="refused").count()
    assert refused in {0, len(half)}
    assert Commitment.objects.exclude(state="ended").count() == len(numbers) - refused
