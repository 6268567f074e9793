"""What Maillon holds on a person in saved views."""

import datetime as dt
from typing import Any

from maillon.base.privacy import Holding
from maillon.community.saved_views.models import SavedView


def _read(person_id: int) -> list[dict[str, Any]]:
    views = SavedView.objects.filter(person_id=person_id).select_related("organisation").order_by("pk")
    return [
        {
            "organisation": view.organisation.name,
            "liste": view.list_code,
            "nom": view.name,
            "filtre": view.asked,
            "partagee": view.shared,
            "enregistree": view.created_at.isoformat(),
        }
        for view in views
    ]


def _erase(person_id: int, now: dt.datetime) -> None:  # noqa: ARG001  (every holding is given the moment)
    """Delete the person's own views; those that they shared stay, without their name."""
    SavedView.objects.filter(person_id=person_id, shared=False).delete()
    SavedView.objects.filter(person_id=person_id).update(person=None)


VIEWS = Holding(name="vues_enregistrees", read=_read, erase=_erase)
