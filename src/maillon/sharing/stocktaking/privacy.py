"""What Maillon holds on someone who counted."""

import datetime as dt
from typing import Any

from maillon.base.privacy import Holding
from maillon.sharing.stocktaking.models import Count, Observation


def _read(person_id: int) -> dict[str, Any]:
    seen = Observation.objects.filter(person_id=person_id).select_related("count", "asset")
    return {
        "confies": [one.name for one in Count.objects.filter(counters=person_id).order_by("begun_at", "pk")],
        "observations": [
            {
                "recolement": one.count.name,
                "le": one.observed_at.isoformat(),
                "bien": one.asset.name if one.asset else one.seen,
                "constat": one.verdict,
                "remarque": one.remark,
            }
            for one in seen.order_by("observed_at", "pk")
        ],
    }


def _erase(person_id: int, now: dt.datetime) -> None:
    """Keep what was seen, which is the organisation's: the name goes with the person; a sealed report stays."""


COUNTS = Holding(name="recolements", read=_read, erase=_erase)
