"""What Maillon holds on the waits of a person."""

import datetime as dt
from typing import Any

from maillon.base.privacy import Holding
from maillon.sharing.waiting.models import Wait


def _read(person_id: int) -> dict[str, Any]:
    waits = Wait.objects.filter(person_id=person_id).shown().order_by("starts_at", "pk")
    return {
        "attentes": [
            {
                "bien": one.asset.name,
                "pour": one.organisation.name,
                "debut": one.starts_at.isoformat(),
                "fin": one.ends_at.isoformat(),
                "activite": one.purpose,
                "etat": one.state,
            }
            for one in waits
        ]
    }


def _forbids(person_id: int, now: dt.datetime) -> list[str]:  # noqa: ARG001  (every holding is given the moment)
    return []


def _erase(person_id: int, now: dt.datetime) -> None:
    """Leave every line, then forget the waits themselves: nobody needs them."""
    from maillon.sharing.availability.services import release

    for wait in Wait.objects.filter(person_id=person_id).order_by("pk"):
        if wait.commitment_id is not None:
            release(commitment_id=wait.commitment_id, now=now)
    Wait.objects.filter(person_id=person_id).delete()
    trail = Wait.pgh_event_model  # type: ignore[attr-defined]  # added by the audit trail
    trail.objects.filter(person_id=person_id).delete()


WAITS = Holding(name="waiting", read=_read, erase=_erase, forbids=_forbids)
