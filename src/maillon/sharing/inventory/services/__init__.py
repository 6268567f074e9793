"""The verbs of the inventory: write, archive and bring back, hold intact, confirm, merge, declare, note; photos."""

from maillon.sharing.inventory.services.access import write_asset_access, write_site_access
from maillon.sharing.inventory.services.accessories import add_accessory, remove_accessory
from maillon.sharing.inventory.services.assets import write_asset, write_site
from maillon.sharing.inventory.services.conditions import note_condition
from maillon.sharing.inventory.services.exemplars import (
    add_exemplars,
    change_exemplars,
    remove_exemplars,
    rename_exemplar,
)
from maillon.sharing.inventory.services.fields import write_field
from maillon.sharing.inventory.services.merging import merge_assets
from maillon.sharing.inventory.services.photos import add_photo, remove_photo
from maillon.sharing.inventory.services.records import remove_unit, write_keeping, write_unit
from maillon.sharing.inventory.services.scopes import write_scopes
from maillon.sharing.inventory.services.states import (
    archive_assets,
    confirm_assets,
    freeze_assets,
    release_assets,
    restore_assets,
)

__all__ = [
    "add_accessory",
    "add_exemplars",
    "add_photo",
    "archive_assets",
    "change_exemplars",
    "confirm_assets",
    "freeze_assets",
    "merge_assets",
    "note_condition",
    "release_assets",
    "remove_accessory",
    "remove_exemplars",
    "remove_photo",
    "remove_unit",
    "rename_exemplar",
    "restore_assets",
    "write_asset",
    "write_asset_access",
    "write_field",
    "write_keeping",
    "write_scopes",
    "write_site",
    "write_site_access",
    "write_unit",
]
