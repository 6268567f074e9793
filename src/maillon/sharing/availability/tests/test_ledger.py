"""What may be taken, what may not, and what is said then."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from maillon.base.constraints import refusal_for, refusals_for_constraints
from maillon.base.refusals import Invalid, Refusal
from maillon.sharing.availability.errors import (
    HoldExpired,
    NotBookable,
    NotEnoughLeft,
    PoolTooSmall,
    SlotJustTaken,
)
from maillon.sharing.availability.models import Block, Bookable, Cell, Commitment
from maillon.sharing.availability.services import (
    close_period,
    end_expired,
    firm_up,
    make_all_bookable,
    make_bookable,
    recut,
    release,
    resize_pool,
    take,
)
from maillon.sharing.inventory.models import Asset
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import at, block_of, make_asset, make_schedule, make_shared_place

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = dt.timedelta(minutes=30)


def book(asset: Asset, start: float, end: float, **values: object) -> Commitment:
    wanted = {"cause": "reservation", "state": "firm", "now": timezone.now()} | values
    return take(asset_id=asset.pk, starts_at=at(start), ends_at=at(end), **wanted)


def hold(asset: Asset, start: float, end: float, *, hours: float = 1) -> Commitment:
    """Hold for some hours; a hold that has expired is made by moving its end back, as time would."""
    held = book(
        asset, start, end, state="held", expires_at=timezone.now() + dt.timedelta(hours=max(hours, 1))
    )
    if hours < 0:
        Commitment.objects.filter(pk=held.pk).update(expires_at=timezone.now() + dt.timedelta(hours=hours))
    return held


def cut_gym() -> dict[str, Asset]:
    """Return a gym of six cells with its halves (1-3, 4-6) and its thirds (1-2, 3-4, 5-6)."""
    owner = make_organisation()
    schedule = make_schedule(owner)
    block = Block.objects.create(organisation=owner, name="Gymnase")
    cells = [Cell.objects.create(block=block, name=f"Cellule {n}").pk for n in range(6)]
    layout = {
        "gym": cells,
        "left": cells[:3],
        "right": cells[3:],
        "first": cells[:2],
        "middle": cells[2:4],
        "last": cells[4:],
    }
    assets = {name: make_asset(owner, name=name) for name in layout}
    for name, asset in assets.items():
        make_bookable(asset=asset, schedule=schedule, block=block, cells=layout[name])
    return assets


def test_noon_ends_one_booking_and_begins_the_next() -> None:
    place = make_shared_place()
    book(place, 10, 12)
    book(place, 12, 14)
    with pytest.raises(SlotJustTaken) as refused:
        book(place, 11.5, 12.5)
    assert refused.value.commitment_id == Commitment.objects.order_by("busy_from").first().pk


def test_set_up_and_clean_up_keep_others_away() -> None:
    place = make_shared_place()
    first = book(place, 10, 12, setup=HALF_AN_HOUR, cleanup=HALF_AN_HOUR)
    assert (first.busy_from, first.busy_until) == (at(9.5), at(12.5))
    with pytest.raises(SlotJustTaken):
        book(place, 12, 13)
    with pytest.raises(SlotJustTaken):
        book(place, 12.5, 13, setup=dt.timedelta(minutes=1))
    book(place, 12.5, 13)


def test_a_commitment_returned_by_take_is_the_row_written() -> None:
    place = make_shared_place()
    taken = book(place, 10, 12, note="Danse")
    stored = Commitment.objects.get(pk=taken.pk)
    for field in (
        "asset_id",
        "block_id",
        "cells",
        "pooled",
        "quantity",
        "cause",
        "state",
        "note",
        "busy_until",
    ):
        assert getattr(taken, field) == getattr(stored, field), field


def test_what_is_given_back_can_be_taken_again() -> None:
    place = make_shared_place()
    first = book(place, 10, 12)
    release(commitment_id=first.pk, now=timezone.now())
    assert release(commitment_id=first.pk, now=timezone.now()).state == "ended"
    book(place, 10, 12)


def test_an_asset_outside_of_the_ledger_is_not_bookable() -> None:
    with pytest.raises(NotBookable):
        book(make_asset(), 10, 12)


def test_a_gym_collides_with_its_parts_and_its_parts_with_each_other_across_layouts() -> None:
    parts = cut_gym()
    book(parts["left"], 10, 12)
    book(parts["last"], 10, 12)  # cells 1-3 and 5-6: only cell 4 is left
    for name in ("gym", "left", "right", "first", "middle", "last"):
        with pytest.raises(SlotJustTaken):
            book(parts[name], 11, 13)
    book(parts["gym"], 12, 13)


def test_an_expired_hold_gives_way_to_the_next_writer_and_is_then_ended() -> None:
    place = make_shared_place()
    expired = hold(place, 10, 12, hours=-1)
    book(place, 11, 13)
    expired.refresh_from_db()
    assert expired.state == "ended"
    assert expired.ended_at is not None


def test_a_hold_that_has_not_expired_holds() -> None:
    place = make_shared_place()
    held = hold(place, 10, 12)
    with pytest.raises(SlotJustTaken):
        book(place, 11, 13)
    assert firm_up(commitment_id=held.pk, now=timezone.now()).state == "firm"
    assert firm_up(commitment_id=held.pk, now=timezone.now()).expires_at is None


def test_a_caller_whose_clock_is_ahead_sees_the_hold_expire() -> None:
    place = make_shared_place()
    held = hold(place, 10, 12, hours=2)
    later = timezone.now() + dt.timedelta(hours=3)
    with pytest.raises(HoldExpired):
        firm_up(commitment_id=held.pk, now=later)
    book(place, 10, 12, now=later)


def test_an_ended_hold_is_never_made_firm() -> None:
    place = make_shared_place()
    held = hold(place, 10, 12)
    release(commitment_id=held.pk, now=timezone.now())
    with pytest.raises(HoldExpired):
        firm_up(commitment_id=held.pk, now=timezone.now())


def test_holds_are_ended_by_the_upkeep_too() -> None:
    place = make_shared_place()
    expired, standing = hold(place, 8, 9, hours=-1), hold(place, 10, 12)
    assert end_expired(now=timezone.now()) == 1
    expired.refresh_from_db()
    standing.refresh_from_db()
    assert (expired.state, standing.state) == ("ended", "held")


def test_a_pool_gives_no_more_than_it_holds_at_any_moment() -> None:
    chairs = make_shared_place(pool_of=40, code="equipment")
    book(chairs, 10, 14, quantity=25)
    book(chairs, 8, 11, quantity=15)
    book(chairs, 11, 12, quantity=15)  # begins when the other ends
    with pytest.raises(NotEnoughLeft) as refused:
        book(chairs, 9, 15, quantity=1)
    assert refused.value.left == 0
    with pytest.raises(NotEnoughLeft) as refused:
        book(chairs, 12, 15, quantity=16)
    assert refused.value.left == 15
    assert "15" in str(refused.value)
    book(chairs, 12, 15, quantity=15)


def test_a_booking_never_reads_the_expired_holds_of_others() -> None:
    """Left to choose, PostgreSQL would walk through them all: 30 ms for each booking that meets another."""
    crowd, place = make_shared_place(), make_shared_place()
    for hour in range(20):
        hold(crowd, hour, hour + 1, hours=-1)
    hold(place, 10, 12, hours=-1)
    before = read_in("availability_commitment_holds")
    book(place, 10, 12)
    with pytest.raises(SlotJustTaken):
        book(place, 11, 12)
    assert read_in("availability_commitment_holds") == before


def read_in(index: str) -> int:
    """Return how many entries of an index this transaction has read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_tuples_returned(%s::regclass)", [index])
        return int(cursor.fetchone()[0])


