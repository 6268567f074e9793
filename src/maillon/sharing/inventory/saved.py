"""The list of assets, as its views are saved: what it understands of an address, and what a view shows today."""

from collections.abc import Sequence

from django.db.models import IntegerField, Subquery, Value
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.community.saved_views.lists import Look, SavedList
from maillon.sharing.inventory.forms.assets import AssetFilter
from maillon.sharing.inventory.forms.listing import kept
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.inventory.permissions import may_keep

CODE = "biens"
COUNTED = 1_000  # lines are counted up to here: a tab never costs more than that


class _Lines(Subquery):
    """How many lines a query gives, up to its limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def _counts(owner_id: int, filters: Sequence[AssetFilter]) -> list[int]:
    """Count the lines of each filter, all in one query."""
    mine = Asset.objects.filter(organisation_id=owner_id)
    lines = [one.apply(mine).order_by().annotate(line=Value(1)).values("line") for one in filters]
    counted = [_Lines(one[: COUNTED + 1]) for one in lines]
    row = Organisation.objects.filter(pk=owner_id).values_list(*counted).get() if counted else ()
    return [int(count) for count in row]


def look(hat: Hat, asked: Sequence[QueryDict]) -> list[Look]:
    """Tell what each view shows, and what of it means nothing any more: three queries, however many views."""
    filters = [AssetFilter(one) for one in asked]
    sites = {chosen for one in filters if (chosen := one.chosen["lieu"])}
    classes = {chosen for one in filters if (chosen := one.chosen["categorie"])}
    standing = set(
        Site.objects.filter(organisation_id=hat.body_id, pk__in=sites).values_list("pk", flat=True)
    )
    known = set(AssetClass.objects.filter(code__in=classes).values_list("code", flat=True))
    looks = []
    for one, address, count in zip(filters, asked, _counts(hat.body_id, filters), strict=True):
        faults = []
        if one.chosen["lieu"] and one.chosen["lieu"] not in standing:
            faults.append(_("Le lieu de cette vue n’existe plus."))
        if one.chosen["categorie"] and one.chosen["categorie"] not in known:
            faults.append(_("La catégorie de cette vue n’existe plus."))
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
