"""Merging two records of one thing: what the packages above do with what hangs on the record that goes away.

The inventory knows nothing of bookings: each package gives a function that moves what is its own, or refuses;
``config.registry`` lists them.
"""

from collections.abc import Callable
from datetime import datetime

from maillon.sharing.inventory.models import Asset

Mover = Callable[[Asset, Asset, datetime], None]  # (kept, other, now), inside the transaction of the merge
MOVERS: list[Mover] = []


def offer(*movers: Mover) -> None:
    """Add what other packages move."""
    MOVERS.extend(movers)
