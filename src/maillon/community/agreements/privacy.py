"""What Maillon holds on the agreements that a person proposed or answered."""

import datetime as dt
from typing import Any

from maillon.base.privacy import Holding
from maillon.community.agreements.models import Agreement, Party


def _read(person_id: int) -> dict[str, Any]:
    proposed = Agreement.objects.filter(proposed_by_id=person_id).order_by("proposed_at", "pk")
    answered = Party.objects.filter(answered_by_id=person_id).select_related("agreement")
    return {
        "proposees": [
            {"titre": one.title, "le": one.proposed_at.isoformat() if one.proposed_at else None}
            for one in proposed
        ],
        "repondues": [
            {
                "titre": one.agreement.title,
                "le": one.answered_at.isoformat() if one.answered_at else None,
                "reponse": one.state,
                "raison": one.reason,
            }
            for one in answered.order_by("answered_at", "pk")
        ],
    }


def _erase(person_id: int, now: dt.datetime) -> None:
    """Keep the agreements, which are the organisations': the name goes with the account."""


AGREEMENTS = Holding(name="ententes", read=_read, erase=_erase)
