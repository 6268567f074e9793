"""The verbs of the inventory: write an asset or a site, archive and bring back, add and remove a photo, declare."""

from maillon.sharing.inventory.services.assets import archive_asset, restore_asset, write_asset, write_site
from maillon.sharing.inventory.services.fields import write_field
from maillon.sharing.inventory.services.photos import add_photo, remove_photo

__all__ = [
    "add_photo",
    "archive_asset",
    "remove_photo",
    "restore_asset",
    "write_asset",
    "write_field",
    "write_site",
]
