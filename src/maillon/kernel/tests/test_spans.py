"""Set algebra of stretches, held against a brute-force model: a set of whole numbers."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.spans import Span, Spans, loads_over_time, overlaps, peak

LIMIT = 30
bounds = st.integers(0, LIMIT)
span = st.tuples(bounds, bounds).filter(lambda p: p[0] != p[1]).map(lambda p: Span(min(p), max(p)))
spans = st.lists(span, max_size=8).map(Spans)


def model(value):
    """The whole numbers that it holds."""
    parts = [value] if isinstance(value, Span) else value
    return {n for part in parts for n in range(part.start, part.end)}


@given(st.lists(span, max_size=8))
def test_a_set_is_in_order_and_its_parts_never_touch(parts):
    made = Spans(parts)
    assert model(made) == set().union(*(model(p) for p in parts))
    for before, after in pairwise(made.parts):
        assert before.end < after.start


@given(spans, spans)
def test_union_intersection_and_difference_are_those_of_sets(a, b):
    assert model(a | b) == model(a) | model(b)
    assert model(a & b) == model(a) & model(b)
    assert model(a - b) == model(a) - model(b)
    for result in (a | b, a & b, a - b):
        assert result == Spans(result.parts)


@given(spans, spans, spans)
def test_the_laws_of_sets_hold(a, b, c):
    assert a | b == b | a
    assert a & b == b & a
    assert (a | b) | c == a | (b | c)
    assert (a & b) & c == a & (b & c)
    assert a & (b | c) == (a & b) | (a & c)
    assert a - (b | c) == (a - b) & (a - c)
    assert (a - b) | (a & b) == a
    assert a - a == Spans() == a & Spans()


@given(spans, spans, span)
def test_covering_and_overlapping_are_those_of_sets(a, b, s):
    assert a.covers(s) == (model(s) <= model(a))
    assert a.covers(b) == (model(b) <= model(a))
    assert a.overlaps(s) == bool(model(s) & model(a))
    assert a.overlaps(b) == bool(model(b) & model(a))


@given(spans, bounds)
def test_the_start_is_inside_and_the_end_is_not(a, n):
    assert a.contains(n) == (n in model(a))


@given(spans, span, st.integers(1, 10))
def test_gaps_are_what_is_left_and_the_first_long_enough_is_found(a, within, at_least):
    gaps = a.gaps(within)
    assert model(gaps) == model(within) - model(a)
    long_enough = [g for g in gaps if g.length >= at_least]
    assert a.first_gap(within, at_least) == (long_enough[0] if long_enough else None)


@given(spans, st.integers(-5, 5))
def test_shifting_moves_every_instant(a, delta):
    assert model(a.shift(delta)) == {n + delta for n in model(a)}


@given(spans, st.integers(-4, 4), st.integers(-4, 4))
def test_padding_grows_or_shrinks_each_stretch(a, before, after):
    expected = set()
    for part in a:
        expected |= set(range(part.start - before, part.end + after))
    assert model(a.pad(before, after)) == expected


@given(spans)
def test_the_total_counts_every_instant_once(a):
    assert a.total(0) == len(model(a))


@given(st.lists(st.tuples(span, st.integers(0, 9)), max_size=10))
def test_the_peak_is_the_largest_sum_at_one_instant(loads):
    at = [sum(q for s, q in loads if s.contains(n)) for n in range(LIMIT + 1)]
    assert peak(loads) == max(at)
    steps = loads_over_time(loads)
    assert all(at[n] == level for part, level in steps for n in range(part.start, part.end))
    assert sum(part.length * level for part, level in steps) == sum(at)


@given(st.lists(span, max_size=10))
def test_overlapping_pairs_are_all_found(parts):
    expected = [
        (i, j)
        for i in range(len(parts))
        for j in range(i + 1, len(parts))
        if model(parts[i]) & model(parts[j])
    ]
    assert overlaps(parts) == expected


def test_noon_ends_one_booking_and_begins_the_next():
    morning, afternoon = Span(8, 12), Span(12, 16)
    assert not morning.overlaps(afternoon)
    assert overlaps([morning, afternoon]) == []
    assert peak([(morning, 1), (afternoon, 1)]) == 1
    assert Spans([morning, afternoon]).parts == (Span(8, 16),)


def test_a_stretch_that_holds_nothing_or_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="end after it starts"):
        Span(5, 5)
    with pytest.raises(ValueError, match="end after it starts"):
        Spans([(6, 5)])
    assert Spans([(5, 5)]) == Spans()


def test_a_moment_without_its_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Span(datetime(2026, 1, 1), datetime(2026, 1, 2))  # noqa: DTZ001  (the naive moment is the subject)


def test_moments_are_kept_in_utc_so_the_long_november_night_is_counted_true():
    toronto = ZoneInfo("America/Toronto")
    night = Span(datetime(2026, 11, 1, 0, tzinfo=toronto), datetime(2026, 11, 1, 4, tzinfo=toronto))
    assert night.start.tzinfo is UTC
    assert night.length == timedelta(hours=5)
    assert Spans([night]).total() == timedelta(hours=5)
    assert Spans().total() == timedelta(0)


def test_a_set_can_be_a_key_and_says_what_it_holds():
    assert {Spans([(1, 2)]): "x"}[Spans([Span(1, 2)])] == "x"
    assert repr(Spans([(1, 2), (4, 5)])) == "Spans([1, 2), [4, 5))"
    assert not Spans()
    assert Spans([(1, 2)]) != "something else"
