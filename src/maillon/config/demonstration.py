"""Loading the demonstration: each package's part, in the order of the house, all or nothing."""

import datetime as dt
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module

from django.db import transaction

from maillon.base.demonstration import PASSWORD, World
from maillon.community.organisations.models import Organisation
from maillon.config.registry import DEMONSTRATION
from maillon.sharing.availability.demo import grow_commitments, grow_places
from maillon.sharing.inventory.demo import grow_assets
from maillon.sharing.terms.demo import grow_offers

SEED = 20_261_121


def is_loaded() -> bool:
    """Return whether this installation already holds organisations, the demonstration's or real ones."""
    return Organisation.objects.exists()


@transaction.atomic
def load_demonstration(
    *, now: dt.datetime, progress: Callable[[str, int, int], None], only: frozenset[str] | None = None
) -> None:
    """Write the demonstration as it looks at ``now``, whole or for some territories; the same day, the same world."""
    world = World(now=now.replace(minute=0, second=0, microsecond=0), only=only, progress=progress)
    with _nothing_to_collect():
        for package in world.steps("Démonstration", DEMONSTRATION, len(DEMONSTRATION)):
            import_module(f"{package}.demonstration").load(world)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Pause the search for unreachable objects: 150 000 rows are made and kept, and each search goes through them."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def grow(*, assets: int, now: dt.datetime, progress: Callable[[str, int, int], None]) -> None:
    """Add generated assets, in sharing and open, with ten commitments each: what a benchmark needs."""
    numbers = grow_assets(count=assets, seed=SEED, now=now, progress=partial(progress, "Biens générés"))
    grow_offers(assets=numbers, now=now)
    grow_places(assets=numbers, now=now, progress=partial(progress, "Horaires générés"))
    told = partial(progress, "Engagements générés")
    grow_commitments(assets=numbers, count=10 * assets, seed=SEED, now=now, progress=told)


__all__ = ["PASSWORD", "grow", "is_loaded", "load_demonstration"]
