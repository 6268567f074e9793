"""The judge of the ledger, itself judged: against brute force, and by showing that it sees what is wrong."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.capacity import CellsTakenTwice, PoolOverdrawn, Taking, violations
from maillon.kernel.spans import Span, Spans

START = datetime(2026, 12, 1, tzinfo=UTC)
GYM, LEFT_HALF, RIGHT_HALF = Spans([(1, 7)]), Spans([(1, 4)]), Spans([(4, 7)])
MIDDLE_THIRD = Spans([(3, 5)])


def hours(start, end):
    return Span(START + timedelta(hours=start), START + timedelta(hours=end))


def cells(key, where, start, end):
    return Taking(key=key, block="gym", busy=hours(start, end), cells=where)


def some(key, quantity, start, end, block="chairs"):
    return Taking(key=key, block=block, busy=hours(start, end), quantity=quantity)


span = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda p: (p[0], p[0] + p[1]))
cell_set = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 4)).map(lambda p: (p[0], p[0] + p[1])), min_size=1, max_size=3
).map(Spans)
drawn_cells = st.lists(st.tuples(cell_set, span), max_size=10)
drawn_pool = st.lists(st.tuples(st.integers(1, 5), span, st.sampled_from(["a", "b"])), max_size=10)


def test_two_bookings_that_meet_at_noon_keep_the_law():
    assert violations([cells(1, GYM, 8, 12), cells(2, GYM, 12, 16)], {}) == []


def test_the_two_halves_of_a_gym_can_be_taken_together():
    assert violations([cells(1, LEFT_HALF, 8, 12), cells(2, RIGHT_HALF, 8, 12)], {}) == []


def test_negative_control_the_judge_sees_the_same_gym_taken_twice():
    found = violations([cells("a", GYM, 8, 12), cells("b", GYM, 11, 13)], {})
    assert found == [CellsTakenTwice("a", "b", GYM, hours(11, 12))]


def test_negative_control_the_judge_sees_a_third_across_two_halves():
    taken = [
        cells("left", LEFT_HALF, 8, 10),
        cells("right", RIGHT_HALF, 9, 11),
        cells("third", MIDDLE_THIRD, 9, 10),
    ]
    assert violations(taken, {}) == [
        CellsTakenTwice("left", "third", Spans([(3, 4)]), hours(9, 10)),
        CellsTakenTwice("right", "third", Spans([(4, 5)]), hours(9, 10)),
    ]


def test_negative_control_the_judge_sees_cells_lent_to_another_block():
    other = Taking(key="other", block="elsewhere", busy=hours(8, 9), cells=Spans([(6, 9)]))
    (found,) = violations([cells("gym", GYM, 8, 9), other], {})
    assert found == CellsTakenTwice("gym", "other", Spans([(6, 7)]), hours(8, 9))


def test_negative_control_the_judge_sees_a_pool_overdrawn_and_only_then():
    taken = [some("a", 20, 8, 12), some("b", 15, 9, 11), some("c", 6, 10, 12), some("d", 40, 12, 13)]
    assert violations(taken, {"chairs": 41}) == []
    assert violations(taken, {"chairs": 40}) == [
        PoolOverdrawn("chairs", hours(10, 11), 41, 40, ("a", "b", "c"))
    ]


def test_negative_control_any_one_booking_too_many_is_seen():
    full = [some(n, 1, 8, 12) for n in range(40)]
    assert violations(full, {"chairs": 40}) == []
    assert violations([*full, some("one too many", 1, 11, 14)], {"chairs": 40})


def test_a_pool_that_nobody_declared_holds_nothing():
    assert violations([some("a", 1, 8, 9)], {}) == [PoolOverdrawn("chairs", hours(8, 9), 1, 0, ("a",))]


def test_promised_tonnes_obey_the_same_law():
    taken = [some("a", Decimal("1.25"), 8, 9), some("b", Decimal("0.75"), 8, 9)]
    assert violations(taken, {"chairs": Decimal("2.00")}) == []
    assert violations(taken, {"chairs": Decimal("1.99")})


def test_a_taking_takes_something():
    with pytest.raises(ValueError, match="takes something"):
        some("a", 0, 8, 9)


@given(drawn_cells)
def test_cells_are_judged_as_by_brute_force(drawn):
    takings = [cells(n, where, *when) for n, (where, when) in enumerate(drawn)]
    wrong = {
        (a.key, b.key)
        for a, b in combinations(takings, 2)
        if a.busy.overlaps(b.busy) and a.cells.overlaps(b.cells)
    }
    found = violations(takings, {})
    assert {(v.first, v.second) for v in found} == wrong
    assert len(found) == len(wrong)


@given(drawn_pool, st.integers(0, 12), st.integers(0, 12))
def test_pools_are_judged_as_by_brute_force(drawn, a, b):
    takings = [some(n, quantity, *when, block=block) for n, (quantity, when, block) in enumerate(drawn)]
    pools = {"a": a, "b": b}
    found = violations(takings, pools)
    for block, capacity in pools.items():
        for hour in range(24):
            instant = START + timedelta(hours=hour)
            taken = sum(t.quantity for t in takings if t.block == block and t.busy.contains(instant))
            seen = [v for v in found if v.block == block and v.during.contains(instant)]
            assert [v.taken for v in seen] == ([taken] if taken > capacity else [])


@given(drawn_cells, drawn_pool)
def test_the_order_of_the_takings_does_not_change_the_verdict(drawn, pool):
    takings = [cells(("c", n), where, *when) for n, (where, when) in enumerate(drawn)]
    takings += [some(("p", n), q, *when, block=block) for n, (q, when, block) in enumerate(pool)]
    forward, backward = violations(takings, {"a": 4}), violations(takings[::-1], {"a": 4})
    assert len(forward) == len(backward)
