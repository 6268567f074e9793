"""Bringing open data to a territory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.uploads import UploadForm
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.imports.services.preloading import OpenData
from maillon.sharing.inventory.models import Preload

FIELDS = Preload._meta


class PreloadForm(UploadForm):
    """A file of open data, its source and licence, and to whom its things belong."""

    file = forms.FileField(
        label=_("Fichier de données ouvertes"),
        help_text=_("GeoJSON, CSV ou classeur, d’au plus 50 Mo."),
        error_messages={"required": _("Choisissez le fichier de données ouvertes.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.ods,.geojson,.json"}),
    )
    provider = forms.CharField(
        label=_("Données ouvertes de"),
        max_length=120,
        help_text=FIELDS.get_field("provider").help_text,
    )
    licence = forms.CharField(
        label=_("Licence"),
        max_length=80,
        help_text=FIELDS.get_field("licence").help_text,
    )
    address = forms.URLField(label=_("Adresse de la page"), required=False, assume_scheme="https")
    owner = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Tout appartient à"),
        required=False,
        empty_label=_("– une colonne le dit –"),
    )
    owner_heading = forms.CharField(
        label=_("Colonne qui nomme le propriétaire"),
        max_length=200,
        required=False,
        help_text=_("Si le fichier parle de plusieurs organisations : le titre de la colonne qui les nomme."),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField

    def told(self) -> OpenData:
        """Return where the data comes from."""
        said = self.cleaned_data
        return OpenData(said["provider"], said["licence"], said["address"])
