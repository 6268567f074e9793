"""What Maillon holds on the verifications that a person asked for or decided."""

import datetime as dt
from typing import Any

from maillon.base.privacy import Holding
from maillon.community.verification.models import Decision, Request


def _read(person_id: int) -> dict[str, Any]:
    asked = Request.objects.filter(sent_by_id=person_id).select_related("organisation")
    decided = Decision.objects.filter(by_id=person_id).select_related("organisation")
    return {
        "demandees": [
            {
                "organisation": one.organisation.name,
                "envoyee": one.sent_at.isoformat() if one.sent_at else None,
                "message": one.message,
                "etat": one.state,
            }
            for one in asked.order_by("opened_at", "pk")
        ],
        "decidees": [
            {"organisation": one.organisation.name, "le": one.at.isoformat(), "decision": one.outcome}
            for one in decided.order_by("at", "pk")
        ],
    }


def _erase(person_id: int, now: dt.datetime) -> None:
    """Keep the requests, which are the organisation's, and the register of decisions: the name goes with it."""


VERIFICATIONS = Holding(name="verifications", read=_read, erase=_erase)
