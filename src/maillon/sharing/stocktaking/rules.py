"""What the observations of a count come to: pure, the same whatever the order in which they arrive.

Two people may see the same thing at two moments, and a phone without a network tells it hours later: the latest by
the moment of seeing wins, both are kept, and what was said otherwise is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What was seen of a thing."""

    FOUND = "found"
    MISSING = "missing"
    MOVED = "moved"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation, as the rules read it; ``key`` is the name that the phone gave it."""

    key: str
    asset_id: int
    verdict: Verdict
    site_id: int | None
    at: datetime
    by: int | None = None
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a count comes to, as numbers of assets. ``unseen`` are expected things that nobody told anything of."""

    expected: frozenset[int]
    found: frozenset[int]
    missing: frozenset[int]
    moved: frozenset[int]
    unexpected: frozenset[int]
    contested: frozenset[int]

    @property
    def unseen(self) -> frozenset[int]:
        return self.expected - self.found - self.missing - self.moved

    @property
    def coverage(self) -> float:
        """Return the part of what is expected that was looked for, from 0 to 1."""
        return 1 - len(self.unseen) / len(self.expected) if self.expected else 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """One change that the result suggests: ``move`` to a site, ``archive``, ``confirm``."""

    kind: str
    asset_id: int
    site_id: int | None = None


def judged(
    verdict: Verdict, *, site_id: int | None, expected_at: Mapping[int, int | None], asset_id: int | None
) -> Verdict:
    """Return the verdict that the facts allow.

    What nobody expected is unexpected; what is seen where it belongs is found; what is seen elsewhere has moved.
    """
    if asset_id is None or asset_id not in expected_at:
        return Verdict.UNEXPECTED
    if verdict == Verdict.MISSING:
        return Verdict.MISSING
    return Verdict.FOUND if site_id in (None, expected_at[asset_id]) else Verdict.MOVED


def moment(observed: datetime, *, begun: datetime, received: datetime) -> datetime:
    """Return when a thing was seen: a phone whose clock is wrong is never before the count, nor in the future."""
    return min(max(observed, begun), received)


def settled(observations: Iterable[Seen]) -> dict[int, Seen]:
    """Return the observation that stands for each asset: the latest seen; at the same instant, by their keys."""
    standing: dict[int, Seen] = {}
    for one in observations:
        known = standing.get(one.asset_id)
        if known is None or (known.at, known.key) < (one.at, one.key):
            standing[one.asset_id] = one
    return standing


def contested(observations: Iterable[Seen]) -> frozenset[int]:
    """Return the assets of which two people said different things."""
    said: dict[int, dict[int | None, Seen]] = {}
    for one in observations:
        of_asset = said.setdefault(one.asset_id, {})
        known = of_asset.get(one.by)
        if known is None or (known.at, known.key) < (one.at, one.key):
            of_asset[one.by] = one
    return frozenset(
        asset_id
        for asset_id, by_person in said.items()
        if len(
            {
                (one.verdict, one.site_id if one.verdict != Verdict.FOUND else None)
                for one in by_person.values()
            }
        )
        > 1
    )


def result(expected: Iterable[int], observations: Iterable[Seen]) -> Result:
    """Return what the count comes to."""
    seen = list(observations)
    standing = settled(seen)
    wanted = frozenset(expected)

    def told(verdict: Verdict) -> frozenset[int]:
        return frozenset(asset_id for asset_id, one in standing.items() if one.verdict == verdict)

    return Result(
        expected=wanted,
        found=told(Verdict.FOUND) & wanted,
        missing=told(Verdict.MISSING) & wanted,
        moved=told(Verdict.MOVED) & wanted,
        unexpected=frozenset(standing) - wanted,
        contested=contested(seen),
    )


def changes(expected: Iterable[int], observations: Iterable[Seen]) -> list[Change]:
    """Return what the result suggests, by asset: confirm what is there, archive what is missing, move what moved.

    Something unexpected whose place is known is moved there too.
    """
    seen = list(observations)
    came = result(expected, seen)
    standing = settled(seen)
    suggested = [Change("confirm", asset_id) for asset_id in sorted(came.found)]
    suggested += [Change("archive", asset_id) for asset_id in sorted(came.missing)]
    suggested += [
        Change("move", asset_id, standing[asset_id].site_id)
        for asset_id in sorted(came.moved | came.unexpected)
        if standing[asset_id].site_id is not None
    ]
    return suggested
