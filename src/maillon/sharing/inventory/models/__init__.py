from maillon.sharing.inventory.models.assets import Asset, AssetClass, AssetQuerySet, Photo, Site
from maillon.sharing.inventory.models.fields import ClassField
from maillon.sharing.inventory.models.records import Condition, ConditionPhoto, Grade, KeepingRecord, Unit
from maillon.sharing.inventory.models.runs import (
    ClassRule,
    ImportRun,
    ImportWork,
    ListMapping,
    Preload,
    Suggestion,
)

__all__ = [
    "Asset",
    "AssetClass",
    "AssetQuerySet",
    "ClassField",
    "ClassRule",
    "Condition",
    "ConditionPhoto",
    "Grade",
    "ImportRun",
    "ImportWork",
    "KeepingRecord",
    "ListMapping",
    "Photo",
    "Preload",
    "Site",
    "Suggestion",
    "Unit",
]
