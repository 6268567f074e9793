"""The list of assets, as its views are saved: what it understands of an address, and what a view shows today."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.community.organisations.hats import Hat
from maillon.community.saved_views.counting import count_each
from maillon.community.saved_views.lists import Look, SavedList
from maillon.sharing.inventory.forms.assets import AssetFilter
from maillon.sharing.inventory.forms.listing import kept
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.inventory.permissions import may_keep

CODE = "biens"
COUNTED = 1_000  # lines are counted up to here: a tab never costs more than that


def gone_from(owner_id: int, filters: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Return what each filter asks for (``lieu``, ``categorie``) that exists no more, in words: two queries."""
    sites = {chosen for one in filters if (chosen := one["lieu"])}
    classes = {chosen for one in filters if (chosen := one["categorie"])}
    standing = set(Site.objects.filter(organisation_id=owner_id, pk__in=sites).values_list("pk", flat=True))
    known = set(AssetClass.objects.filter(code__in=classes).values_list("code", flat=True))
    told = []
    for one in filters:
        faults = []
        if one["lieu"] and one["lieu"] not in standing:
            faults.append(_("Le lieu de cette vue n’existe plus."))
        if one["categorie"] and one["categorie"] not in known:
            faults.append(_("La catégorie de cette vue n’existe plus."))
        told.append(faults)
    return told


def look(hat: Hat, asked: Sequence[QueryDict]) -> list[Look]:
    """Tell what each view shows, and what of it means nothing any more: three queries, however many views."""
    filters = [AssetFilter(one) for one in asked]
    mine = Asset.objects.filter(organisation_id=hat.body_id)
    counts = count_each([one.apply(mine) for one in filters], upto=COUNTED)
    gone = gone_from(hat.body_id, [one.chosen for one in filters])
    looks = []
    for address, count, faults in zip(asked, counts, gone, strict=True):
        if kept(address) != address.urlencode():
            faults.append(_("Une partie de ce filtre ne veut plus rien dire."))
        looks.append(Look(min(count, COUNTED), count > COUNTED, tuple(faults)))
    return looks


ASSETS = SavedList(
    code=CODE,
    word=gettext_lazy("Nos biens"),
    view="inventory:manage",
    opened_by=lambda hat: may_keep(hat, hat.organisation_id),
    kept=kept,
    look=look,
)
