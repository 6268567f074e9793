"""Beginning a count, telling what is seen, checking a report."""

import datetime as dt
import re
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.base.web.uploads import UploadForm
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import AssetClass, Site
from maillon.sharing.stocktaking.rules import Verdict
from maillon.sharing.stocktaking.services import Entry, Scope


class BeginForm(RefusableForm):
    """Which places, which classes, by whom."""

    name = forms.CharField(
        label=_("Nom du récolement"),
        max_length=120,
        help_text=_("Par exemple « Garage, automne 2026 »."),
        error_messages={"required": _("Donnez-lui un nom.")},
    )
    sites = forms.ModelMultipleChoiceField(
        Site.objects.none(),
        label=_("Lieux"),
        help_text=_("Aucun choisi : tous vos lieux."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    classes = forms.ModelMultipleChoiceField(
        AssetClass.objects.none(),
        label=_("Catégories"),
        help_text=_("Aucune choisie : toutes."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.CharField(
        label=_("Qui compte"),
        help_text=_("Leurs adresses courriel, une par ligne. Laissez vide pour toute votre organisation."),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation_id = organisation_id
        choices = {
            "sites": Site.objects.filter(organisation_id=organisation_id).order_by("sort_key", "pk"),
            "classes": AssetClass.objects.filter(asset__organisation_id=organisation_id)
            .distinct()
            .order_by("number"),
        }
        for name, found in choices.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]  # a ModelMultipleChoiceField

    def clean_people(self) -> list[int]:
        """Return who has these addresses in the organisation; its list of members is not shown for that."""
        wanted = {one.lower() for one in re.split(r"[\s,;]+", self.cleaned_data["people"]) if one}
        mine = Membership.objects.current(timezone.localdate()).filter(organisation_id=self.organisation_id)
        known = {
            one.person.email.lower(): one.person_id for one in mine.select_related("person").order_by("pk")
        }
        if unknown := sorted(wanted - known.keys()):
            said = _("Personne de votre organisation n’a cette adresse : %(address)s")
            raise forms.ValidationError([str(said) % {"address": one} for one in unknown])
        return sorted(known[one] for one in wanted)

    def scope(self) -> Scope:
        """Return what was chosen."""
        told = self.cleaned_data
        return Scope(
            site_ids=[one.pk for one in told["sites"]],
            class_ids=[one.pk for one in told["classes"]],
            person_ids=told["people"],
        )


class ObservationForm(UploadForm):
    """What is seen of one thing, with or without a picture."""

    client_id = forms.UUIDField(required=False)
    constat = forms.ChoiceField(choices=[(one.value, one.value) for one in Verdict], required=False)
    bien = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    ou = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    vu = forms.CharField(required=False, max_length=200)
    quantite = forms.IntegerField(
        label=_("Quantité comptée"), required=False, min_value=0, max_value=1_000_000
    )
    remarque = forms.CharField(label=_("Remarque"), required=False, max_length=500)
    file = forms.FileField(label=_("Photo"), required=False)

    def entry(self, now: dt.datetime) -> Entry:
        """Return what is told, seen at this moment."""
        told = self.cleaned_data
        return Entry(
            client_id=told["client_id"] or uuid.uuid4(),
            verdict=Verdict(told["constat"] or Verdict.FOUND),
            observed_at=now,
            asset_id=told["bien"],
            site_id=told["ou"],
            seen=told["vu"],
            quantity=told["quantite"],
            remark=told["remarque"],
        )


class VerifyForm(UploadForm):
    """The PDF to check."""

    file = forms.FileField(
        label=_("Le rapport, en PDF"),
        error_messages={"required": _("Choisissez le fichier à vérifier.")},
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )
