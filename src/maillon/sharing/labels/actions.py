"""What other packages let the owner's people do with the thing whose label they have just read.

The packages above the labels give functions; ``config.registry`` lists them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset
from maillon.sharing.labels.models import Label


@dataclass(frozen=True, slots=True)
class Action:
    """A button: its word, where it leads, its icon."""

    word: str
    href: str
    icon: str


Provider = Callable[[Hat, Asset, str], Iterable[Action]]  # (hat, asset, code that was read)
PROVIDERS: list[Provider] = []


def offer(*providers: Provider) -> None:
    """Add what other packages let one do."""
    PROVIDERS.extend(providers)


def actions_for(hat: Hat, label: Label) -> list[Action]:
    """Return what can be done with the asset of a label that serves."""
    if label.asset is None or label.voided_at is not None:
        return []
    return [action for provider in PROVIDERS for action in provider(hat, label.asset, label.code)]
