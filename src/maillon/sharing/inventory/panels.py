"""What other packages show on the page of an asset.

The page belongs to the inventory, which knows nothing of bookings or terms: the packages above give functions
that draw a section, and ``config.registry`` lists them in the order of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.models import Asset


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page: its anchor, its title, its drawn content; ``beside`` puts it in the narrow column."""

    anchor: str
    title: str
    content: SafeString
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something that whoever keeps the asset can do with it: its word, its icon, its address."""

    word: str
    icon: str
    href: str


Panel = Callable[[HatRequest, Asset], Section | None]
Offered = Callable[[Asset], Action | None]
PANELS: list[Panel] = []
ACTIONS: list[Offered] = []


def offer(*panels: Panel) -> None:
    """Add panels at the end of the page, in the order of the registry."""
    PANELS.extend(panels)


def offer_actions(*actions: Offered) -> None:
    """Add what keepers can do with an asset, in the order of the registry."""
    ACTIONS.extend(actions)


def actions_on(asset: Asset) -> list[Action]:
    """Return what its keepers can do with this asset, by the packages above."""
    return [action for give in ACTIONS if (action := give(asset)) is not None]


def sections(request: HatRequest, asset: Asset) -> list[Section]:
    """Return the sections that have something to show of this asset to this hat."""
    drawn = (panel(request, asset) for panel in PANELS)
    return [section for section in drawn if section is not None]
