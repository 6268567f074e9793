"""What a gesture is, and the list of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset, AssetQuerySet

SHOWN = 50  # lines that a preview lists; the others are counted


@dataclass(frozen=True, slots=True)
class Line:
    """One asset that would change: what it says, what it would say."""

    asset_id: int
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a gesture would do: how many assets change, the first of them, how many are so already or held intact.

    ``warnings`` are sentences to read before going on, such as the bookings that would end.
    """

    changing: int
    lines: tuple[Line, ...]
    already: int
    frozen: int
    warnings: tuple[str, ...] = ()


class Gesture(Protocol):
    """One thing that can be done to many assets."""

    code: str
    word: Any

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:
        """Return the form of what the gesture needs to know."""

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:
        """Return what would change; the values come from the form, valid."""

    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:
        """Do it, and return how many assets changed. Raises the refusals of the service that does it."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A gesture that has a page of its own, which receives the assets chosen in its address."""

    code: str
    word: Any
    page: str


GESTURES: list[Gesture] = []
PAGES: list[Elsewhere] = []


def offer(*gestures: Gesture) -> None:
    """Add gestures at the end of the list."""
    GESTURES.extend(gestures)


def lead(*pages: Elsewhere) -> None:
    """Add pages to which the list leads, after the gestures."""
    PAGES.extend(pages)


def page_named(code: str) -> Elsewhere | None:
    """Return the page of this code, or nothing."""
    return next((one for one in PAGES if one.code == code), None)


def gesture_named(code: str) -> Gesture | None:
    """Return the gesture of this code, or nothing."""
    return next((one for one in GESTURES if one.code == code), None)


def previewed(
    assets: AssetQuerySet, changing: AssetQuerySet, before: Any, after: Any, *, touches_frozen: bool = False
) -> Preview:
    """Return the preview of a gesture: of the assets chosen, those that would change, in words.

    ``before`` and ``after`` are functions of an asset. Frozen assets stay, unless the gesture is about them.
    """
    chosen = assets.count()
    frozen = 0 if touches_frozen else assets.filter(frozen_at__isnull=False).count()
    if not touches_frozen:
        changing = changing.filter(frozen_at__isnull=True)
    count = changing.count()
    first = changing.select_related("site", "asset_class").order_by("sort_key", "pk")[:SHOWN]
    lines = tuple(Line(one.pk, one.name, str(before(one)), str(after(one))) for one in first)
    return Preview(count, lines, chosen - frozen - count, frozen)


def numbers_of(assets: AssetQuerySet) -> list[int]:
    """Return the numbers of these assets."""
    return list(assets.order_by("pk").values_list("pk", flat=True))


def state_word(asset: Asset) -> str:
    """Return the state of an asset in words."""
    return str(Asset.State(asset.state).label)
