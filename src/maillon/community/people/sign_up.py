"""What a new person is asked: their name, their address and the language in which to write to them."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillon.community.people.models import Language, Person


class SignUpQuestions(forms.Form):
    """The questions added to allauth's own sign-up form, which asks the address."""

    name = forms.CharField(
        label=_("Votre nom"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Langue de vos courriels"), choices=Language.choices, widget=forms.RadioSelect
    )
    field_order = ["name", "email", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = (get_language() or "").startswith("en")
        self.fields["language"].initial = Language.ENGLISH if english else Language.FRENCH

    def signup(self, request: HttpRequest, user: Person) -> None:  # noqa: ARG002  (allauth's signature)
        """Keep the answers with the new person."""
        user.name = self.cleaned_data["name"].strip()
        user.language = self.cleaned_data["language"]
        user.save(update_fields=["name", "language"])
