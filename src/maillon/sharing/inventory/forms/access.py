"""Answering how a place is reached and used by everyone."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.forms import RefusableForm
from maillon.sharing.inventory.access_words import CHOICES, UNITS, WORDS, told_answer
from maillon.sharing.inventory.rules import Declared, Kind, Value
from maillon.sharing.inventory.rules.access import QUESTIONS, Answers
from maillon.sharing.inventory.rules.details import LONGEST

HINTS = {
    "door_cm": gettext_lazy("De la plus étroite sur le chemin."),
    "stop": gettext_lazy("Le plus proche, et sa ligne : « Girouard / Sicotte, ligne 11 »."),
    "notes": gettext_lazy(
        "Ce que les autres réponses ne disent pas : la porte à prendre, la sonnette, la pente."
    ),
    "checked_on": gettext_lazy("Le jour où quelqu’un a regardé sur place."),
}


class AccessForm(RefusableForm):
    """One field for each question; empty is unknown or, for an asset, as its place answers (``place``)."""

    def __init__(self, data: Any = None, *, answers: Answers, place: Answers | None = None) -> None:
        super().__init__(data)
        for code, declared in QUESTIONS.items():
            field = _field(declared, _nothing(code, place))
            field.required, field.label = False, WORDS[code]
            field.help_text = HINTS.get(code, "")
            value = answers.get(code)
            field.initial = ("yes" if value else "no") if isinstance(value, bool) else value
            self.fields[f"access.{code}"] = field

    @property
    def questions(self) -> list[tuple[forms.BoundField, str]]:
        """Return the questions, each with its unit."""
        return [(self[f"access.{code}"], UNITS.get(code, "")) for code in QUESTIONS]

    @property
    def answers(self) -> dict[str, Value]:
        """Return what was answered; what was left empty is left out."""
        given = {code: self.cleaned_data.get(f"access.{code}") for code in QUESTIONS}
        return {
            code: _value(QUESTIONS[code], value) for code, value in given.items() if value not in (None, "")
        }


def _nothing(code: str, place: Answers | None) -> str:
    """Return the word of no answer."""
    if place is None:
        return _("– on ne sait pas –")
    if code not in place:
        return _("– comme le lieu –")
    return _("– comme le lieu : %(answer)s –") % {"answer": told_answer(code, place[code])}


def _value(declared: Declared, value: Any) -> Value:
    if declared.kind == Kind.YES_NO:
        return bool(value == "yes")
    return value.isoformat() if isinstance(value, dt.date) else value


def _field(declared: Declared, nothing: str) -> forms.Field:
    match declared.kind:
        case Kind.CHOICE:
            return forms.ChoiceField(choices=[("", nothing), *CHOICES[declared.code].items()])
        case Kind.YES_NO:
            return forms.ChoiceField(choices=[("", nothing), ("yes", _("oui")), ("no", _("non"))])
        case Kind.WHOLE:
            return forms.IntegerField(
                min_value=int(declared.least or 0),
                max_value=int(declared.most or 0),
                widget=forms.TextInput({"inputmode": "numeric"}),
            )
        case Kind.DATE:
            return forms.DateField(widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    widget = forms.Textarea({"rows": 3}) if declared.code == "notes" else forms.TextInput()
    return forms.CharField(max_length=LONGEST, widget=widget)
