"""The verbs of the inventory: write, archive and bring back, hold intact, confirm, merge, declare, note; photos."""

from maillon.sharing.inventory.services.assets import write_asset, write_site
from maillon.sharing.inventory.services.audiences import follow_rules, remove_rule, write_rule
from maillon.sharing.inventory.services.conditions import note_condition
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
    "add_photo",
    "archive_assets",
    "confirm_assets",
    "follow_rules",
    "freeze_assets",
    "merge_assets",
    "note_condition",
    "release_assets",
    "remove_photo",
    "remove_rule",
    "remove_unit",
    "restore_assets",
    "write_asset",
    "write_field",
    "write_keeping",
    "write_rule",
    "write_scopes",
    "write_site",
    "write_unit",
]
