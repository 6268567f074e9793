from maillon.sharing.inventory.models.assets import Asset, AssetClass, AssetQuerySet, Photo, Site
from maillon.sharing.inventory.models.fields import ClassField
from maillon.sharing.inventory.models.runs import ImportRun, ImportWork, Suggestion
from maillon.sharing.inventory.models.units import Unit

__all__ = [
    "Asset",
    "AssetClass",
    "AssetQuerySet",
    "ClassField",
    "ImportRun",
    "ImportWork",
    "Photo",
    "Site",
    "Suggestion",
    "Unit",
]
