"""Sending a list, and choosing among what it proposes."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.uploads import UploadForm
from maillon.sharing.inventory.imports.selections import Selection
from maillon.sharing.inventory.models import Suggestion

SAFE = frozenset({Suggestion.Kind.NEW.value, Suggestion.Kind.CHANGED.value})


class ListForm(UploadForm):
    """A file, and the list that it is a copy of."""

    file = forms.FileField(
        label=_("Votre fichier"),
        help_text=_(
            "Un classeur (.xlsx, .ods), du texte (.csv) ou du GeoJSON, d’au plus 50 Mo et 200 000 lignes. "
            "Une colonne « nom » suffit; « catégorie », « capacité », « adresse », « longitude » et « latitude » "
            "sont reconnues."
        ),
        error_messages={"required": _("Choisissez le fichier qui contient votre liste.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.ods,.geojson,.json"}),
    )
    list_name = forms.CharField(
        label=_("Nom de la liste"),
        max_length=60,
        required=False,
        help_text=_(
            "Le même nom d’une fois à l’autre permet de voir ce qui a changé. Laissez vide pour le nom du fichier."
        ),
    )


class ReviewForm(forms.Form):
    """Which suggestions are shown: every answer is optional, and a wrong one is as if it were not given."""

    genre = forms.ChoiceField(choices=Suggestion.Kind.choices, required=False)
    decision = forms.ChoiceField(choices=Suggestion.State.choices, required=False)
    categorie = forms.SlugField(max_length=30, required=False)
    q = forms.CharField(max_length=80, required=False)

    @property
    def chosen(self) -> dict[str, str]:
        """Return the answers that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    def selection(self) -> Selection:
        """Return what is shown."""
        chosen = self.chosen
        return Selection(
            kinds=frozenset({chosen["genre"]} if chosen["genre"] else ()),
            class_code=chosen["categorie"],
            text=chosen["q"],
        )

    def to_decide(self, ids: list[str] | None = None) -> Selection:
        """Return what a button takes: the ticked lines, else what is shown and carries no doubt.

        Absent things and likely duplicates are decided in their own tab, or one by one.
        """
        shown = self.selection()
        if ids is not None:
            ticked = (one for one in ids if one.isascii() and one.isdigit() and len(one) < 19)
            return replace(shown, ids=frozenset(int(one) for one in ticked))
        return shown if shown.kinds else replace(shown, kinds=SAFE)