def test_expired_holds_of_a_pool_are_let_go() -> None:
    chairs = make_shared_place(pool_of=10, code="equipment")
    held = book(chairs, 10, 12, quantity=8, state="held", expires_at=timezone.now() + dt.timedelta(hours=1))
    Commitment.objects.filter(pk=held.pk).update(expires_at=timezone.now() - dt.timedelta(minutes=1))
    book(chairs, 11, 12, quantity=10)


def test_one_cannot_ask_two_of_a_place() -> None:
    with pytest.raises(NotEnoughLeft):
        book(make_shared_place(), 10, 12, quantity=2)


def test_a_pool_does_not_shrink_under_what_is_promised() -> None:
    chairs = make_shared_place(pool_of=40, code="equipment")
    book(chairs, 10, 12, quantity=30)
    with pytest.raises(PoolTooSmall):
        resize_pool(block_id=block_of(chairs), quantity=29, now=timezone.now())
    assert resize_pool(block_id=block_of(chairs), quantity=30, now=timezone.now()).quantity == 30
    with pytest.raises(NotEnoughLeft):
        book(chairs, 11, 13, quantity=1)


def test_what_was_lent_last_month_does_not_keep_a_pool_large() -> None:
    chairs = make_shared_place(pool_of=40, code="equipment")
    take(
        asset_id=chairs.pk,
        starts_at=at(10, days=-30),
        ends_at=at(12, days=-30),
        quantity=40,
        cause="reservation",
        state="firm",
        now=timezone.now(),
    )
    assert resize_pool(block_id=block_of(chairs), quantity=5, now=timezone.now()).quantity == 5


def test_a_closure_needs_the_time_to_be_free_and_takes_a_whole_pool() -> None:
    place, chairs = make_shared_place(), make_shared_place(pool_of=40, code="equipment")
    book(place, 10, 12)
    closing = {"ends_at": at(18), "cause": "maintenance", "note": "Peinture", "now": timezone.now()}
    with pytest.raises(SlotJustTaken):
        close_period(asset_id=place.pk, starts_at=at(11), **closing)
    assert close_period(asset_id=place.pk, starts_at=at(12), **closing).state == "firm"
    assert close_period(asset_id=chairs.pk, starts_at=at(12), **closing).quantity == 40
    with pytest.raises(NotEnoughLeft):
        book(chairs, 17, 19, quantity=1)


