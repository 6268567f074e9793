"""What the labels of an asset add to its history: tied, voided."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from maillon.base.history import Pairs, Source, Told
from maillon.sharing.labels.rules.codes import grouped


def labels_source() -> Source:
    """Return the events of the labels of an asset."""
    return Source("etiquette", _events, _tell)


def _events(asset_id: int) -> Any:
    return apps.get_model("labels", "LabelEvent")._default_manager.filter(asset_id=asset_id)


def _tell(pairs: Pairs) -> list[Told]:
    return [Told(_title(event, before) % {"code": grouped(event.code)}) for event, before in pairs]


def _title(event: Any, before: Any) -> str:
    if event.pgh_label == "delete":
        return _("Étiquette %(code)s supprimée")
    if event.voided_at is not None and (before is None or before.voided_at is None):
        return _("Étiquette %(code)s annulée")
    return _("Étiquette %(code)s reliée") if before is None else _("Étiquette %(code)s changée")
