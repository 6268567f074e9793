"""Naming a view."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm


class ViewForm(RefusableForm):
    """The name of a view, and who finds it."""

    name = forms.CharField(
        label=_("Nom de la vue"), max_length=60, help_text=_("Par exemple « Gymnases sans photo ».")
    )
    shared = forms.BooleanField(
        label=_("La partager avec mon organisation"),
        required=False,
        help_text=_("Tous ceux qui ouvrent cette liste la verront."),
    )
    default = forms.BooleanField(
        label=_("L’ouvrir d’abord"),
        required=False,
        help_text=_("La liste s’ouvrira sur cette vue."),
    )
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def changes(self) -> dict[str, Any]:
        """Return what was answered, ready for the service."""
        return {name: self.cleaned_data[name] for name in ("name", "shared", "default")}
