"""Gestures that change one field: where assets stand, what they are, who may see them, draft or in use."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillon.base.audit import because
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.bulk.gestures import Preview, numbers_of, previewed
from maillon.sharing.inventory.forms.sites import site_field
from maillon.sharing.inventory.models import Asset, AssetClass, AssetQuerySet, Site
from maillon.sharing.inventory.services.states import locked

ALONGSIDE = (
    "audience_follows",
    "lon",
    "lat",
    "x",
    "y",
    "updated_at",
)  # what a gesture may change with its field
WHY = _("Pourquoi (facultatif)")
WHY_HELP = _("Une phrase qui se lira dans l’historique de chaque bien.")


class FieldGesture:
    """Give many assets the same value of one field."""

    def __init__(
        self,
        code: str,
        word: Any,
        name: str,
        field: Callable[[int], forms.Field],
        said: Callable[[Asset], Any],
    ) -> None:
        self.code, self.word, self.name, self.field, self.said = code, word, name, field, said

    def form(self, data: Mapping[str, Any] | None, *, owner_id: int) -> RefusableForm:
        """Ask for the value, and for a reason."""
        form = RefusableForm(data)
        form.fields["valeur"] = self.field(owner_id)
        form.fields["why"] = forms.CharField(label=WHY, help_text=WHY_HELP, max_length=200, required=False)
        return form

    def preview(self, assets: AssetQuerySet, values: Mapping[str, Any], *, now: datetime) -> Preview:  # noqa: ARG002  (a gesture's signature)
        """Return the assets that say something else so far."""
        value = values["valeur"]
        shown = dict(Circle.choices).get(value, value) if isinstance(value, str) else value
        return previewed(assets, assets.exclude(**{self.name: value}), self.said, lambda _asset: shown)

    @transaction.atomic
    def carry_out(self, assets: AssetQuerySet, values: Mapping[str, Any], *, hat: Hat, now: datetime) -> int:
        """Write the value; an asset that stood at the point of its site follows it to the new one."""
        value = values["valeur"]
        wanted = [one for one in locked(numbers_of(assets), hat) if one.frozen_at is None]
        sites = Site.objects.in_bulk({one.site_id for one in wanted}) if self.name == "site" else {}
        changed = []
        for asset in wanted:
            if getattr(asset, self.attname) == getattr(value, "pk", value):
                continue
            if self.name == "site":
                move(asset, sites[asset.site_id], value)
            setattr(asset, self.name, value)
            if self.name == "audience":
                asset.audience_follows = False
            asset.updated_at = now
            changed.append(asset)
        with because(values.get("why", ""), person=hat.person_id, membership=hat.membership_id):
            Asset.objects.bulk_update(changed, [self.name, *ALONGSIDE], batch_size=500)
        return len(changed)

    @property
    def attname(self) -> str:
        """Return the column of the field."""
        return str(Asset._meta.get_field(self.name).attname)  # type: ignore[union-attr]  # a plain field


def move(asset: Asset, old: Site, new: Site) -> None:
    """Take the point of the new site when the asset only had that of the old one, or none."""
    if (asset.lon, asset.lat) in ((old.lon, old.lat), (None, None)):
        asset.lon, asset.lat = new.lon, new.lat
        asset.place()


def _sites(owner_id: int) -> forms.Field:
    return site_field(owner_id, _("Nouveau lieu"))


def _classes(_owner_id: int) -> forms.Field:
    return forms.ModelChoiceField(AssetClass.objects.order_by("number"), label=_("Nouvelle catégorie"))


def _circles(_owner_id: int) -> forms.Field:
    return forms.ChoiceField(label=_("Qui peut voir ces biens"), choices=Circle.choices)


SITE = FieldGesture("lieu", _("Changer de lieu"), "site", _sites, lambda asset: asset.site.name)
CLASS = FieldGesture(
    "categorie", _("Changer de catégorie"), "asset_class", _classes, lambda asset: asset.asset_class.name
)
AUDIENCE = FieldGesture(
    "qui-voit",
    _("Changer qui peut les voir"),
    "audience",
    _circles,
    lambda asset: asset.get_audience_display(),
)
