from maillon.sharing.inventory.models.accessories import Accessory
from maillon.sharing.inventory.models.assets import Asset, AssetClass, AssetQuerySet, Photo, Site
from maillon.sharing.inventory.models.fields import ClassField
from maillon.sharing.inventory.models.runs import ImportRun, ImportWork, Suggestion
from maillon.sharing.inventory.models.exemplars import Exemplar

__all__ = [
    "Accessory",
    "Asset",
    "AssetClass",
    "AssetQuerySet",
    "ClassField",
    "ImportRun",
    "ImportWork",
    "Photo",
    "Site",
    "Suggestion",
    "Exemplar",
]
