"""Saying how an asset is managed, which units there are, and in what condition an asset is."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.web.formats import language
from maillon.base.web.forms import RefusableModelForm
from maillon.base.web.uploads import UploadForm
from maillon.kernel.money import CENT
from maillon.sharing.inventory.models import Grade, KeepingRecord, Unit
from maillon.sharing.inventory.queries.records import possible_keepers

DAY = {"type": "date"}


class AmountField(forms.DecimalField):
    """An amount in dollars, typed with a comma or a point, with or without spaces, exact to the cent."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        """Return the amount, or nothing for an empty answer."""
        plain = "".join(char for char in str(value or "") if not char.isspace() and char != "$")
        return super().to_python(plain.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        """Return the amount as people write it here; what was typed is given back as it was."""
        if not isinstance(value, Decimal):
            return value
        return str(value.quantize(CENT)).replace(".", "," if language() == "fr" else ".")


class KeepingForm(RefusableModelForm):
    """The record by which an owner manages an asset."""

    acquisition_value = AmountField(
        label=_("Valeur d’acquisition"), max_digits=12, decimal_places=2, required=False
    )
    replacement_value = AmountField(
        label=_("Valeur de remplacement"),
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text=_("Ce qu’il faudrait payer aujourd’hui pour un bien semblable."),
    )
    useful_life_years = forms.IntegerField(
        label=_("Durée de vie utile"),
        required=False,
        min_value=1,
        max_value=200,
        widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=_("Pour calculer la fin de vie et la valeur résiduelle, par la méthode linéaire."),
    )

    class Meta:
        model = KeepingRecord
        fields = (
            "unit",
            "keeper",
            "serial_number",
            "supplier",
            "acquired_on",
            "in_service_since",
            "warranty_until",
            "acquisition_value",
            "replacement_value",
            "useful_life_years",
        )
        widgets = {
            name: forms.DateInput(DAY, "%Y-%m-%d")
            for name in ("acquired_on", "in_service_since", "warranty_until")
        }

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(organisation_id=organisation_id).order_by("sort_key", "pk")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a ModelChoiceField
        members = possible_keepers(organisation_id, timezone.localdate())
        present = Q(pk=self.instance.keeper_id)  # who left since is shown until another is chosen
        people = type(members)(members.model).filter(Q(pk__in=members.values("pk")) | present)
        self.fields["keeper"].queryset = people.order_by("name", "pk")  # type: ignore[attr-defined]  # the same


class UnitForm(RefusableModelForm):
    """A part of the organisation that answers for assets."""

    class Meta:
        model = Unit
        fields = ("name", "contact", "email", "phone")


class ManyFiles(forms.ClearableFileInput):
    """A widget by which several files are chosen at once."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several files, or none."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files, each of them looked at as one file is."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PicturesField, self).clean(one, initial) for one in files]


class ConditionForm(UploadForm):
    """A report of the condition of an asset."""

    grade = forms.ChoiceField(
        label=_("État physique"),
        choices=[(grade.value, grade.label) for grade in Grade],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un état.")},
    )
    observed_on = forms.DateField(
        label=_("Constaté le"),
        widget=forms.DateInput(DAY, "%Y-%m-%d"),
        error_messages={"required": _("Inscrivez le jour où l’état a été constaté.")},
    )
    note = forms.CharField(
        label=_("Remarque"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Pour vos collègues : elle ne sort pas de votre organisation."),
    )
    file = PicturesField(
        label=_("Photos"),
        required=False,
        help_text=_("Au plus quatre, pour vos collègues. JPEG, PNG ou WebP."),
        widget=ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("Ce que montrent les photos"),
        required=False,
        max_length=200,
        help_text=_("Une phrase pour qui ne voit pas les images."),
    )
