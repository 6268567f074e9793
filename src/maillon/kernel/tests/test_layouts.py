"""Cutting a space: the parts of a way fill it, the pieces serve all ways, and ways are found again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.layouts import MOST_SHARES, WHOLE, cut, pieces, ways
from maillon.kernel.spans import Span, Spans

shares = st.lists(st.integers(1, 6), min_size=2, max_size=6).filter(lambda each: sum(each) <= MOST_SHARES)
equal = st.lists(st.integers(2, 12), min_size=1, max_size=4, unique=True)


@given(shares)
def test_the_parts_of_a_way_fill_the_whole_in_proportion(each):
    places = cut(each)
    assert (places[0].start, places[-1].end) == (0, WHOLE)
    assert all(a.end == b.start for a, b in pairwise(places))
    assert [place.length * sum(each) for place in places] == [WHOLE * share for share in each]


@given(st.lists(shares, max_size=4))
def test_every_part_is_made_of_whole_pieces(all_shares):
    places = [place for each in all_shares for place in cut(each)]
    found = pieces(Spans([place]) for place in places)
    assert (found[0].start, found[-1].end) == (0, WHOLE)
    assert all(a.end == b.start for a, b in pairwise(found))
    assert all(place.covers(piece) or not place.overlaps(piece) for place in places for piece in found)
    edges = {0, WHOLE} | {edge for place in places for edge in (place.start, place.end)}
    assert len(found) == len(edges) - 1  # never smaller than needed


@given(equal)
def test_equal_ways_are_found_again_from_their_parts(counts):
    placed = {(count, rank): place for count in counts for rank, place in enumerate(cut([1] * count))}
    found, alone = ways(placed)
    assert alone == []
    assert found == [[(count, rank) for rank in range(count)] for count in sorted(counts)]


def test_halves_and_thirds_meet_in_four_pieces():
    places = [*cut([1, 1]), *cut([1, 1, 1])]
    assert [piece.length * 6 // WHOLE for piece in pieces(Spans([place]) for place in places)] == [2, 1, 1, 2]


def test_a_part_that_completes_nothing_stands_alone():
    large, small = cut([2, 1])
    found, alone = ways({"whole": Span(0, WHOLE), "large": large, "small": small, "half": cut([1, 1])[1]})
    assert (found, alone) == ([["large", "small"]], ["half"])


@pytest.mark.parametrize("wrong", [[], [1], [1, 0], [6, 7], [1, -1]])
def test_a_way_has_two_parts_or_more_and_twelve_shares_at_most(wrong):
    with pytest.raises(ValueError, match="shares"):
        cut(wrong)
