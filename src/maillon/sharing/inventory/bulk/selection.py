"""Which assets a bulk change is about: the ticked lines, all that the filter keeps, what an agreement cannot show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from maillon.community.agreements.models import Agreement
from maillon.sharing.inventory.forms.assets import AssetFilter
from maillon.sharing.inventory.models import Asset, AssetQuerySet
from maillon.sharing.inventory.queries.scopes import withheld_assets

MOST = 5_000  # lines that can be ticked; a filter has no limit


@dataclass(frozen=True, slots=True)
class Chosen:
    """The assets, and the fields that a form carries to name them again."""

    assets: AssetQuerySet
    hidden: tuple[tuple[str, Any], ...]


def chosen_assets(data: QueryDict, owner_id: int) -> Chosen:
    """Return the assets that an address or a form names among the owner's."""
    mine = Asset.objects.filter(organisation_id=owner_id)
    if data.get("portee") == "tout":
        filters = AssetFilter(data)
        kept = tuple((name, value) for name, value in filters.chosen.items() if value)
        return Chosen(filters.apply(mine), (("portee", "tout"), *kept))
    if data.get("portee") == "entente":
        return _withheld(data.get("entente", ""), owner_id)
    ticked = [one for one in data.getlist("ids") if one.isascii() and one.isdigit() and len(one) < 19][:MOST]
    return Chosen(mine.filter(pk__in=ticked), tuple(("ids", one) for one in ticked))


def _withheld(number: str, owner_id: int) -> Chosen:
    """Return what an agreement of the owner covers and that nobody else is shown yet."""
    known = Agreement.objects.filter(owner_id=owner_id)
    agreement = (
        known.filter(pk=int(number)).first()
        if number.isascii() and number.isdigit() and len(number) < 19
        else None
    )
    assets = Asset.objects.none() if agreement is None else withheld_assets(agreement)
    return Chosen(assets, (("portee", "entente"), ("entente", number)))


def kept_filters(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the filters of the list from which one comes, to go back there."""
    return {name: str(value) for name, value in AssetFilter(data).chosen.items() if value}
