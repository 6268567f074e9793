"""An order that explains itself and does not depend on the order of the input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.ranking import Criterion, rank

NEAR = Criterion("distance", lambda c: c[1], best=0, worst=50, weight=2)
ROOMY = Criterion("room", lambda c: c[2], best=100, worst=0)
candidates = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 80), st.integers(0, 120)),
    max_size=12,
    unique_by=lambda c: c[0],
)


def names(ranked):
    return [(r.candidate[0], r.rank) for r in ranked]


def ranked(found):
    return rank(found, [NEAR, ROOMY], tie=lambda c: c[0])


def test_the_nearest_comes_first_and_the_parts_say_why():
    first, second = ranked([("far", 40, 100), ("near", 10, 50)])
    assert first.candidate[0] == "near"
    assert dict(first.parts) == pytest.approx({"distance": 2 * 0.8 / 3, "room": 0.5 / 3})
    assert second.mark == pytest.approx((2 * 0.2 + 1) / 3)


def test_equal_marks_share_a_rank_and_the_next_counts_them():
    found = ranked([("d", 50, 0), ("c", 25, 50), ("b", 25, 50), ("a", 0, 100)])
    assert names(found) == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


@given(candidates, st.randoms())
def test_the_order_of_the_input_does_not_matter(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert ranked(shuffled) == ranked(found)


@given(candidates)
def test_removing_one_candidate_never_reverses_two_others(found):
    full = [r.candidate for r in ranked(found)]
    for gone in found:
        rest = [c for c in found if c != gone]
        assert [r.candidate for r in ranked(rest)] == [c for c in full if c != gone]


@given(candidates)
def test_marks_go_down_lie_between_0_and_1_and_are_the_sum_of_their_parts(found):
    marks = [r.mark for r in ranked(found)]
    assert marks == sorted(marks, reverse=True)
    for r in ranked(found):
        assert 0 <= r.mark <= 1
        assert r.mark == pytest.approx(sum(part for _, part in r.parts), abs=1e-8)


def test_what_cannot_be_ranked_is_refused():
    with pytest.raises(ValueError, match="criterion"):
        rank([1], [], tie=lambda c: c)
    with pytest.raises(ValueError, match="two numbers"):
        Criterion("x", float, best=1, worst=1)
    with pytest.raises(ValueError, match="above zero"):
        Criterion("x", float, best=0, worst=1, weight=0)
    with pytest.raises(ValueError, match="not a number"):
        Criterion("x", float, best=0, worst=1).mark(float("nan"))
