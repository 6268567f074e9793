"""What one expects to know of an asset, by its class: the definition behind the figures of an inventory.

These lists are Maillon's own proposal, made for whoever looks for a place or a thing: what they ask before they
reserve. They are short on purpose; a field that nobody needs is not « missing ».
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from maillon.sharing.inventory.models import AssetQuerySet, Photo

PLACES = frozenset(
    {
        "room",
        "classroom",
        "gym",
        "kitchen",
        "workshop",
        "hall",
        "sports_field",
        "rink",
        "pool",
        "outdoor_place",
    }
)
GATHERINGS = frozenset({"room", "classroom", "gym", "workshop", "hall", "rink", "pool"})
STALE_AFTER = timedelta(days=365)

# By the word of the address: what it is called, and whether it is expected of a class (None: of every class).
ITEMS: Mapping[str, tuple[Any, frozenset[str] | None]] = {
    "description": (_("une description"), None),
    "photo": (_("une photo"), None),
    "point": (_("un point sur la carte"), None),
    "capacite": (_("une capacité"), GATHERINGS),
    "accessibilite": (_("l’accessibilité du lieu"), PLACES),
}
_FILLED: Mapping[str, Q] = {
    "description": ~Q(description=""),
    "photo": Q(has_photo=True),
    "point": Q(lon__isnull=False),
    "capacite": Q(capacity__isnull=False),
    "accessibilite": ~Q(accessibility=""),
}


def with_photo(assets: AssetQuerySet) -> AssetQuerySet:
    """Note on each asset whether it shows a photo (``has_photo``), and when it was last looked at (``seen_at``)."""
    seen = Greatest("updated_at", Coalesce("confirmed_at", "updated_at"))
    return assets.annotate(has_photo=Exists(Photo.objects.filter(asset=OuterRef("pk"))), seen_at=seen)


def expected(item: str) -> Q:
    """Return which assets are expected to have this item."""
    codes = ITEMS[item][1]
    return ~Q(pk=None) if codes is None else Q(asset_class__code__in=codes)


def filled(item: str) -> Q:
    """Return which assets have this item; of those read by :func:`with_photo`."""
    return _FILLED[item]


def lacking(assets: AssetQuerySet, item: str, now: datetime) -> AssetQuerySet:
    """Keep the assets that lack an item expected of their class; « confirmation »: not looked at for a year."""
    noted = with_photo(assets)
    if item == "confirmation":
        return noted.filter(seen_at__lt=now - STALE_AFTER)  # type: ignore[misc]  # annotated above
    return noted.filter(expected(item) & ~filled(item))
