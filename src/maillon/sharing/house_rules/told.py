"""The past of a rule, as its page tells it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from maillon.base.web.formats import day
from maillon.sharing.house_rules.models import RuleVersion
from maillon.sharing.house_rules.phrases import sentence

ONE_DAY = dt.timedelta(days=1)


def told_history(versions: Iterable[RuleVersion]) -> list[dict[str, Any]]:
    """Return what was adopted and ended, newest first: when, what, by whom, why; reads those who did."""
    told: list[dict[str, Any]] = []
    for version in versions:
        if version.ended_at is not None and version.ends_on is not None:
            told.append(
                {
                    "when": version.ended_at,
                    "title": _("Retirée; dernier jour : %(day)s") % {"day": day(version.ends_on - ONE_DAY)},
                    "text": version.ended_why,
                    "who": str(version.ended_by) if version.ended_by else _("Maillon"),
                }
            )
        said = sentence(version)
        told.append(
            {
                "when": version.adopted_at,
                "title": _("Adoptée, en vigueur à partir du %(day)s") % {"day": day(version.starts_on)},
                "text": f"{said} {version.why}".strip(),
                "who": str(version.adopted_by) if version.adopted_by else _("Maillon"),
            }
        )
    return sorted(told, key=lambda one: one["when"], reverse=True)
