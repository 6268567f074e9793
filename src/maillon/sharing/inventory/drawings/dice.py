"""Chance that falls the same way each time, so that a drawing is always the same drawing."""

import math


class Dice:
    """Numbers that look thrown and are not (a linear congruential sequence begun at ``seed``)."""

    def __init__(self, seed: int) -> None:
        self._state = (seed * 2654435761 + 12345) % 2**32
        self.between(0, 1)

    def between(self, low: float, high: float) -> float:
        """Return the next number from ``low`` to ``high``."""
        self._state = (self._state * 1664525 + 1013904223) % 2**32
        return low + (high - low) * (self._state / 2**32)

    def whole(self, low: int, high: int) -> int:
        """Return the next whole number from ``low`` to ``high``, both possible."""
        return min(high, int(self.between(low, high + 1)))


class Ridge:
    """The line of a hilltop: a few slow waves added together. ``at(x)`` goes from about -1 to 1."""

    def __init__(self, seed: int, length: float = 420) -> None:
        dice = Dice(seed)
        self._waves = [
            (share, math.tau / (length * size), dice.between(0, math.tau))
            for share, size in ((0.55, 1.0), (0.28, 0.47), (0.12, 0.21), (0.05, 0.09))
        ]

    def at(self, x: float) -> float:
        """Return the height of the line at ``x`` pixels from the left."""
        return sum(share * math.sin(x * speed + turn) for share, speed, turn in self._waves)
