"""Asking that a refusal be looked at again, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.sharing.reservations.models import Appeal
from maillon.sharing.reservations.rules import LONGEST_MESSAGE


class AppealForm(RefusableForm):
    """« Demander un réexamen » : why."""

    text = forms.CharField(
        label=_("Pourquoi revoir ce refus"),
        max_length=LONGEST_MESSAGE,
        help_text=_("Ce que la personne qui a refusé ne savait pas, ou n’a pas pu prendre en compte."),
        error_messages={"required": _("Expliquez en quelques phrases pourquoi ce refus devrait être revu.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerAppealForm(RefusableForm):
    """The answer of those who look again, with their reasons."""

    outcome = forms.ChoiceField(
        label=_("Votre réponse"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez votre réponse.")},
    )
    reasons = forms.CharField(
        label=_("Vos raisons"),
        max_length=LONGEST_MESSAGE,
        error_messages={"required": _("Donnez vos raisons\u00a0: la personne les lira.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (
                Appeal.Outcome.GRANTED,
                _("Accepter la demande\u00a0: la place est reprise si elle est encore libre"),
            ),
            (Appeal.Outcome.UPHELD, _("Maintenir le refus")),
            (Appeal.Outcome.TOO_LATE, _("Donner raison à la personne, mais la place n’est plus libre")),
        ]
