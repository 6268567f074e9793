"""Dividing a space: parts become assets, bookings follow, what would meet is refused and named."""

import pytest
from django.utils import timezone

from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.organisations.kinds import Role
from maillon.sharing.availability.errors import SlotJustTaken
from maillon.sharing.availability.models import Block, Bookable, Cell, Commitment
from maillon.sharing.inventory.errors import Frozen, StillPromised
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.services import freeze_assets
from maillon.sharing.reservations.errors import WouldClash
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.spaces import WantedPart, space_of, ways_in_words
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.dividing import divide_space
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_asset, make_schedule, make_shared_place

pytestmark = pytest.mark.django_db
HALVES = [WantedPart("Moitié A"), WantedPart("Moitié B")]
THIRDS = [WantedPart("Tiers 1"), WantedPart("Tiers 2"), WantedPart("Tiers 3")]


@pytest.fixture
def gym() -> Asset:
    return make_shared_place(name="Gymnase", capacity=90)


@pytest.fixture
def keeper(gym):
    return make_hat(Role.ASSET_MANAGER, organisation=gym.organisation)


def divide(gym, keeper, *ways, **more):
    return divide_space(asset_id=gym.pk, ways=ways, hat=keeper, now=timezone.now(), **more)


def book(asset, start=18.0, end=20.0, *, days=7):
    return request_reservation(
        hat=make_hat(),
        wish=Wish(asset.pk, at(start, days=days), at(end, days=days), "Volleyball"),
        now=timezone.now(),
    )


def part(name) -> Asset:
    return Asset.objects.get(name=name)


def test_halves_and_thirds_are_assets_that_share_the_floor(gym, keeper):
    space = divide(gym, keeper, HALVES, THIRDS)
    assert [len(way) for way in space.ways] == [2, 3]
    assert ways_in_words(space) == "moitiés ou tiers"
    assert Cell.objects.count() == 4
    assert [part(f"Moitié {sign}").capacity for sign in "AB"] == [45, 45]
    assert offer_of(part("Tiers 2").pk, make_hat()) is not None
    book(part("Moitié A"))
    book(part("Tiers 3"))  # the last third is in the other half
    for taken in ("Tiers 1", "Tiers 2", "Moitié B", "Gymnase"):
        with pytest.raises(SlotJustTaken):
            book(part(taken))


def test_bookings_of_the_whole_stay_and_bar_its_parts(gym, keeper):
    kept = book(gym)
    divide(gym, keeper, HALVES)
    kept.refresh_from_db()
    assert kept.commitment.state == Commitment.State.HELD
    with pytest.raises(SlotJustTaken):
        book(part("Moitié B"))
    book(part("Moitié B"), 20, 21)


def test_dividing_again_the_same_way_changes_nothing(gym, keeper):
    divide(gym, keeper, HALVES)
    before = set(Cell.objects.values_list("pk", flat=True)), set(Asset.objects.values_list("pk", flat=True))
    divide(gym, keeper, HALVES)
    after = set(Cell.objects.values_list("pk", flat=True)), set(Asset.objects.values_list("pk", flat=True))
    assert before == after


def test_a_part_that_is_promised_cannot_go_and_the_promise_is_named(gym, keeper):
    divide(gym, keeper, HALVES)
    promised = book(part("Moitié A"))
    with pytest.raises(StillPromised) as refused:
        divide(gym, keeper, THIRDS)
    assert promised.reference in str(refused.value)
    assert {asset.name for asset in space_of(gym).parts.values()} == {"Moitié A", "Moitié B"}
    divide(gym, keeper, HALVES, THIRDS)  # the halves may stay beside the thirds
    assert Reservation.objects.live().count() == 1


def test_made_whole_again_then_halved_again_the_same_assets_come_back(gym, keeper):
    first = divide(gym, keeper, HALVES)
    assert not divide(gym, keeper).divided
    assert offer_of(part("Moitié A").pk, make_hat()) is None
    assert set(divide(gym, keeper, HALVES).parts) == set(first.parts)
    assert offer_of(part("Moitié A").pk, make_hat()) is not None


