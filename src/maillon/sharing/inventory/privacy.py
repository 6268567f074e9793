"""What Maillon holds on a person in an inventory: the assets they answer for, the reports they wrote."""

import datetime as dt
from typing import Any

from maillon.base.privacy import Holding
from maillon.sharing.inventory.models import Condition, DocumentVersion, KeepingRecord


def _read(person_id: int) -> dict[str, Any]:
    kept = KeepingRecord.objects.filter(keeper_id=person_id).select_related("asset").order_by("pk")
    noted = Condition.objects.filter(by_id=person_id).select_related("asset").order_by("noted_at", "pk")
    added = (
        DocumentVersion.objects.filter(by_id=person_id).select_related("document").order_by("added_at", "pk")
    )
    return {
        "documents_ajoutes": [
            {"titre": one.document.title, "version": one.number, "le": one.added_at.isoformat()}
            for one in added
        ],
        "responsable_de": [one.asset.name for one in kept],
        "releves_d_etat": [
            {
                "bien": one.asset.name,
                "constate_le": one.observed_on.isoformat(),
                "etat": one.grade,
                "remarque": one.note,
            }
            for one in noted
        ],
    }


def _erase(person_id: int, now: dt.datetime) -> None:  # noqa: ARG001  (every holding is given the moment)
    """Forget who answers for an asset, now and in the past; a report stays, without who wrote it."""
    KeepingRecord.objects.filter(keeper_id=person_id).update(keeper=None)
    trail = KeepingRecord.pgh_event_model  # type: ignore[attr-defined]  # added by the audit trail
    trail.objects.filter(keeper_id=person_id).update(keeper=None)
    Condition.objects.filter(by_id=person_id).update(by=None)
    DocumentVersion.objects.filter(by_id=person_id).update(by=None)


RECORDS = Holding(name="inventaire", read=_read, erase=_erase)
