"""Narrowing the requests that wait for an answer: the address of the page holds every choice."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import QueryDict

from maillon.base.finding import told
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.words import told_by
from maillon.sharing.reservations.models import ReservationQuerySet

BY_MOMENT = "moment"
ORDERS = {BY_MOMENT: ("starts_at", "pk")}


class WaitingFilter(forms.Form):
    """Which of the requests that wait are shown; every answer is optional, a wrong one is as if it were not given."""

    q = forms.CharField(max_length=80, required=False)
    categorie = forms.SlugField(max_length=30, required=False)
    lieu = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    tri = forms.ChoiceField(choices=[(one, one) for one in ORDERS], required=False)

    @property
    def chosen(self) -> dict[str, Any]:
        """Return the answers that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    @property
    def narrows(self) -> bool:
        """Return whether some requests may be left out."""
        return any(value for name, value in self.chosen.items() if name != "tri")

    def apply(self, found: ReservationQuerySet, owner_id: int) -> ReservationQuerySet:
        """Narrow the requests made to this owner, and put them in the order asked for."""
        chosen = self.chosen
        if chosen["categorie"]:
            found = found.filter(asset__asset_class__code=chosen["categorie"])
        if chosen["lieu"]:
            found = found.filter(asset__site_id=chosen["lieu"])
        if words := chosen["q"].strip():
            assets = told_by(Asset.objects.filter(organisation_id=owner_id), words, own=True)
            askers = told(Organisation.objects.order_by(), words, number="short_name")
            said = Q(purpose__icontains=words) | Q(reference__iexact=words)
            found = found.filter(said | Q(asset__in=assets.order_by()) | Q(organisation__in=askers))
        return found.order_by(*ORDERS[chosen["tri"]]) if chosen["tri"] else found


def kept(address: QueryDict) -> str:
    """Return what the list understands of an address, always in the same order."""
    chosen = WaitingFilter(address).chosen
    return urlencode([(name, value) for name, value in chosen.items() if value])