def test_an_asset_that_exists_becomes_a_part_and_keeps_its_bookings(gym, keeper):
    stage = make_shared_place(gym.organisation, name="Scène")
    Asset.objects.filter(pk=stage.pk).update(site=gym.site)
    kept = book(stage)
    divide(gym, keeper, [WantedPart("x", 1, stage.pk), WantedPart("Plancher", 2)])
    kept.commitment.refresh_from_db()
    assert kept.commitment.block_id == Bookable.objects.get(asset=gym).block_id
    assert Block.objects.count() == 1
    with pytest.raises(SlotJustTaken):
        book(gym)


def test_what_would_meet_is_refused_with_both_names(gym, keeper):
    stage = make_shared_place(gym.organisation, name="Scène")
    Asset.objects.filter(pk=stage.pk).update(site=gym.site)
    one, two = book(stage), book(gym)
    with pytest.raises(WouldClash) as refused:
        divide(gym, keeper, [WantedPart("x", 1, stage.pk), WantedPart("Plancher", 2)])
    assert one.reference in str(refused.value)
    assert two.reference in str(refused.value)
    assert Reservation.objects.live().count() == 2
    assert Bookable.objects.get(asset=stage).block_id != Bookable.objects.get(asset=gym).block_id


def test_what_is_over_stands_in_nobodys_way(gym, keeper):
    stage = make_shared_place(gym.organisation, name="Scène")
    Asset.objects.filter(pk=stage.pk).update(site=gym.site)
    book(stage), book(gym)
    later = at(12, days=9)
    divide_space(
        asset_id=gym.pk,
        ways=[[WantedPart("x", 1, stage.pk), WantedPart("Plancher", 2)]],
        hat=keeper,
        now=later,
    )
    assert Bookable.objects.get(asset=stage).block_id == Bookable.objects.get(asset=gym).block_id


def test_two_parts_take_each_others_place_with_their_bookings(gym, keeper):
    divide(gym, keeper, HALVES)
    left, right = part("Moitié A"), part("Moitié B")
    book(left), book(right)
    divide(gym, keeper, [WantedPart("x", 1, right.pk), WantedPart("y", 1, left.pk)])
    assert space_of(gym).ways == [[right.pk, left.pk]]
    assert Reservation.objects.live().count() == 2


def test_a_place_that_is_not_shared_needs_its_hours(gym, keeper):
    hall = make_asset(gym.organisation, code="hall", name="Salle")
    with pytest.raises(Invalid) as refused:
        divide(hall, keeper, HALVES)
    assert refused.value.reasons[0].field == "schedule"
    divide(hall, keeper, HALVES, schedule=make_schedule(gym.organisation))
    assert offer_of(part("Moitié A").pk, keeper) is None  # nothing is shared that was not


def test_who_may_and_what_may_be_divided(gym, keeper):
    with pytest.raises(NotFound):
        divide(gym, make_hat(Role.ASSET_MANAGER), HALVES)
    with pytest.raises(NotAllowed):
        divide(gym, make_hat(Role.REQUESTER, organisation=gym.organisation), HALVES)
    chairs = make_shared_place(gym.organisation, code="furniture", pool_of=40)
    with pytest.raises(Invalid):
        divide(chairs, keeper, HALVES)
    divide(gym, keeper, HALVES)
    with pytest.raises(Invalid) as refused:
        divide(part("Moitié A"), keeper, HALVES)
    assert refused.value.reasons[0].code == "part_of_another"
    freeze_assets(asset_ids=[part("Moitié A").pk], hat=keeper, reason="Enquête", now=timezone.now())
    with pytest.raises(Frozen):
        divide(gym, keeper)


@pytest.mark.parametrize(
    ("ways", "code"),
    [
        ([[WantedPart("seule")]], "one_part_only"),
        ([[WantedPart("a", 7), WantedPart("b", 7)]], "too_many_parts"),
        ([[WantedPart("a"), WantedPart(" ")]], "part_without_name"),
        ([HALVES] * 7, "too_many_ways"),
        ([[WantedPart("a", 1, 999_999), WantedPart("b")]], "unknown_part"),
        ([[WantedPart("a", 1, 999_999), WantedPart("b", 1, 999_999)]], "part_twice"),
    ],
)
def test_what_makes_no_sense_is_told(gym, keeper, ways, code):
    with pytest.raises(Invalid) as refused:
        divide(gym, keeper, *ways)
    assert refused.value.reasons[0].code == code
    assert Asset.objects.count() == 1
