from maillon.sharing.inventory.models.assets import Asset, AssetClass, AssetQuerySet, Photo, Site
from maillon.sharing.inventory.models.audiences import AudienceRule
from maillon.sharing.inventory.models.fields import ClassField
from maillon.sharing.inventory.models.records import Condition, ConditionPhoto, Grade, KeepingRecord, Unit
from maillon.sharing.inventory.models.runs import ClassRule, ImportRun, ImportWork, ListMapping, Suggestion
from maillon.sharing.inventory.models.scopes import Scope, covering

__all__ = [
    "Asset",
    "AssetClass",
    "AssetQuerySet",
    "AudienceRule",
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
    "Scope",
    "Site",
    "Suggestion",
    "Unit",
    "covering",
]
