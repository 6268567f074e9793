"""How the list of assets is shown: its columns, its order, how close its lines are."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from maillon.sharing.inventory.forms.assets import AssetFilter
from maillon.sharing.inventory.listing import COLUMNS, NAME, ORDERS, USUAL

AIRY = "aeree"


class ListForm(forms.Form):
    """What is asked of the list besides its filter; a wrong answer is as if it were not given."""

    tri = forms.ChoiceField(choices=[(one, one) for one in ORDERS], required=False)
    col = forms.MultipleChoiceField(choices=[(code, code) for code in COLUMNS], required=False)
    densite = forms.ChoiceField(choices=[(AIRY, AIRY)], required=False)

    @property
    def chosen(self) -> dict[str, Any]:
        """Return the answers that make sense."""
        self.is_valid()
        wanted = set(self.cleaned_data.get("col") or ())
        columns = tuple(code for code in COLUMNS if code in wanted) or USUAL
        order = self.cleaned_data.get("tri") or NAME
        return {"tri": order, "col": columns, "densite": self.cleaned_data.get("densite") or ""}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, whose link sorts by it."""

    word: Any
    href: str
    direction: str
    numeric: bool


def kept(address: QueryDict) -> str:
    """Return what the list understands of an address, always in the same order; empty for the whole list as usual."""
    filters = [(name, value) for name, value in AssetFilter(address).chosen.items() if value]
    shown = ListForm(address).chosen
    if shown["tri"] != NAME:
        filters.append(("tri", shown["tri"]))
    if shown["col"] != USUAL:
        filters.extend(("col", code) for code in shown["col"])
    if shown["densite"]:
        filters.append(("densite", shown["densite"]))
    return urlencode(filters)


def heads(address: QueryDict) -> list[Head]:
    """Return the heads of the columns that are shown, the name first."""
    shown = ListForm(address).chosen
    told = [(NAME, _("Nom"), False)] + [(c, COLUMNS[c].word, COLUMNS[c].numeric) for c in shown["col"]]
    return [
        Head(word, _sorted_address(address, code, shown["tri"]), _direction(code, shown["tri"]), numeric)
        for code, word, numeric in told
    ]


def _direction(code: str, order: str) -> str:
    if order.lstrip("-") != code:
        return ""
    return "descending" if order.startswith("-") else "ascending"


def _sorted_address(address: QueryDict, code: str, order: str) -> str:
    query = address.copy()
    query.pop("page", None)
    query["tri"] = f"-{code}" if order == code else code
    return f"?{query.urlencode()}"
