"""The decision taken at each look, without any server."""

import pytest

from maillon.base.embedded.state import UNREACHABLE_AFTER, UNSEEN_AFTER, Seen, Step, next_step


@pytest.mark.parametrize(
    ("seen", "step"),
    [
        pytest.param(Seen(held=False, postmaster=False), Step.START, id="nobody lives there"),
        pytest.param(
            Seen(held=False, postmaster=False, status="ready"), Step.START, id="only a stale file says ready"
        ),
        pytest.param(
            Seen(held=True, postmaster=True, status="ready", answers=True), Step.DONE, id="it answers"
        ),
        pytest.param(
            Seen(held=False, postmaster=True, status="ready", answers=True), Step.DONE, id="started by hand"
        ),
        pytest.param(
            Seen(held=True, postmaster=True, status="starting", waited=7200),
            Step.WAIT,
            id="two-hour recovery",
        ),
        pytest.param(
            Seen(held=True, postmaster=True, status="stopping"), Step.HASTEN, id="waits for sessions"
        ),
        pytest.param(
            Seen(held=True, postmaster=True, status="ready", waited=UNREACHABLE_AFTER / 2),
            Step.WAIT,
            id="silent for a moment",
        ),
        pytest.param(
            Seen(held=True, postmaster=True, status="ready", waited=UNREACHABLE_AFTER),
            Step.HASTEN,
            id="lost its socket",
        ),
        pytest.param(
            Seen(held=True, postmaster=False, orphans=True), Step.END_ORPHANS, id="postmaster killed alone"
        ),
        pytest.param(Seen(held=True, postmaster=False), Step.WAIT, id="between fork and first line"),
        pytest.param(
            Seen(held=True, postmaster=False, waited=UNSEEN_AFTER), Step.ELSEWHERE, id="another container"
        ),
    ],
)
def test_every_state_calls_for_one_step(seen: Seen, step: Step) -> None:
    assert next_step(seen) is step


def test_a_living_holder_is_never_started_over() -> None:
    """Two servers on one data directory destroy it: whatever else is seen, a held lock forbids a start."""
    for postmaster in (True, False):
        for status in ("", "starting", "ready", "stopping", "standby"):
            for answers in (True, False):
                for orphans in (True, False):
                    for waited in (0.0, 10.0, 1e6):
                        seen = Seen(
                            held=True,
                            postmaster=postmaster,
                            status=status,
                            answers=answers,
                            orphans=orphans,
                            waited=waited,
                        )
                        assert next_step(seen) is not Step.START
