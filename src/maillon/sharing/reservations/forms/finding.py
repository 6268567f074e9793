"""The search, as its sentence is filled in: the address of the page holds every answer."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.formats import language
from maillon.base.web.formats import span as hours_in_words
from maillon.kernel.words import format_duration
from maillon.sharing.reservations.drafts import moment
from maillon.sharing.reservations.queries.filtering import FIELDS, choices_of
from maillon.sharing.reservations.queries.periods import LONGEST_PERIOD, LONGEST_SERIES
from maillon.sharing.reservations.queries.places import Spot, find_place
from maillon.sharing.reservations.queries.sought import LONGEST, Sought, read_sought

RADII = (5, 15, 40, 100, 200)  # kilometres
CLOCK = r"^(?:[01]?\d|2[0-3]):[0-5]\d$|^24:00$"


MODES = (
    ("moment", gettext_lazy("Un moment")),
    ("periode", gettext_lazy("Une période")),
    ("serie", gettext_lazy("Chaque semaine")),
)
LENGTHS = (30, 60, 90, 120, 180, 240, 360, 480)  # minutes
USUAL_DAYS = {"periode": 6, "serie": 7 * 12}  # how far a period or a season goes when nothing is said


class Options(forms.MultipleChoiceField):
    """The options chosen of one filter; what it does not know is left out, so that an old address still works."""

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if self.valid_value(one)]


class ClassCodes(forms.MultipleChoiceField):
    """Codes of classes, whatever they are: one that nothing has leaves nothing."""

    def valid_value(self, value: str) -> bool:
        return value.replace("_", "").isalnum() and len(value) <= 40


def minutes_of(text: str) -> int:
    """Return an hour of the address in minutes since midnight: « 18:30 » gives 1110."""
    hours, _colon, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)


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
    quand = forms.ChoiceField(choices=MODES, required=False)
    au = forms.DateField(
        label=gettext_lazy("Jusqu’au"),
        required=False,
        error_messages={"invalid": gettext_lazy("Écrivez le jour comme ceci : 2026-12-01.")},
    )
    duree = forms.TypedChoiceField(
        label=gettext_lazy("Pendant"), coerce=int, required=False, empty_value=None
    )
    sauf_du = forms.DateField(label=gettext_lazy("Sauf du"), required=False)
    sauf_au = forms.DateField(label=gettext_lazy("Sauf jusqu’au"), required=False)
    tel = forms.BooleanField(required=False)  # « tel quel »: nothing that was typed is corrected

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.suggestions: tuple[str, ...] = ()
        self.spot: Spot | None = None
        self.guessed_place = False
        lengths = [(one, format_duration(dt.timedelta(minutes=one), language())) for one in LENGTHS]
        self.fields["duree"].choices = lengths  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["jours"] = Options(choices=list(WEEKDAYS_ABBR.items()), required=False)
        self.fields["sauf"] = Options(choices=[("feries", _("les jours fériés"))], required=False)
        for name in FIELDS:
            kind = ClassCodes if name == "categorie" else Options
            self.fields[name] = kind(choices=choices_of(name), required=False)
        self.sought = Sought("")
        radii = [("", _("aussi loin qu’il faut")), *((km, _("%(km)s km") % {"km": km}) for km in RADII)]
        self.fields["rayon"].choices = radii  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def mode(self) -> str:
        """Return how the moment is told: « moment », « periode » or « serie »."""
        return self.cleaned_data.get("quand") or "moment"

    def hours(self) -> tuple[int, int]:
        """Return when it begins and ends, in minutes since midnight."""
        return minutes_of(self.cleaned_data["de"]), minutes_of(self.cleaned_data["a"])

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Return the options chosen of each filter, by their names in the address."""
        return {name: self.cleaned_data[name] for name in FIELDS if self.cleaned_data.get(name)}

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
        if self.mode != "moment" and "date" in cleaned:
            self._over_time(cleaned)
        return cleaned

    def _over_time(self, cleaned: dict[str, Any]) -> None:
        """Complete what a period or a season leaves unsaid, and check what it says."""
        first: dt.date = cleaned["date"]
        if "au" in cleaned:
            cleaned["au"] = cleaned["au"] or first + dt.timedelta(days=USUAL_DAYS[self.mode])
            longest = LONGEST_PERIOD if self.mode == "periode" else LONGEST_SERIES
            if cleaned["au"] < first:
                self.add_error("au", _("Le dernier jour vient après le premier."))
            elif (cleaned["au"] - first).days > longest:
                self.add_error("au", _("C’est trop long : au plus %(days)s jours.") % {"days": longest})
        cleaned["duree"] = cleaned.get("duree") or 120
        cleaned["jours"] = cleaned.get("jours") or [str(first.weekday())]
        if self.mode == "periode" and "de" in cleaned and "a" in cleaned:
            opens, closes = self.hours()
            if not self.data.get("duree"):
                cleaned["duree"] = min(120, max(closes - opens, LENGTHS[0]))
            if closes - opens < cleaned["duree"]:
                self.add_error(
                    "duree", _("C’est plus long que de %(hours)s.") % {"hours": self._said(opens, closes)}
                )
        starts, ends = cleaned.get("sauf_du"), cleaned.get("sauf_au")
        if bool(starts) != bool(ends) or (starts and ends and ends < starts):
            self.add_error("sauf_au", _("Dites du quel jour au quel jour laisser de côté."))

    def _said(self, opens: int, closes: int) -> str:
        return hours_in_words(opens, closes).removeprefix("de ")

    def period(self, tz: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
        """Return when it begins and ends, by that clock."""
        day = self.cleaned_data["date"].isoformat()
        return moment(day, self.cleaned_data["de"], tz), moment(day, self.cleaned_data["a"], tz)
