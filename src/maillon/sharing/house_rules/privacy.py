"""What Maillon holds on someone who adopted or ended a rule."""

import datetime as dt
from typing import Any

from maillon.base.privacy import Holding
from maillon.sharing.house_rules.models import RuleVersion
from maillon.sharing.house_rules.phrases import sentence


def _read(person_id: int) -> dict[str, Any]:
    adopted = RuleVersion.objects.filter(adopted_by=person_id).select_related("rule__organisation")
    ended = RuleVersion.objects.filter(ended_by=person_id).select_related("rule__organisation")
    return {
        "adoptees": [
            {
                "organisation": one.rule.organisation.name,
                "le": one.adopted_at.isoformat(),
                "regle": sentence(one),
            }
            for one in adopted.order_by("pk")
        ],
        "retirees": [
            {"organisation": one.rule.organisation.name, "regle": sentence(one), "pourquoi": one.ended_why}
            for one in ended.order_by("pk")
        ],
    }


def _erase(person_id: int, now: dt.datetime) -> None:
    """Keep the rules, which are the organisation's: the name goes with the person."""


HOUSE_RULES = Holding(name="regles", read=_read, erase=_erase)
