"""What comes with an asset, and what may be asked for with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.sharing.inventory.models import Asset

CHARGE = _("En mots, s’il y en a : « 10 $ de nettoyage ».")


class IncludedForm(RefusableForm):
    """Something that comes with the asset, counted."""

    name = forms.CharField(
        label=_("Ce qui vient avec"), max_length=120, help_text=_("Par exemple : câble HDMI, filet, clé.")
    )
    quantity = forms.IntegerField(label=_("Combien"), min_value=1, max_value=100_000, initial=1)
    charge = forms.CharField(label=_("Frais"), max_length=160, required=False, help_text=CHARGE)


class OptionalForm(RefusableForm):
    """Another asset of the owner, which may be asked for at the same time."""

    other = forms.ModelChoiceField(Asset.objects.none(), label=_("Un autre de vos biens"))
    quantity = forms.IntegerField(label=_("Au plus"), min_value=1, max_value=100_000, initial=1)
    charge = forms.CharField(label=_("Frais"), max_length=160, required=False, help_text=CHARGE)

    def __init__(self, data: Any = None, *, asset: Asset, **more: Any) -> None:
        super().__init__(data, **more)
        mine = Asset.objects.filter(organisation_id=asset.organisation_id, asset_class__bookable=True)
        near = mine.exclude(pk=asset.pk).exclude(state=Asset.State.ARCHIVED).select_related("site")
        field: Any = self.fields["other"]
        field.queryset = near.order_by("sort_key", "pk")
        field.label_from_instance = lambda one: f"{one.name} – {one.site.name}"
