"""Saying what an agreement covers."""

from typing import Any, cast

from django import forms
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.community.agreements.models import Agreement
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.inventory.queries.scopes import Wanted, wanted_of

ALL, SOME = "tout", "choix"
FOUND = 20


class Several(forms.TypedMultipleChoiceField):
    """Numbers ticked in a list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, coerce=int, required=False)


class ScopeForm(RefusableForm):
    """Everything, or classes, sites and assets ticked; assets are found by name and stay ticked."""

    how = forms.ChoiceField(
        label=_("Ce que couvre l’entente"),
        choices=[(ALL, _("Tous nos biens, présents et à venir")), (SOME, _("Seulement ce que je choisis"))],
        initial=SOME,
        widget=forms.RadioSelect,
    )
    classes = Several(_("Des catégories entières"))
    sites = Several(_("Des lieux entiers"))
    assets = Several(_("Des biens un par un"))
    q = forms.CharField(
        label=_("Chercher un bien par son nom"), max_length=80, required=False, help_text=_("« nacelle »")
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        known = wanted_of(agreement)
        kwargs["initial"] = {
            "how": ALL if known.everything else SOME,
            "classes": sorted(known.classes),
            "sites": sorted(known.sites),
            "assets": sorted(known.assets),
        }
        super().__init__(*args, **kwargs)
        mine = Asset.objects.filter(organisation_id=agreement.owner_id).exclude(state=Asset.State.ARCHIVED)
        self._choices("classes", _counted(AssetClass.objects.order_by("number"), "asset", agreement.owner_id))
        sites = Site.objects.filter(organisation_id=agreement.owner_id).order_by("sort_key", "pk")
        self._choices("sites", _counted(sites, "assets", agreement.owner_id))
        ticked = cast("QueryDict", self.data).getlist("assets") if self.is_bound else sorted(known.assets)
        numbers = [int(one) for one in ticked if str(one).isdecimal() and len(str(one)) < 19]
        found = list(mine.filter(pk__in=numbers).select_related("site").order_by("sort_key", "pk"))
        self.found = self._found(mine.exclude(pk__in=numbers))
        self._choices("assets", [(one.pk, f"{one.name}, {one.site.name}") for one in [*found, *self.found]])

    def _choices(self, name: str, choices: list[tuple[int, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a multiple choice field

    def _found(self, assets: Any) -> list[Asset]:
        words = sort_key(self.data.get("q", "")) if self.is_bound else ""
        if not words:
            return []
        named = Q(sort_key__contains=words) | Q(identifier__icontains=self.data.get("q", ""))
        return list(assets.filter(named).select_related("site").order_by("sort_key", "pk")[:FOUND])

    def wanted(self) -> Wanted:
        """Return what is to be covered."""
        values = self.cleaned_data
        if values["how"] == ALL:
            return Wanted(everything=True)
        return Wanted(
            classes=frozenset(values["classes"]),
            sites=frozenset(values["sites"]),
            assets=frozenset(values["assets"]),
        )


def _counted(things: Any, path: str, owner_id: int) -> list[tuple[int, str]]:
    """Return the classes or sites that hold assets of the owner, each with how many."""
    mine = Q(**{f"{path}__organisation_id": owner_id}) & ~Q(**{f"{path}__state": Asset.State.ARCHIVED})
    counted = things.annotate(held=Count(path, filter=mine)).filter(held__gt=0)
    return [(one.pk, f"{one.name} ({one.held})") for one in counted]
