"""Describing an asset, a site, a photo; narrowing a list of assets."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableModelForm
from maillon.base.web.uploads import UploadForm
from maillon.community.organisations.kinds import Circle
from maillon.community.territories.models import Municipality
from maillon.sharing.inventory.completeness import ITEMS, lacking
from maillon.sharing.inventory.forms.answers import DecimalField, answers_of, questions
from maillon.sharing.inventory.forms.sites import site_field
from maillon.sharing.inventory.models import Asset, AssetQuerySet, ClassField, Site
from maillon.sharing.inventory.queries.audiences import drawings_of, source_words
from maillon.sharing.inventory.queries.words import told_by

IN_USE = (Asset.State.DRAFT, Asset.State.ACTIVE)
LONGITUDE = _("En degrés, par exemple -72,957. Laissez vide pour le point du lieu.")


class PointForm(RefusableModelForm):
    """A form with a point, whose numbers may be typed with a comma."""

    lon = DecimalField(label=_("Longitude"), required=False, help_text=LONGITUDE)
    lat = DecimalField(label=_("Latitude"), required=False, help_text=_("Par exemple 45,630."))

    def _post_clean(self) -> None:
        """Leave the point to the service, which says what is wrong with it in words."""
        self.instance.lon, self.instance.lat = self.cleaned_data.get("lon"), self.cleaned_data.get("lat")
        super()._post_clean()  # type: ignore[misc]  # Django's own step, absent from its stubs

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"lon", "lat"}  # type: ignore[misc]  # idem


# With a script, choosing a class shows its fields at once; without, the button below does.
SHOW_ITS_FIELDS = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-select": "#caracteristiques",
    "hx-target": "#caracteristiques",
    "hx-swap": "outerHTML",
    "hx-include": "closest form",
    "hx-vals": '{"montrer": "1"}',
}


class AssetForm(PointForm):
    """Everything that an owner says of an asset, the fields of its class included."""

    class Meta:
        model = Asset
        fields = (
            "name",
            "asset_class",
            "site",
            "identifier",
            "description",
            "capacity",
            "quantity",
            "lon",
            "lat",
            "accessibility",
            "audience",
        )
        widgets = {
            "asset_class": forms.Select(attrs=SHOW_ITS_FIELDS),
            "description": forms.Textarea(attrs={"rows": 4}),
            "accessibility": forms.Textarea(attrs={"rows": 3}),
        }

    why = forms.CharField(
        label=_("Pourquoi ce changement (facultatif)"),
        max_length=200,
        required=False,
        help_text=_("Une phrase pour vos collègues : elle se lit dans l’historique du bien."),
    )

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["why"]
        at_least_one = MinValueValidator(1, _("Inscrivez une quantité d’au moins 1."))
        self.fields["quantity"].validators.append(at_least_one)
        if self.instance.pk is not None and self.instance.exemplars.exists():
            self.fields["quantity"].disabled = True
            self.fields["quantity"].help_text = _("Elle suit les exemplaires qui sont à vous.")
        self.fields["site"] = site_field(organisation_id, self.fields["site"].label)
        self.instance.organisation_id = organisation_id
        self.asked = ClassField.objects.filter(asset_class_id=self._class_id(), retired=False).order_by(
            "position", "pk"
        )
        self.fields.update(questions(self.asked, self.instance.details))
        self._ask_who_sees(organisation_id, kwargs.get("initial") or {})

    def _ask_who_sees(self, organisation_id: int, given: Mapping[str, Any]) -> None:
        """Offer first what the rules say, then the circles; what the rules say is said in words."""
        asset = self.instance
        rules = str(_("Selon nos règles de qui peut voir"))
        if asset.pk is not None:
            drawn = drawings_of(organisation_id).of(asset.site_id, asset.asset_class_id)
            rules = f"{source_words(drawn.source).capitalize()}\u00a0: {Circle(drawn.audience).label}"
        field = self.fields["audience"]
        field.required = False
        field.choices = [("", rules), *Circle.choices]  # type: ignore[attr-defined]  # a ChoiceField
        if "audience" not in given and (asset.pk is None or asset.audience_follows):
            self.initial["audience"] = ""

    def _class_id(self) -> int | None:
        """Return the class that is chosen at this moment, whose fields are asked."""
        chosen = self.data.get("asset_class") if self.is_bound else self.initial.get("asset_class")
        return int(str(chosen)) if str(chosen or "").isdecimal() else None

    @property
    def details(self) -> list[tuple[forms.BoundField, str]]:
        """Return the questions of the class, each with its unit."""
        return [(self[f"details.{field.code}"], field.unit) for field in self.asked]

    def _post_clean(self) -> None:
        self.instance.details = answers_of(self.asked, self.instance.details, self.cleaned_data)
        self.instance.audience_follows = not self.cleaned_data.get("audience")
        if self.instance.audience_follows:  # the service writes what the rules say
            self.cleaned_data["audience"] = self.instance.audience
        super()._post_clean()


class SiteForm(PointForm):
    """Where assets stand."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.order_by("sort_key", "pk"), label=_("Municipalité"), required=False
    )

    class Meta:
        model = Site
        fields = ("name", "address", "municipality", "lon", "lat")

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lon"].help_text = _("En degrés, par exemple -72,957.")
        self.instance.organisation_id = organisation_id


class PhotoForm(UploadForm):
    """A photo and what it shows."""

    file = forms.FileField(
        label=_("Photo"),
        help_text=_(
            "JPEG, PNG ou WebP, d’au plus 20 Mo. Le lieu et l’appareil de prise de vue sont effacés."
        ),
        error_messages={"required": _("Choisissez une photo.")},
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("Ce que montre la photo"),
        max_length=200,
        help_text=_("Une phrase pour qui ne voit pas l’image : « Gymnase double, gradins repliés »."),
    )


class AssetFilter(forms.Form):
    """Which of one's assets are shown; every answer is optional, and a wrong one is as if it were not given."""

    q = forms.CharField(max_length=80, required=False)
    categorie = forms.SlugField(max_length=30, required=False)
    etat = forms.ChoiceField(choices=Asset.State.choices, required=False)
    lieu = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    unite = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    manque = forms.ChoiceField(choices=[(item, item) for item in (*ITEMS, "confirmation")], required=False)

    @property
    def chosen(self) -> dict[str, Any]:
        """Return the answers that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    def apply(self, assets: AssetQuerySet, *, own: bool = True) -> AssetQuerySet:
        """Narrow the list; archived assets are shown only when asked for.

        Another organisation's assets are not sought by what stays inside it (``own``): a filter tells too.
        """
        chosen = self.chosen
        assets = assets.filter(state=chosen["etat"]) if chosen["etat"] else assets.filter(state__in=IN_USE)
        if chosen["categorie"]:
            assets = assets.filter(asset_class__code=chosen["categorie"])
        if chosen["lieu"]:
            assets = assets.filter(site_id=chosen["lieu"])
        if chosen["unite"] and own:
            assets = assets.filter(keeping__unit_id=chosen["unite"])
        if chosen["manque"]:
            assets = lacking(assets, chosen["manque"], timezone.now())
        if words := chosen["q"].strip():
            assets = told_by(assets, words, own=own)
        return assets
