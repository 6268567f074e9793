from maillon.sharing.inventory.models.assets import Asset, AssetClass, AssetQuerySet, Photo, Site
from maillon.sharing.inventory.models.fields import ClassField
from maillon.sharing.inventory.models.runs import ImportRun, ImportWork, Suggestion
from maillon.sharing.inventory.models.scopes import Scope, covering

__all__ = [
    "Asset",
    "AssetClass",
    "AssetQuerySet",
    "ClassField",
    "ImportRun",
    "ImportWork",
    "Photo",
    "Scope",
    "Site",
    "Suggestion",
    "covering",
]
