"""Forms that show every reason at its field and lose nothing of what was typed."""

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Refusal

DASHES = BLANK_CHOICE_DASH[0][1]


class Refusable(forms.BaseForm):
    """A form that can carry the reasons of a service's refusal."""

    def add_refusal(self, refusal: Refusal) -> None:
        """Put each reason at its field, or at the top when it concerns no field of this form."""
        for reason in refusal.reasons:
            self.add_error(reason.field if reason.field in self.fields else None, reason.message)


class RefusableForm(Refusable, forms.Form):
    """A form of its own."""


class RefusableModelForm(Refusable, forms.ModelForm):
    """A form that edits one record. A list in which nothing is chosen says so in words, instead of dashes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            nothing = _("Choisissez") if field.required else _("Aucun choix")
            if isinstance(field, forms.ModelChoiceField):
                if field.empty_label == DASHES:
                    field.empty_label = nothing
            elif isinstance(field, forms.TypedChoiceField):
                choices: Any = field.choices
                field.choices = [("", nothing) if pair == BLANK_CHOICE_DASH[0] else pair for pair in choices]
