"""The pause before a program is started again."""

from hypothesis import given
from hypothesis import strategies as st

from maillon.config.processes.child import LONGEST_PAUSE, SHORTEST_PAUSE, pause_before_restart


@given(st.integers(min_value=0, max_value=10**6))
def test_the_pause_grows_and_stays_bounded(failures: int) -> None:
    pause = pause_before_restart(failures)
    assert SHORTEST_PAUSE <= pause <= LONGEST_PAUSE
    assert pause <= pause_before_restart(failures + 1)


def test_the_first_death_is_repaired_almost_at_once() -> None:
    assert pause_before_restart(1) == SHORTEST_PAUSE
