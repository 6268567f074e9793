"""What the pages of assets show: lists and counts, answers, history."""

from maillon.sharing.inventory.queries.assets import (
    Counted,
    Counts,
    assets_of,
    counted_classes,
    counts_of,
    hidden_codes,
    in_this_order,
    shown_asset,
    sites_of,
    told,
    told_details,
)

__all__ = [
    "Counted",
    "Counts",
    "assets_of",
    "counted_classes",
    "counts_of",
    "hidden_codes",
    "in_this_order",
    "shown_asset",
    "sites_of",
    "told",
    "told_details",
]
