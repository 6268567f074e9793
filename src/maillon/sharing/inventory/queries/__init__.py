"""What the pages of assets show: lists and counts, history."""

from maillon.sharing.inventory.queries.assets import (
    Counted,
    assets_of,
    counted_classes,
    counted_states,
    shown_asset,
    sites_of,
)

__all__ = ["Counted", "assets_of", "counted_classes", "counted_states", "shown_asset", "sites_of"]
