"""What is left of opening hours once the ledger has been read: pure, so tried at every minute."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.rules import Capacity, free, holidays, unavailable

MIDNIGHT = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
QUARTERS = st.integers(0, 48)


def at(quarter: int) -> dt.datetime:
    return MIDNIGHT + dt.timedelta(minutes=15 * quarter)


def spans(pairs: list[tuple[int, int]]) -> Spans[dt.datetime]:
    return Spans((at(a), at(b)) for a, b in pairs if a < b)


PAIRS = st.lists(st.tuples(QUARTERS, QUARTERS), max_size=5)


@given(opening=PAIRS, full=PAIRS, setup=st.integers(0, 4), cleanup=st.integers(0, 4))
def test_what_is_free_is_exactly_what_may_be_booked(opening, full, setup, cleanup) -> None:
    before, after = dt.timedelta(minutes=15 * setup), dt.timedelta(minutes=15 * cleanup)
    opened, taken = spans(opening), spans(full)
    room = free(opened, taken, within=Span(at(0), at(48)), setup=before, cleanup=after)
    for start in range(48):
        for end in range(start + 1, 49):
            period = Span(at(start), at(end))
            may = opened.covers(period) and not taken.overlaps(period.pad(before, after))
            assert room.covers(period) == may


LOADS = st.lists(st.tuples(QUARTERS, QUARTERS, st.integers(1, 6)), max_size=6)


@given(loads=LOADS, holds=st.integers(1, 10), wanted=st.integers(1, 10))
def test_a_pool_is_full_at_the_moments_when_the_wanted_number_does_not_fit(loads, holds, wanted) -> None:
    taken = [(Span(at(a), at(b)), quantity) for a, b, quantity in loads if a < b]
    if wanted > holds:
        with pytest.raises(ValueError, match="more is wanted"):
            unavailable(taken, capacity=Capacity(pooled=True, quantity=holds), wanted=wanted)
        return
    full = unavailable(taken, capacity=Capacity(pooled=True, quantity=holds), wanted=wanted)
    for quarter in range(48):
        present = sum(quantity for span, quantity in taken if span.contains(at(quarter)))
        assert full.contains(at(quarter)) == (present + wanted > holds)


def test_both_days_of_easter_are_off_and_easter_sunday_is_an_ordinary_sunday() -> None:
    off = holidays(dt.date(2027, 3, 26), dt.date(2027, 3, 29))
    assert off == {dt.date(2027, 3, 26), dt.date(2027, 3, 29)}
