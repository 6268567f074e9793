"""What the pages of assets show: lists and counts, answers, history."""

from maillon.sharing.inventory.queries.assets import (
    Counted,
    assets_of,
    counted_classes,
    counted_states,
    hidden_codes,
    shown_asset,
    sites_of,
    told,
    told_details,
)

__all__ = [
    "Counted",
    "assets_of",
    "counted_classes",
    "counted_states",
    "hidden_codes",
    "shown_asset",
    "sites_of",
    "told",
    "told_details",
]
