"""What the sharing of an asset adds to its history: put in sharing, other conditions, taken back."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from maillon.base.history import Pairs, Source, Told, changes_between
from maillon.sharing.terms.models import Offer

SILENT = frozenset({"asset", "offered_at", "withdrawn_at"})


def sharing_source() -> Source:
    """Return the events of an asset's sharing."""
    return Source("partage", _events, _tell)


def _events(asset_id: int) -> Any:
    return apps.get_model("terms", "OfferEvent")._default_manager.filter(pgh_obj_id=asset_id)


def _tell(pairs: Pairs) -> list[Told]:
    changes = changes_between(pairs, Offer, silent=SILENT)
    return [
        Told(_title(event, before), changed) for (event, before), changed in zip(pairs, changes, strict=True)
    ]


def _title(event: Any, before: Any) -> str:
    if event.pgh_label == "delete":
        return _("Mise en partage supprimée")
    if event.withdrawn_at is not None and (before is None or before.withdrawn_at is None):
        return _("Retiré du partage")
    if before is None or (before.withdrawn_at is not None and event.withdrawn_at is None):
        return _("Mis en partage")
    return _("Conditions de partage changées")
