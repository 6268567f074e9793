"""The columns of the list of assets, and the orders in which it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from maillon.base.web.formats import day, number
from maillon.sharing.inventory.models import Asset, AssetQuerySet

NAME = "nom"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its word, what stands under it, and the column of the table by which it is sorted."""

    word: Any
    said: Callable[[Asset], str]
    order: str
    numeric: bool = False


def _capital(word: Any) -> str:
    said = str(word)
    return said[:1].upper() + said[1:]


# By the word of the address. The name always stands first, and is drawn by the page.
COLUMNS: Mapping[str, ListColumn] = {
    "categorie": ListColumn(_("Catégorie"), lambda one: one.asset_class.name, "asset_class__number"),
    "lieu": ListColumn(_("Lieu"), lambda one: one.site.name, "site__sort_key"),
    "identifiant": ListColumn(_("Numéro"), lambda one: one.identifier, "identifier"),
    "etat": ListColumn(_("État"), lambda one: _capital(one.get_state_display()), "state"),
    "qui": ListColumn(_("Qui peut le voir"), lambda one: _capital(one.get_audience_display()), "audience"),
    "capacite": ListColumn(_("Capacité"), lambda one: number(one.capacity), "capacity", numeric=True),
    "quantite": ListColumn(_("Quantité"), lambda one: number(one.quantity), "quantity", numeric=True),
    "maj": ListColumn(_("Modifié le"), lambda one: day(one.updated_at), "updated_at"),
    "confirme": ListColumn(
        _("Confirmé le"), lambda one: day(one.confirmed_at) if one.confirmed_at else "", "confirmed_at"
    ),
}
MAYBE_UNKNOWN = frozenset({"capacite", "confirme"})
USUAL = ("categorie", "lieu", "qui")
ORDERS = tuple(f"{sign}{code}" for code in (NAME, *COLUMNS) for sign in ("", "-"))


def in_order(assets: AssetQuerySet, order: str) -> AssetQuerySet:
    """Return the assets in an order of the address: « maj », or « -maj » for the latest first; what is unknown last."""
    code = order.lstrip("-") or NAME
    column = F("sort_key") if code == NAME else F(COLUMNS[code].order)
    unknown = True if code in MAYBE_UNKNOWN else None
    first = column.desc(nulls_last=unknown) if order.startswith("-") else column.asc(nulls_last=unknown)
    if code == NAME:
        back = order.startswith("-")
        return assets.order_by("-sort_key" if back else "sort_key", "-pk" if back else "pk")
    return assets.order_by(first, "sort_key", "pk")
