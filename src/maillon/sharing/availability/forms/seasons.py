"""Writing one season of a schedule: its name, its days, its week."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.kernel.seasons import Season
from maillon.sharing.availability.forms.hours import DateField, HoursForm, initial_week
from maillon.sharing.availability.models import DayKind

KEY_LENGTH = 8


class SeasonForm(HoursForm):
    """A season: « Été, du 15 juin au 1er septembre, chaque année »; ``school`` asks for the kinds of day too."""

    name = forms.CharField(
        label=_("Nom de la période"), max_length=80, help_text=_("Par exemple « Été » ou « Relâche ».")
    )
    first = DateField(label=_("Premier jour"), required=False)
    last = DateField(label=_("Dernier jour"), required=False)
    every_year = forms.BooleanField(
        label=_("Chaque année"),
        required=False,
        help_text=_("Seuls le jour et le mois comptent; du 1er novembre au 31 mars passe le Nouvel An."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Seulement ces jours du calendrier scolaire"),
        choices=DayKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Sans dates, la période vaut toute l’année, ces jours-là."),
    )

    def __init__(self, *args: Any, season: Season | None = None, school: bool, **kwargs: Any) -> None:
        self.season = season
        if season is not None:
            kwargs["initial"] = _initial(season) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if not school and not (season and season.kinds):
            del self.fields["kinds"]
        self.add_week(season.weekly.to_json() if season else ())

    def clean(self) -> dict[str, object]:
        """Check the week, and that the season has both bounds in order, or kinds of day."""
        super().clean()
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        kinds = self.cleaned_data.get("kinds")
        if first is None and last is None:
            if self.cleaned_data.get("every_year") or not kinds:
                self._note("first", _("Dites du premier au dernier jour de la période."))
        elif first is None or last is None:
            self._note("first" if first is None else "last", _("Donnez le premier et le dernier jour."))
        elif last < first and not self.cleaned_data.get("every_year"):
            self._note("last", _("Le dernier jour vient après le premier."))
        return self.cleaned_data

    def _note(self, field: str, sentence: Any) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)

    def written(self) -> Season:
        """Return the season that was written; a new one has a new key."""
        return Season(
            key=self.season.key if self.season else uuid4().hex[:KEY_LENGTH],
            name=self.cleaned_data["name"],
            weekly=self.weekly(),
            first=self.cleaned_data["first"],
            last=self.cleaned_data["last"],
            every_year=self.cleaned_data["every_year"],
            kinds=frozenset(self.cleaned_data.get("kinds") or ()),
        )


def _initial(season: Season) -> dict[str, Any]:
    return {
        "name": season.name,
        "first": season.first,
        "last": season.last,
        "every_year": season.every_year,
        "kinds": sorted(season.kinds),
        **initial_week(season.weekly.to_json()),
    }
