"""Taking back what an import did."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from pghistory.models import Event

from maillon.base.audit import because
from maillon.sharing.inventory.imports.errors import NothingSelected
from maillon.sharing.inventory.imports.rules import differences
from maillon.sharing.inventory.imports.selections import EVERYTHING, Selection
from maillon.sharing.inventory.imports.services.deciding import (
    Outcome,
    not_to_archive,
    present,
    save_all,
    set_values,
)
from maillon.sharing.inventory.imports.services.reading import lock
from maillon.sharing.inventory.models import Asset, AssetClass, ImportRun, Site, Suggestion

Kind, State = Suggestion.Kind, Suggestion.State
BLANK = {  # what an asset has where its line said nothing
    "identifier": "",
    "description": "",
    "accessibility": "",
    "capacity": None,
    "quantity": 1,
    "lon": None,
    "lat": None,
    "state": Asset.State.ACTIVE,
}


@transaction.atomic
def undo(*, run: ImportRun, selection: Selection = EVERYTHING, by_id: int | None, now: datetime) -> Outcome:
    """Take back the accepted suggestions of the selection: what was added goes, what was changed or archived returns.

    An added asset that has since served (shared, booked, photographed, corrected) is archived instead of deleted;
    a changed one that was corrected since is left as it is. Raises NothingSelected when nothing can be undone.
    """
    lock(run.organisation_id)
    accepted = list(selection.of(run).filter(state=State.ACCEPTED))
    if not accepted:
        raise NothingSelected
    assets = Asset.objects.select_related("asset_class").in_bulk([one.asset_id for one in accepted])
    fixed = set[int]().union(*not_to_archive(assets.keys(), now))  # held intact, or counted on by others
    standing = [
        (one, assets[one.asset_id])
        for one in accepted
        if one.asset_id in assets and one.asset_id not in fixed
    ]
    untouched = [
        (one, asset) for one, asset in standing if not differences(_as_accepted(one), present(asset))
    ]
    with because(f"undo import {run.pk}", person=by_id):
        _take_away(standing, untouched, now)
        _give_back([pair for pair in untouched if pair[0].kind in (Kind.CHANGED, Kind.GONE)], now)
    kept = {one.pk for one, _asset in standing if one.kind in (Kind.CHANGED, Kind.GONE)}
    kept -= {one.pk for one, _asset in untouched}
    kept |= {one.pk for one in accepted if one.asset_id in fixed}
    Suggestion.objects.filter(pk__in=[one.pk for one in accepted if one.pk not in kept]).update(
        state=State.UNDONE, decided_at=now
    )
    return Outcome(len(accepted) - len(kept), len(kept))


def _as_accepted(one: Suggestion) -> dict[str, object]:
    """Return the values that the asset has if nobody touched it since the suggestion was accepted."""
    if one.kind == Kind.GONE:
        return {"state": Asset.State.ARCHIVED}
    if one.kind == Kind.CHANGED:
        return {name: one.proposed[name] for name in one.before or {}}
    return BLANK | one.proposed


def _take_away(
    standing: Sequence[tuple[Suggestion, Asset]],
    untouched: Sequence[tuple[Suggestion, Asset]],
    now: datetime,
) -> None:
    """Delete the assets that were added and never served; archive the others; sites left empty go too."""
    added = {asset.pk for one, asset in standing if one.kind in (Kind.NEW, Kind.DUPLICATE)}
    as_added = added & {asset.pk for _one, asset in untouched}
    unused = _without_history(Asset.objects.filter(pk__in=as_added)).order_by("pk")
    doomed = dict(unused.values_list("pk", "site_id"))
    Asset.objects.filter(pk__in=added - doomed.keys()).update(state=Asset.State.ARCHIVED, updated_at=now)
    Asset.objects.filter(pk__in=doomed).delete()
    Site.objects.filter(pk__in=set(doomed.values()), assets__isnull=True).exclude(source_key="").delete()


def _without_history(assets: "QuerySet[Asset]") -> "QuerySet[Asset]":
    """Keep the assets that no other table points to, whatever the packages above write.

    Suggestions and the audit trail apart: these outlive what they speak of.
    """
    for relation in Asset._meta.related_objects:
        if not issubclass(relation.related_model, (Suggestion, Event)):
            pointing = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            assets = assets.exclude(Exists(pointing))
    return assets


def _give_back(pairs: Sequence[tuple[Suggestion, Asset]], now: datetime) -> None:
    """Restore the values that were replaced."""
    classes = dict(AssetClass.objects.order_by("pk").values_list("code", "pk"))
    for one, asset in pairs:
        set_values(asset, one.before or {}, classes)
        asset.updated_at = now
    save_all([asset for _one, asset in pairs])
