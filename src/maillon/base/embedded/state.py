"""What the server's state calls for: a pure decision, so that every crash has its line and its test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

UNREACHABLE_AFTER = 5.0  # seconds: a server that says « ready » and does not answer has lost its socket
UNSEEN_AFTER = 30.0  # seconds: holders of the lock whose processes cannot be seen from here


class Step(Enum):
    """What to do next to have a running server."""

    DONE = "it runs and answers"
    WAIT = "it is starting, recovering or finishing"
    START = "nobody lives there: clear what is stale, then start"
    HASTEN = "it is stopping, or lost its socket: ask for a fast stop"
    END_ORPHANS = "the postmaster is dead but some of its processes still run"
    ELSEWHERE = "processes that cannot be seen from here use the data"


@dataclass(frozen=True)
class Seen:
    """One look at a cluster.

    `held` says whether a living process keeps the cluster's « alive » lock, which every process of the
    server inherits; `postmaster` whether the process named by `postmaster.pid` truly is the server.
    """

    held: bool
    postmaster: bool
    status: str = ""
    answers: bool = False
    orphans: bool = False
    waited: float = 0.0


def next_step(seen: Seen) -> Step:
    """Decide from one look. `waited` is in seconds since the state last changed."""
    if seen.postmaster:
        return _with_postmaster(seen)
    if not seen.held:
        return Step.START
    if seen.orphans:
        return Step.END_ORPHANS
    # Between a fork and the first line of postmaster.pid, or between the last process and its lock.
    return Step.WAIT if seen.waited < UNSEEN_AFTER else Step.ELSEWHERE


def _with_postmaster(seen: Seen) -> Step:
    if seen.status == "stopping":
        return Step.HASTEN
    if seen.status != "ready":
        return Step.WAIT
    if seen.answers:
        return Step.DONE
    return Step.WAIT if seen.waited < UNREACHABLE_AFTER else Step.HASTEN
