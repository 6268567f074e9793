"""Sending a list, and choosing among what it proposes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Refusal
from maillon.base.web.forms import RefusableForm
from maillon.base.web.uploads import UploadForm
from maillon.sharing.inventory.imports.columns import CategoryLine, ColumnLine, field_choices
from maillon.sharing.inventory.imports.selections import Selection
from maillon.sharing.inventory.imports.services import Given
from maillon.sharing.inventory.models import AssetClass, Suggestion

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


class ColumnsForm(RefusableForm):
    """What each column of a file gives, and which class each of its categories means."""

    def __init__(
        self, *args: Any, columns: Sequence[ColumnLine], categories: Sequence[CategoryLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns, self.categories = columns, categories
        choices = field_choices()
        for number, column in enumerate(columns):
            self.fields[f"colonne-{number}"] = forms.ChoiceField(
                label=column.heading, choices=choices, required=False, initial=column.field
            )
        classes = [(one.code, one.name) for one in AssetClass.objects.order_by("number")]
        for number, category in enumerate(categories):
            self.fields[f"classe-{number}"] = forms.ChoiceField(
                label=category.text or _("lignes sans catégorie"),
                choices=[("", _nothing_said(category)), *classes],
                required=False,
                initial=category.rule,
            )

    @property
    def column_rows(self) -> list[tuple[ColumnLine, forms.BoundField]]:
        """Return each column with its question."""
        return [(column, self[f"colonne-{number}"]) for number, column in enumerate(self.columns)]

    @property
    def category_rows(self) -> list[tuple[CategoryLine, forms.BoundField]]:
        """Return each category with its question."""
        return [(category, self[f"classe-{number}"]) for number, category in enumerate(self.categories)]

    def given(self) -> Given:
        """Return what the person said."""
        said = self.cleaned_data
        classes = {
            one.text: said[f"classe-{number}"] for number, one in enumerate(self.categories) if one.text
        }
        default = next(
            (said[f"classe-{number}"] for number, one in enumerate(self.categories) if not one.text), ""
        )
        columns = {one.heading: said[f"colonne-{number}"] for number, one in enumerate(self.columns)}
        return Given(columns, classes, default)

    def add_refusal(self, refusal: Refusal) -> None:
        """Put each reason at the column that it names; the missing name, at the first column left aside."""
        places = {one.heading: f"colonne-{number}" for number, one in enumerate(self.columns)}
        aside = [name for name in places.values() if not self.cleaned_data.get(name)]
        for reason in refusal.reasons:
            first = next(iter(aside), "colonne-0") if reason.code == "name_unsaid" else None
            self.add_error(first or places.get(reason.field or ""), reason.message)


def _nothing_said(category: CategoryLine) -> Any:
    """Return what happens to the lines of a category when nothing is said of it."""
    if not category.goes:
        return _("– à choisir : sans catégorie, ces lignes sont refusées –")
    if category.rule or (len(category.goes) == 1 and not category.lost):
        return _("comme Maillon le propose")
    return _("selon le nom de chaque bien")
