"""The verbs of the inventory: write, archive and bring back, hold intact, confirm, merge, declare; photos."""

from maillon.sharing.inventory.services.assets import write_asset, write_site
from maillon.sharing.inventory.services.fields import write_field
from maillon.sharing.inventory.services.merging import merge_assets
from maillon.sharing.inventory.services.photos import add_photo, remove_photo
from maillon.sharing.inventory.services.states import (
    archive_assets,
    confirm_assets,
    freeze_assets,
    release_assets,
    restore_assets,
)
from maillon.sharing.inventory.services.units import add_units, change_units, remove_units, rename_unit

__all__ = [
    "add_photo",
    "add_units",
    "archive_assets",
    "change_units",
    "confirm_assets",
    "freeze_assets",
    "merge_assets",
    "release_assets",
    "remove_photo",
    "remove_units",
    "rename_unit",
    "restore_assets",
    "write_asset",
    "write_field",
    "write_site",
]
