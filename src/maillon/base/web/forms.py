"""Forms that show every reason at its field and lose nothing of what was typed."""

from typing import Any

from django import forms

from maillon.base.refusals import Refusal


class RefusableForm(forms.Form):
    """A form that can carry the reasons of a service's refusal."""

    def add_refusal(self, refusal: Refusal) -> None:
        """Put each reason at its field, or at the top when it concerns no field of this form."""
        for reason in refusal.reasons:
            self.add_error(reason.field if reason.field in self.fields else None, reason.message)


class RefusableModelForm(forms.ModelForm, RefusableForm):  # type: ignore[type-arg]  # generic only in stubs
    """The same, for a form that edits one record."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
