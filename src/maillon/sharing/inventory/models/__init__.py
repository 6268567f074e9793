from maillon.sharing.inventory.models import access as _access  # noqa: F401  (registers its triggers)
from maillon.sharing.inventory.models.accessories import Accessory
from maillon.sharing.inventory.models.assets import Asset, AssetClass, AssetQuerySet, Photo, Site
from maillon.sharing.inventory.models.audiences import AudienceRule
from maillon.sharing.inventory.models.codes import ClassCode
from maillon.sharing.inventory.models.documents import Document, DocumentVersion
from maillon.sharing.inventory.models.exemplars import Exemplar
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
from maillon.sharing.inventory.models.scopes import Scope, covering

__all__ = [
    "Accessory",
    "Asset",
    "AssetClass",
    "AssetQuerySet",
    "AudienceRule",
    "ClassCode",
    "ClassField",
    "ClassRule",
    "Condition",
    "ConditionPhoto",
    "Document",
    "DocumentVersion",
    "Exemplar",
    "Grade",
    "ImportRun",
    "ImportWork",
    "KeepingRecord",
    "ListMapping",
    "Photo",
    "Preload",
    "Scope",
    "Site",
    "Suggestion",
    "Unit",
    "covering",
]
