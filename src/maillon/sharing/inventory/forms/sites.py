"""Choosing one of one's places: in a list, or by typing its name when they are too many to be listed."""

import re
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.finding import told
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models import Site

LISTED = 100  # places that a list still shows well
PROPOSED = 20
NUMBER = re.compile(r"\(no (\d{1,18})\)\s*$")


def label_of(site: Site) -> str:
    """Return a place as it is chosen by its name: « École Saint-Joseph, 12, rue Girouard (no 14) »."""
    return f"{', '.join(part for part in (site.name, site.address) if part)} (no {site.pk})"


def proposed_sites(organisation_id: int, words: str) -> list[Site]:
    """Return the first of an organisation's places whose names begin so."""
    mine = Site.objects.filter(organisation_id=organisation_id)
    return list(told(mine, NUMBER.sub("", words)).order_by("sort_key", "pk")[:PROPOSED])


class SiteInput(forms.TextInput):
    """A text whose browser proposes names as one types; without a script the name is typed whole."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Draw the input and the list that the proposals fill."""
        proposals = f"{name}-noms"
        more = {
            "list": proposals,
            "autocomplete": "off",
            "hx-get": reverse_lazy("inventory:site_names"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{proposals}",
            "hx-sync": "this:replace",
        }
        drawn = super().render(name, value, {**(attrs or {}), **more}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', drawn, proposals)


class NamedSiteField(forms.CharField):
    """One of an organisation's places, by its name."""

    widget = SiteInput

    def __init__(self, *, organisation_id: int, **kwargs: Any) -> None:
        help_text = gettext_lazy("Le début du nom suffit : choisissez ensuite dans ce qui est proposé.")
        super().__init__(max_length=400, help_text=help_text, **kwargs)
        self.organisation_id = organisation_id

    def prepare_value(self, value: Any) -> Any:
        """Show a place that is known by its number under its name."""
        if isinstance(value, int) or str(value or "").isdecimal():
            site = Site.objects.filter(organisation_id=self.organisation_id, pk=int(value)).first()
            return label_of(site) if site else ""
        return value

    def clean(self, value: Any) -> Any:
        """Return the place; say which ones have this name when there are several."""
        typed = super().clean(value)
        mine = Site.objects.filter(organisation_id=self.organisation_id)
        if found := NUMBER.search(typed):
            known = list(mine.filter(pk=int(found[1])))
        elif typed.isdecimal():
            known = list(mine.filter(pk=int(typed))) if len(typed) < 19 else []
        else:
            known = list(mine.filter(sort_key=sort_key(typed))[:PROPOSED])
            known = known or proposed_sites(self.organisation_id, typed)
        if len(known) == 1:
            return known[0]
        if not known:
            raise forms.ValidationError(
                _("Aucun de vos lieux ne porte ce nom : vérifiez-le, ou ajoutez d’abord le lieu.")
            )
        names = "; ".join(label_of(site) for site in known[:5])
        raise forms.ValidationError(
            _("Plusieurs lieux s’appellent ainsi : %(names)s. Écrivez-en un en entier.") % {"names": names}
        )


def site_field(organisation_id: int, label: Any) -> forms.Field:
    """Return the question « which place? »: a list of up to a hundred, a name to type beyond."""
    mine = Site.objects.filter(organisation_id=organisation_id).order_by("sort_key", "pk")
    if mine[LISTED : LISTED + 1].exists():
        return NamedSiteField(organisation_id=organisation_id, label=label)
    return forms.ModelChoiceField(mine, label=label)
