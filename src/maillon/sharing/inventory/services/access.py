"""Answering how a place, or an asset for itself, is reached and used by everyone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from maillon.base.refusals import Invalid, Reason
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.rules.access import QUESTIONS, access_misfits
from maillon.sharing.inventory.services.states import ask_not_frozen

FIRST_DAY = "1990-01-01"


def check_access(answers: Mapping[str, Any], now: datetime) -> None:
    """Raise Invalid, with a reason at each ``access.<code>``, unless the answers fit the questions."""
    reasons = []
    for code, why in access_misfits(answers).items():
        declared = QUESTIONS.get(code)
        bounds = {"least": int(declared.least or 0), "most": int(declared.most or 0)} if declared else {}
        reasons.append(Reason(str(why), str(SENTENCES[why]) % bounds, f"access.{code}"))
    checked = answers.get("checked_on")
    if not reasons and checked is not None and not FIRST_DAY <= checked <= now.date().isoformat():
        reasons.append(Reason("not_checked_yet", str(SENTENCES["not_checked_yet"]), "access.checked_on"))
    if reasons:
        raise Invalid(reasons)


@transaction.atomic
def write_site_access(*, site: Site, answers: Mapping[str, Any], by: Hat, now: datetime) -> Site:
    """Write what a place answers; what stands there answers the same, unless it answers for itself.

    Raises Invalid when an answer does not fit its question.
    """
    held = Site.objects.select_for_update(no_key=True).get(pk=site.pk)
    ask_to_keep(by, held.organisation_id)
    check_access(answers, now)
    held.access = dict(answers)
    held.save(update_fields=["access", "sort_key"])
    return held


@transaction.atomic
def write_asset_access(*, asset: Asset, answers: Mapping[str, Any], by: Hat, now: datetime) -> Asset:
    """Write what an asset answers for itself, over what its place answers.

    Raises Frozen when the asset is held intact, Invalid when an answer does not fit its question.
    """
    ask_to_keep(by, asset.organisation_id)
    held = Asset.objects.select_for_update(of=("self",), no_key=True).select_related("site").get(pk=asset.pk)
    ask_not_frozen([held])
    check_access(answers, now)
    held.access = dict(answers)
    held.save(update_fields=["access", "updated_at", "sort_key", "x", "y"])
    return held
