"""Filters of what was found, each with how many it would leave. Pure.

A filter is a group of options. Of one group, any of the chosen options will do, except where an asset must have them
all (``every``). The count of an option says how many would be left with it, all other groups as they are.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

SIZES = (25, 50, 100, 200)  # people


@dataclass(frozen=True, slots=True)
class Item:
    """What the filters read of an asset."""

    asset_id: int
    class_code: str
    owner_group: str
    price: Decimal | None
    at_once: bool
    may_book: bool
    capacity: int | None
    access: frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """One filter: its name, and which of its options an asset has."""

    name: str
    has: Callable[[Item], Collection[str]]
    every: bool = False

    def keeps(self, item: Item, chosen: Collection[str]) -> bool:
        """Return whether the asset passes this filter; an empty choice keeps everything."""
        if not chosen:
            return True
        have = self.has(item)
        return (all if self.every else any)(option in have for option in chosen)


GROUPS = (
    Group("price", lambda item: ("free",) if item.price is None else ("charged",)),
    Group("answer", lambda item: ("at_once",) if item.at_once else ()),
    Group("open_to", lambda item: ("me",) if item.may_book else ()),
    Group("access", lambda item: item.access, every=True),
    Group("room_for", lambda item: [str(size) for size in SIZES if (item.capacity or 0) >= size], every=True),
    Group("owner", lambda item: (item.owner_group,)),
    Group("class", lambda item: (item.class_code,)),
)
BY_NAME: Mapping[str, Group] = {group.name: group for group in GROUPS}
Chosen = Mapping[str, Collection[str]]


def kept(items: Sequence[Item], chosen: Chosen) -> list[int]:
    """Return the numbers of the assets that pass every filter, in the order given."""
    return [item.asset_id for item in items if _passes(item, chosen)]


def counts(items: Sequence[Item], chosen: Chosen) -> dict[str, dict[str, int]]:
    """Return, for each group, how many would be left with each of its options; those that nothing has are left out."""
    found: dict[str, dict[str, int]] = {}
    for group in GROUPS:
        tally = found.setdefault(group.name, {})
        for item in items:
            if not _passes(item, chosen, but="" if group.every else group.name):
                continue
            for option in group.has(item):
                tally[option] = tally.get(option, 0) + 1
    return found


def _passes(item: Item, chosen: Chosen, *, but: str = "") -> bool:
    return all(BY_NAME[name].keeps(item, options) for name, options in chosen.items() if name != but)
