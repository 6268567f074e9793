"""What observations come to, whatever the order in which they arrive."""

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from maillon.sharing.stocktaking.rules import (
    Seen,
    Verdict,
    changes,
    contested,
    judged,
    moment,
    result,
    settled,
)

BEGUN = dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC)
moments = st.integers(0, 50).map(lambda minutes: BEGUN + dt.timedelta(minutes=minutes))
seen = st.builds(
    Seen,
    key=st.uuids().map(str),
    asset_id=st.integers(1, 6),
    verdict=st.sampled_from(list(Verdict)),
    site_id=st.none() | st.integers(1, 3),
    at=moments,
    by=st.none() | st.integers(1, 3),
)
observations = st.lists(seen, max_size=30, unique_by=lambda one: one.key)
expected = st.frozensets(st.integers(1, 6))


@given(observations, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(told: list[Seen], rng: random.Random) -> None:
    shuffled = list(told)
    rng.shuffle(shuffled)
    assert settled(told) == settled(shuffled)
    assert contested(told) == contested(shuffled)


@given(observations)
def test_what_was_seen_last_stands(told: list[Seen]) -> None:
    for asset_id, standing in settled(told).items():
        assert all(one.at <= standing.at for one in told if one.asset_id == asset_id)


@given(observations)
def test_the_same_told_twenty_times_comes_to_the_same(told: list[Seen]) -> None:
    assert settled(told * 20) == settled(told)


@given(expected, observations)
def test_everything_expected_is_in_one_place_only(wanted: frozenset[int], told: list[Seen]) -> None:
    known = [_fact(one, wanted) for one in told]
    came = result(wanted, known)
    parts = (came.found, came.missing, came.moved, came.unseen)
    assert frozenset().union(*parts) == wanted
    assert sum(len(part) for part in parts) == len(wanted)
    assert not came.unexpected & wanted
    assert 0 <= came.coverage <= 1
    assert (came.coverage == 1) == (not came.unseen)


def _fact(one: Seen, wanted: frozenset[int]) -> Seen:
    places: dict[int, int | None] = dict.fromkeys(wanted, 1)
    verdict = judged(one.verdict, site_id=one.site_id, expected_at=places, asset_id=one.asset_id)
    return Seen(one.key, one.asset_id, verdict, one.site_id, one.at, one.by)


@given(expected, observations)
def test_each_thing_seen_suggests_one_change_at_most(wanted: frozenset[int], told: list[Seen]) -> None:
    known = [_fact(one, wanted) for one in told]
    suggested = changes(wanted, known)
    assert len({one.asset_id for one in suggested}) == len(suggested)
    assert {one.asset_id for one in suggested if one.kind == "archive"} == result(wanted, known).missing
    assert all(one.site_id is not None for one in suggested if one.kind == "move")


def test_the_place_decides_between_found_and_moved() -> None:
    places: dict[int, int | None] = {7: 1}
    cases = {
        (Verdict.FOUND, 1, 7): Verdict.FOUND,
        (Verdict.FOUND, None, 7): Verdict.FOUND,
        (Verdict.FOUND, 2, 7): Verdict.MOVED,
        (Verdict.MOVED, 1, 7): Verdict.FOUND,
        (Verdict.UNEXPECTED, 2, 7): Verdict.MOVED,
        (Verdict.MISSING, 2, 7): Verdict.MISSING,
        (Verdict.FOUND, 1, 8): Verdict.UNEXPECTED,
        (Verdict.FOUND, 1, None): Verdict.UNEXPECTED,
    }
    for (verdict, site_id, asset_id), wanted in cases.items():
        assert judged(verdict, site_id=site_id, expected_at=places, asset_id=asset_id) == wanted


@given(moments, moments, moments)
def test_a_wrong_clock_stays_within_the_count(
    observed: dt.datetime, one: dt.datetime, other: dt.datetime
) -> None:
    begun, received = min(one, other), max(one, other)
    assert begun <= moment(observed, begun=begun, received=received) <= received


def test_two_people_who_disagree_are_shown() -> None:
    def told(key: str, by: int, verdict: Verdict, minute: int) -> Seen:
        return Seen(key, 1, verdict, None, BEGUN + dt.timedelta(minutes=minute), by)

    assert contested([told("a", 1, Verdict.FOUND, 1), told("b", 2, Verdict.MISSING, 2)]) == {1}
    assert not contested([told("a", 1, Verdict.MISSING, 1), told("b", 1, Verdict.FOUND, 2)])
    assert not contested([told("a", 1, Verdict.FOUND, 1), told("b", 2, Verdict.FOUND, 2)])
