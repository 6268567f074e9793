"""How far to look: as near as three offers allow, by steps that people understand. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

STEPS = (5, 15, 40, 100)  # kilometres, as the crow flies
ENOUGH = 3  # offers: fewer, and we look further


@dataclass(frozen=True, slots=True)
class Reach:
    """How far we looked: the radius kept, how many are within it, and how many more the next steps hold."""

    radius_km: int
    within: int
    beyond: int
    wider_km: int | None = None

    @property
    def widened(self) -> bool:
        """Return whether the first step did not hold enough."""
        return self.radius_km > STEPS[0]


def reach_of(distances: Sequence[float]) -> Reach:
    """Return the first step that holds three offers, the last one when none does; ``distances`` nearest first.

    >>> reach_of([1.0, 7.5, 12.0, 30.0])
    Reach(radius_km=15, within=3, beyond=1, wider_km=40)
    """
    counts = {step: sum(km <= step for km in distances) for step in STEPS}
    kept = next((step for step in STEPS if counts[step] >= ENOUGH), STEPS[-1])
    if not counts[STEPS[-1]]:
        return Reach(STEPS[-1], 0, 0)
    kept = next((step for step in STEPS if counts[step] == counts[kept]), kept)
    wider = next((step for step in STEPS if counts[step] > counts[kept]), None)
    return Reach(kept, counts[kept], counts[STEPS[-1]] - counts[kept], wider)
