"""The search, as its sentence is filled in: the address of the page holds every answer."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.sharing.reservations.drafts import moment
from maillon.sharing.reservations.queries.places import Spot, find_place
from maillon.sharing.reservations.queries.sought import LONGEST, Sought, read_sought

RADII = (5, 15, 40, 100, 200)  # kilometres
CLOCK = r"^(?:[01]?\d|2[0-3]):[0-5]\d$|^24:00$"


class SearchForm(forms.Form):
    """« Je cherche … près de … le … de … à … pour … personnes, jusqu’à … km »."""

    quoi = forms.CharField(
        label=gettext_lazy("Je cherche"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Dites ce que vous cherchez.")},
    )
    ou = forms.CharField(
        label=gettext_lazy("Près de"),
        max_length=120,
        error_messages={"required": gettext_lazy("Dites près de quelle ville ou de quel village.")},
    )
    date = forms.DateField(
        label=gettext_lazy("Le"),
        error_messages={
            "required": gettext_lazy("Choisissez un jour."),
            "invalid": gettext_lazy("Écrivez le jour comme ceci\u00a0: 2026-12-01."),
        },
    )
    de = forms.RegexField(
        CLOCK,
        label=gettext_lazy("De"),
        error_messages={"required": gettext_lazy("Dites à quelle heure vous commencez.")},
    )
    a = forms.RegexField(
        CLOCK,
        label=gettext_lazy("À"),
        error_messages={"required": gettext_lazy("Dites à quelle heure vous finissez.")},
    )
    personnes = forms.IntegerField(label=gettext_lazy("Pour"), min_value=1, max_value=100_000, required=False)
    rayon = forms.TypedChoiceField(
        label=gettext_lazy("Dans un rayon de"),
        coerce=int,
        required=False,
        empty_value=None,
    )
    tel = forms.BooleanField(required=False)  # « tel quel »: nothing that was typed is corrected

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.suggestions: tuple[str, ...] = ()
        self.spot: Spot | None = None
        self.guessed_place = False
        self.sought = Sought("")
        radii = [("", _("aussi loin qu’il faut")), *((km, _("%(km)s km") % {"km": km}) for km in RADII)]
        self.fields["rayon"].choices = radii  # type: ignore[attr-defined]  # a ChoiceField

    def clean_quoi(self) -> str:
        """Understand what is looked for: a class, words of names, or both."""
        text: str = self.cleaned_data["quoi"]
        self.sought = read_sought(text, as_typed=bool(self.data.get("tel")))
        if not self.sought:
            raise forms.ValidationError(_("Dites-le en un mot ou deux\u00a0: gymnase, camion, projecteur."))
        return text

    def clean_ou(self) -> str:
        """Find the place; when it is not clear, say which names were perhaps meant."""
        found = find_place(self.cleaned_data["ou"])
        self.spot, self.suggestions, self.guessed_place = found.spot, found.suggestions, found.guessed
        if found.spot is None and found.suggestions:
            raise forms.ValidationError(
                _("Plusieurs endroits pourraient convenir\u00a0: choisissez le vôtre.")
            )
        if found.spot is None:
            raise forms.ValidationError(
                _("Nous ne connaissons pas cet endroit\u00a0: essayez la ville la plus proche.")
            )
        return found.spot.name

    def clean_date(self) -> dt.date:
        """Look ahead only, and no further than anyone may book."""
        day: dt.date = self.cleaned_data["date"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("Ce jour est passé\u00a0: choisissez-en un à venir."))
        if day > today + dt.timedelta(days=540):
            raise forms.ValidationError(_("C’est trop loin\u00a0: on réserve au plus 540 jours d’avance."))
        return day

    def clean(self) -> dict[str, Any]:
        """Check that the end follows the beginning."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("de"), cleaned.get("a")
        if starts and ends and starts.zfill(5) >= ends.zfill(5):
            self.add_error("a", _("La fin vient après le début\u00a0: choisissez une heure plus tardive."))
        return cleaned

    def period(self, tz: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
        """Return when it begins and ends, by that clock."""
        day = self.cleaned_data["date"].isoformat()
        return moment(day, self.cleaned_data["de"], tz), moment(day, self.cleaned_data["a"], tz)
