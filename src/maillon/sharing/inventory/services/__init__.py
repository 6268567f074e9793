"""The verbs of the inventory: write, archive and bring back, hold intact, confirm, merge, declare, note; photos."""

from maillon.sharing.inventory.services.access import write_asset_access, write_site_access
from maillon.sharing.inventory.services.accessories import add_accessory, remove_accessory
from maillon.sharing.inventory.services.assets import write_asset, write_site
from maillon.sharing.inventory.services.audiences import follow_rules, remove_rule, write_rule
from maillon.sharing.inventory.services.codes import remove_code, write_code
from maillon.sharing.inventory.services.conditions import note_condition
from maillon.sharing.inventory.services.documents import (
    add_document,
    remove_document,
    replace_document,
    write_document,
)
from maillon.sharing.inventory.services.exemplars import (
    add_exemplars,
    change_exemplars,
    remove_exemplars,
    rename_exemplar,
)
from maillon.sharing.inventory.services.fields import write_field
from maillon.sharing.inventory.services.merging import merge_assets
from maillon.sharing.inventory.services.photos import add_photo, change_photo, move_photo, remove_photo
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
    "add_document",
    "add_exemplars",
    "add_photo",
    "archive_assets",
    "change_exemplars",
    "change_photo",
    "confirm_assets",
    "follow_rules",
    "freeze_assets",
    "merge_assets",
    "move_photo",
    "note_condition",
    "release_assets",
    "remove_accessory",
    "remove_code",
    "remove_document",
    "remove_exemplars",
    "remove_photo",
    "remove_rule",
    "remove_unit",
    "rename_exemplar",
    "replace_document",
    "restore_assets",
    "write_asset",
    "write_asset_access",
    "write_code",
    "write_document",
    "write_field",
    "write_keeping",
    "write_rule",
    "write_scopes",
    "write_site",
    "write_site_access",
    "write_unit",
]
