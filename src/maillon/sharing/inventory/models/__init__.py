from maillon.sharing.inventory.models import access as _access  # noqa: F401  (registers its triggers)
from maillon.sharing.inventory.models.assets import Asset, AssetClass, AssetQuerySet, Photo, Site
from maillon.sharing.inventory.models.fields import ClassField
from maillon.sharing.inventory.models.records import Condition, ConditionPhoto, Grade, KeepingRecord, Unit
from maillon.sharing.inventory.models.runs import ImportRun, ImportWork, Suggestion

__all__ = [
    "Asset",
    "AssetClass",
    "AssetQuerySet",
    "ClassField",
    "Condition",
    "ConditionPhoto",
    "Grade",
    "ImportRun",
    "ImportWork",
    "KeepingRecord",
    "Photo",
    "Site",
    "Suggestion",
    "Unit",
]
