"""Saying who sees the assets of a site, of a class, or all the others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.models import AssetClass, Site


class RuleForm(RefusableForm):
    """One rule."""

    target = forms.ChoiceField(label=_("Pour quels biens"))
    audience = forms.ChoiceField(label=_("Qui peut les voir"), choices=Circle.choices)

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Site.objects.filter(organisation_id=organisation_id).order_by("sort_key", "pk")
        classes = AssetClass.objects.order_by("number")
        self.fields["target"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("organisation", _("Tous nos biens qui n’ont pas d’autre règle")),
            (_("Tout ce qui est à un lieu"), [(f"lieu-{one.pk}", one.name) for one in sites]),
            (_("Toute une catégorie"), [(f"categorie-{one.pk}", one.name) for one in classes]),
        ]

    def values(self) -> dict[str, Any]:
        """Return the rule as the service takes it."""
        kind, _dash, number = self.cleaned_data["target"].partition("-")
        return {
            "audience": self.cleaned_data["audience"],
            "site_id": int(number) if kind == "lieu" else None,
            "class_id": int(number) if kind == "categorie" else None,
        }