def test_recutting_rechecks_the_bookings_and_carries_them_along() -> None:
    parts = cut_gym()
    block_id = block_of(parts["gym"])
    cells = sorted(Bookable.objects.get(asset=parts["gym"]).cells)
    book(parts["first"], 10, 12)  # cells 1-2
    book(parts["middle"], 10, 12)  # cells 3-4
    with pytest.raises(SlotJustTaken):
        recut(block_id=block_id, layout={parts["first"].pk: cells[:3]}, now=timezone.now())
    assert Bookable.objects.get(asset=parts["first"]).cells == frozenset(cells[:2])
    moved = {parts["first"].pk: cells[2:4], parts["middle"].pk: cells[:2]}
    with pytest.raises(SlotJustTaken):  # they would cross on the way: nothing moves by halves
        recut(block_id=block_id, layout=moved, now=timezone.now())
    shifted = {parts["first"].pk: cells[:1], parts["middle"].pk: cells[1:4]}
    recut(block_id=block_id, layout=shifted, now=timezone.now())
    assert Commitment.objects.get(asset=parts["middle"]).cells == frozenset(cells[1:4])


def test_recutting_lets_expired_holds_go() -> None:
    parts = cut_gym()
    cells = sorted(Bookable.objects.get(asset=parts["gym"]).cells)
    hold(parts["first"], 10, 12, hours=-1)
    book(parts["middle"], 10, 12)
    recut(block_id=block_of(parts["gym"]), layout={parts["first"].pk: cells[:3]}, now=timezone.now())


def test_an_asset_is_only_made_of_cells_of_its_block() -> None:
    ours, theirs = make_shared_place(), make_shared_place()
    foreign = Bookable.objects.get(asset=theirs).cells
    with pytest.raises(Invalid, match="n’appartient pas"), transaction.atomic(), refusals_for_constraints():
        Bookable.objects.filter(asset=ours).update(cells=foreign)


def test_a_cell_that_an_asset_is_made_of_cannot_be_deleted() -> None:
    place = make_shared_place()
    with pytest.raises(Refusal), transaction.atomic(), refusals_for_constraints():
        Cell.objects.filter(block=block_of(place)).delete()


def test_a_pool_has_no_cells_and_a_place_has_some() -> None:
    place = make_shared_place()
    for wrong in ({"cells": frozenset()}, {"pooled": True}):
        with pytest.raises(DatabaseError, match="cells_or_pool"), transaction.atomic():
            Bookable.objects.filter(asset=place).update(**wrong)


WRONG_ROWS = {
    "availability_commitment_of_bookable": {"cells": [1_000_000]},
    "availability_commitment_busy_covers_period": {"busy_until": at(11)},
    "availability_commitment_hold_expires": {"state": "held"},
    "availability_commitment_at_least_one": {"quantity": 0},
}


@pytest.mark.parametrize(("constraint", "wrong"), WRONG_ROWS.items())
def test_whoever_writes_around_the_services_meets_the_constraints(constraint: str, wrong: dict) -> None:
    place = make_shared_place()
    bookable = Bookable.objects.get(asset=place)
    row = {
        "asset": place,
        "block_id": bookable.block_id,
        "cells": bookable.cells,
        "cause": "reservation",
        "state": "firm",
        "starts_at": at(10),
        "ends_at": at(12),
        "busy_from": at(10),
        "busy_until": at(12),
    }
    with pytest.raises(DatabaseError, match=constraint) as caught, transaction.atomic():
        Commitment.objects.create(**row | wrong)
    assert refusal_for(caught.value) is not None
    Commitment.objects.create(**row)
    with pytest.raises(DatabaseError, match="no_overlap") as caught, transaction.atomic():
        Commitment.objects.create(**row)
    assert isinstance(refusal_for(caught.value), SlotJustTaken)


def test_many_assets_find_their_place_in_a_few_statements(django_assert_max_num_queries) -> None:
    owner = make_organisation()
    schedule = make_schedule(owner)
    rooms = [make_asset(owner, code="room") for _ in range(4)]
    tools = make_asset(owner, code=pooled_class(), quantity=12)
    assets = list(Asset.objects.select_related("asset_class").filter(organisation=owner).order_by("pk"))
    with django_assert_max_num_queries(7):
        assert make_all_bookable(assets=assets, schedule=schedule) == 5
    assert make_all_bookable(assets=assets, schedule=schedule) == 0
    book(rooms[0], 10, 12)
    book(tools, 10, 12, quantity=12)
    with pytest.raises(NotEnoughLeft):
        book(tools, 11, 12)


def pooled_class() -> str:
    from maillon.sharing.inventory.models import AssetClass

    return AssetClass.objects.filter(pooled=True).order_by("number").first().code


def test_an_asset_that_has_a_place_keeps_it_and_changes_schedule() -> None:
    place = make_shared_place()
    block_id = block_of(place)
    other = make_schedule(place.organisation)
    bookable = make_bookable(asset=place, schedule=other)
    assert (bookable.block_id, bookable.schedule_id) == (block_id, other.pk)
