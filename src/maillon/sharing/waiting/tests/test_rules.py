"""Whose turn it is, and how long a place is kept."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.spans import Span
from maillon.sharing.waiting.rules import (
    LONGEST_HOLD,
    MOST_WAITS,
    InLine,
    in_turn,
    joining_objections,
    kept_until,
)

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
CIRCLES = ("verified", "public_bodies", "members")
lines = st.lists(
    st.builds(
        InLine,
        st.integers(1, 10_000),
        st.integers(0, 500).map(lambda minutes: NOW + dt.timedelta(minutes=minutes)),
        st.sets(st.sampled_from(CIRCLES)).map(frozenset),
    ),
    max_size=20,
    unique_by=lambda one: one.key,
)


@given(lines, st.permutations(CIRCLES), st.integers(0, 3))
def test_nobody_passes_before_one_of_a_better_rank_or_one_who_came_sooner(line, order, named):
    published = order[:named]
    served = in_turn(line, order=published)
    assert sorted(one.key for one in served) == sorted(one.key for one in line)

    def best(one):
        return next((place for place, circle in enumerate(published) if circle in one.circles), named)

    for rank, one in enumerate(served):
        for later in served[rank + 1 :]:
            assert best(one) <= best(later)
            if best(one) == best(later):
                assert (one.joined_at, one.key) < (later.joined_at, later.key)


@given(st.integers(-100, 100_000))
def test_a_place_is_never_kept_longer_than_a_day_nor_past_its_beginning(minutes):
    starts = NOW + dt.timedelta(minutes=minutes)
    until = kept_until(starts, now=NOW)
    assert NOW <= until <= NOW + LONGEST_HOLD
    assert minutes <= 0 or until < starts


def test_one_waits_only_for_what_is_taken_and_to_come():
    coming = Span(NOW + dt.timedelta(hours=1), NOW + dt.timedelta(hours=2))
    begun = Span(NOW - dt.timedelta(hours=1), NOW + dt.timedelta(hours=2))

    def codes(period, **told):
        return [one.code for one in joining_objections(period, now=NOW, **told)]

    assert codes(coming, free=False, waits=0) == []
    assert codes(coming, free=True, waits=0) == ["free_now"]
    assert codes(begun, free=False, waits=0) == ["begun"]
    assert codes(coming, free=False, waits=MOST_WAITS) == ["too_many_waits"]
