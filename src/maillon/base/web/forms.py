"""Forms that show every reason at its field and lose nothing of what was typed."""

from django import forms

from maillon.base.refusals import Refusal


class Refusable(forms.BaseForm):
    """A form that can carry the reasons of a service's refusal."""

    def add_refusal(self, refusal: Refusal) -> None:
        """Put each reason at its field, or at the top when it concerns no field of this form."""
        for reason in refusal.reasons:
            self.add_error(reason.field if reason.field in self.fields else None, reason.message)


class RefusableForm(Refusable, forms.Form):
    """A form of its own."""


class RefusableModelForm(Refusable, forms.ModelForm):
    """A form that edits one record."""
