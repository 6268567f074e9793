"""What comes with an asset, and what may be asked for with it, as its page tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillon.base.web.formats import number
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Accessory, Asset


@dataclass(frozen=True, slots=True)
class Told:
    """One accessory in words; ``asset_id`` is the other asset, when it is one."""

    id: int
    text: str
    charge: str
    asset_id: int | None = None
    most: int = 1


def accessories_of(asset_id: int, hat: Hat) -> tuple[list[Told], list[Told]]:
    """Return what comes with the asset, and what may be asked for with it and that this hat may see: two queries."""
    every = list(Accessory.objects.filter(asset_id=asset_id).order_by("position", "pk"))
    others = Asset.objects.visible_to(hat).active().in_bulk([one.other_id for one in every if one.other_id])
    included = [
        Told(one.pk, counted(one.name, one.quantity), one.charge) for one in every if one.other_id is None
    ]
    optional = [
        Told(one.pk, others[one.other_id].name, one.charge, one.other_id, one.quantity)
        for one in every
        if one.other_id in others
    ]
    return included, optional


def counted(name: str, quantity: int) -> str:
    """Return « 2 × poteaux », or the name alone for one."""
    return _("%(n)s × %(name)s") % {"n": number(quantity), "name": name} if quantity > 1 else name
