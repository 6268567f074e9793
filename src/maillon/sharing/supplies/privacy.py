"""What Maillon holds on someone who moved supplies."""

import datetime as dt
from typing import Any

from maillon.base.privacy import Holding
from maillon.sharing.supplies.models import Movement


def _read(person_id: int) -> dict[str, Any]:
    mine = Movement.objects.filter(by_id=person_id).select_related("article").order_by("at", "pk")
    return {
        "mouvements": [
            {
                "fourniture": one.article.name,
                "le": one.at.isoformat(),
                "mouvement": one.kind,
                "quantite": f"{one.amount:f}",
                "raison": one.reason,
                "usage": one.use,
            }
            for one in mine
        ]
    }


def _erase(person_id: int, now: dt.datetime) -> None:  # noqa: ARG001  (every holding is given the moment)
    """Keep the movements, which are the organisation's accounts; the name goes."""
    Movement.objects.filter(by_id=person_id).update(by=None)


MOVEMENTS = Holding(name="fournitures", read=_read, erase=_erase)
