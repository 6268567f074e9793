"""The demonstration: one seed, one date, always the same world.

Each package has a ``demonstration.py`` whose ``load(world)`` adds its part; ``config/registry.py`` lists them in
order. What a later part needs from an earlier one is read back from the database.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")
TORONTO = ZoneInfo("America/Toronto")
PASSWORD = "maillon-demo-2026"  # noqa: S105  (printed on the console: it opens the demonstration only)


def _silent(label: str, done: int, total: int) -> None:
    """Show nothing: what the tests want."""


@dataclass
class World:
    """What the loaders share: the moment it is, a source of chance that always tells the same story, a bar.

    ``only`` keeps the territories of these MRC codes; ``progress(label, done, total)`` is told of each step.
    """

    now: dt.datetime
    seed: int = 20_261_121
    only: frozenset[str] | None = None
    progress: Callable[[str, int, int], None] = _silent
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)  # noqa: S311  (a story, not a secret)

    @property
    def today(self) -> dt.date:
        return self.now.astimezone(TORONTO).date()

    def pick(self, choices: Sequence[T]) -> T:
        return self.rng.choice(choices)

    def steps(self, label: str, items: Iterable[T], total: int) -> Iterator[T]:
        """Go through the items and tell the bar about it."""
        for done, item in enumerate(items):
            self.progress(label, done, total)
            yield item
        self.progress(label, total, total)
