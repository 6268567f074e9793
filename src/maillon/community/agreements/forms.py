"""The forms of an agreement: its text, its term, the answers, its end."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.community.agreements.models import Agreement
from maillon.community.agreements.rules import Term, first_day_after
from maillon.community.organisations.forms import DayInput

NOW, LATER = "maintenant", "jour"
WITH_END, WITHOUT_END = "oui", "non"


class TextForm(RefusableForm):
    """What the agreement is about."""

    title = forms.CharField(
        label=_("Titre de l’entente"),
        max_length=160,
        help_text=_("Par exemple « Gymnases le soir et fins de semaine »."),
        error_messages={"required": _("Donnez un titre à l’entente.")},
    )
    purpose = forms.CharField(
        label=_("Ce qui est convenu"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Qui entretient, qui surveille, qui paie quoi, le numéro des résolutions. Chaque partenaire le lit avant "
            "d’accepter."
        ),
    )


class TermForm(RefusableForm):
    """From when, until when."""

    starts_on = forms.DateField(
        label=_("Premier jour"),
        widget=DayInput(),
        error_messages={"required": _("Choisissez le premier jour de l’entente.")},
    )
    ends = forms.ChoiceField(
        label=_("Jusqu’à quand"),
        choices=[
            (WITH_END, _("Jusqu’à un jour précis")),
            (WITHOUT_END, _("Sans fin : jusqu’à ce qu’on y mette fin")),
        ],
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(
        label=_("Dernier jour, compris"), required=False, widget=DayInput(), help_text=_("S’il y en a un.")
    )

    def __init__(self, *args: Any, agreement: Agreement, today: dt.date, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "starts_on": agreement.starts_on or today,
            "last_day": agreement.term.last_day,
            "ends": WITHOUT_END if agreement.starts_on and agreement.ends_on is None else WITH_END,
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for the last day where one was announced."""
        values = super().clean() or {}
        if values.get("ends") == WITH_END and not values.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Choisissez le dernier jour, ou une entente sans fin."))
        return values

    def term(self) -> Term:
        """Return the term, half-open."""
        values = self.cleaned_data
        last = values["last_day"] if values["ends"] == WITH_END else None
        return Term(values["starts_on"], first_day_after(last))


class DeclineForm(RefusableForm):
    """Why a partner says no."""

    reason = forms.CharField(
        label=_("Pourquoi déclinez-vous"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Le propriétaire lira votre phrase telle quelle."),
        error_messages={"required": _("Dites pourquoi en une phrase : le propriétaire la lira.")},
    )


class EndForm(RefusableForm):
    """When it ends, and why."""

    when = forms.ChoiceField(
        label=_("Quand l’entente finit"),
        choices=[(NOW, _("Tout de suite")), (LATER, _("À la fin d’un jour que je choisis"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(label=_("Dernier jour, compris"), required=False, widget=DayInput())
    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Les autres organisations liront votre phrase telle quelle."),
        error_messages={"required": _("Dites pourquoi en une phrase : les autres organisations la liront.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the last day where one was announced."""
        values = super().clean() or {}
        if values.get("when") == LATER and not values.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Choisissez le dernier jour de l’entente."))
        return values

    def ends_on(self, today: dt.date) -> dt.date:
        """Return the first day without the agreement."""
        last = self.cleaned_data["last_day"] if self.cleaned_data["when"] == LATER else None
        return first_day_after(last) or today
