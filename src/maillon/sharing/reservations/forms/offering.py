"""Choosing which assets to share, under which conditions, when, and shown to whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.forms.assets import AssetFilter
from maillon.sharing.reservations.presets import PRESETS
from maillon.sharing.reservations.queries.offering import schedule_choices, terms_choices


class ShareFilter(AssetFilter):
    """Which assets are shown: those not in sharing yet, or those that are."""

    partage = forms.ChoiceField(choices=[("oui", "oui")], required=False)

    @property
    def shared(self) -> bool:
        """Return whether the assets already in sharing are asked for."""
        return bool(self.chosen["partage"])


class OfferForm(RefusableForm):
    """Under which conditions, when, and shown to whom."""

    terms = forms.ChoiceField(label=_("Sous quelles conditions"))
    schedule = forms.ChoiceField(label=_("À quelles heures"))
    audience = forms.ChoiceField(
        label=_("Qui peut voir ces biens"), choices=Circle.choices, initial=Circle.EVERYONE
    )

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_terms = bool(choices := terms_choices(organisation_id))
        self.fields["terms"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        presets = [(key, name) for key, (name, _week) in PRESETS.items()]
        own = schedule_choices(organisation_id)
        grouped = [(_("Vos horaires"), own), (_("Horaires courants"), presets)] if own else presets
        self.fields["schedule"].choices = grouped  # type: ignore[attr-defined]  # a ChoiceField
