"""What may be done when a moment is taken, offered by the packages above (a waiting list)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span
from maillon.sharing.inventory.models import Asset


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way out: what it is, the words of its link, its address."""

    text: str
    action: str
    href: str


Provider = Callable[[Asset, Span[dt.datetime], Hat], Remedy | None]
PROVIDERS: list[Provider] = []
TAKEN = frozenset({"slot_just_taken", "not_enough_left"})


def offer(*providers: Provider) -> None:
    """Add givers of remedies, in the order of the registry."""
    PROVIDERS.extend(providers)


def remedies_for(asset: Asset, period: Span[dt.datetime], hat: Hat) -> list[Remedy]:
    """Return what can be done about this period of this asset, which is taken."""
    found = (provider(asset, period, hat) for provider in PROVIDERS)
    return [remedy for remedy in found if remedy is not None]
