"""Saying what comes with an asset, and what may be asked for with it."""

from django.db import transaction
from django.db.models import QuerySet

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Invalid, NotFound, Reason
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Accessory, Asset
from maillon.sharing.inventory.services.states import ask_not_frozen, locked

MOST = 30


@transaction.atomic
def add_accessory(
    *,
    asset_id: int,
    hat: Hat,
    name: str = "",
    other_id: int | None = None,
    quantity: int = 1,
    charge: str = "",
) -> Accessory:
    """Add what comes with the asset (``name``), or another asset of the owner that may be asked for with it.

    Raises Invalid when it is neither or both, when it is there already or when there are thirty.
    """
    asset = _mine(asset_id, hat)
    count = asset.accessories.count()
    if count >= MOST:
        raise _invalid("too_many_accessories")
    if (other_id is None) == (not name.strip()):
        raise _invalid("accessory_missing", "name")
    if other_id is not None and not _may_go_with(asset).filter(pk=other_id).exists():
        raise _invalid("accessory_foreign", "other")
    with refusals_for_constraints():
        return Accessory.objects.create(
            asset=asset,
            other_id=other_id,
            name=name.strip(),
            quantity=quantity,
            charge=charge.strip(),
            position=count,
        )


@transaction.atomic
def remove_accessory(*, asset_id: int, accessory_id: int, hat: Hat) -> None:
    """Take an accessory away; what was asked with it stays asked."""
    asset = _mine(asset_id, hat)
    done, _by_model = asset.accessories.filter(pk=accessory_id).delete()
    if not done:
        raise NotFound(Reason("unknown_accessory", str(SENTENCES["unknown_accessory"])))


def _mine(asset_id: int, hat: Hat) -> Asset:
    found = locked([asset_id], hat)
    if not found:
        raise NotFound(Reason("unknown_asset", str(SENTENCES["unknown_asset"])))
    ask_not_frozen(found)
    return found[0]


def _may_go_with(asset: Asset) -> "QuerySet[Asset]":
    """Return the other assets of the owner that can be booked."""
    mine = Asset.objects.filter(organisation_id=asset.organisation_id, asset_class__bookable=True)
    return mine.exclude(pk=asset.pk).exclude(state=Asset.State.ARCHIVED)


def _invalid(code: str, field: str | None = None) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))
