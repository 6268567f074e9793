"""Taking back what an import did, and saying what could not be."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from pghistory.models import Event

from maillon.base.audit import because
from maillon.base.bulk import update_rows
from maillon.sharing.inventory.imports.errors import NothingSelected
from maillon.sharing.inventory.imports.rules import differences
from maillon.sharing.inventory.imports.selections import EVERYTHING, Selection
from maillon.sharing.inventory.imports.services.deciding import (
    Outcome,
    answers_in,
    ask_idle,
    fits,
    not_to_archive,
    present,
    save_all,
    set_values,
)
from maillon.sharing.inventory.imports.services.reading import BATCH, lock
from maillon.sharing.inventory.models import Asset, AssetClass, ImportRun, Site, Suggestion
from maillon.sharing.inventory.queries.audiences import drawings_of
from maillon.sharing.inventory.rules import Drawings
from maillon.sharing.inventory.rules.access import RESERVED

Kind, State = Suggestion.Kind, Suggestion.State
UNDOABLE = (State.ACCEPTED, State.KEPT)
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
Values = Mapping[str, Any]


@transaction.atomic
def undo(*, run: ImportRun, selection: Selection = EVERYTHING, by_id: int | None, now: datetime) -> Outcome:
    """Take back the accepted suggestions of the selection: what was added goes, what was changed or archived returns.

    An added asset that has since served (shared, booked, photographed) or been corrected stays; so does each
    value that was corrected since in a changed one. What could not be undone is marked as kept, with the reason,
    and may be asked again. Raises NothingSelected when nothing can be undone.
    """
    lock(run.organisation_id)
    ask_idle(run)
    outcome, cursor = Outcome(0, 0), 0
    while batch := to_undo(run, selection, cursor):
        outcome += undo_batch(run, batch, by_id=by_id, now=now)
        cursor = batch[-1].pk
    if not outcome.seen:
        raise NothingSelected
    return outcome


def to_undo(run: ImportRun, selection: Selection, cursor: int) -> list[Suggestion]:
    """Return the next suggestions to take back, after the one of this number."""
    accepted = selection.of(run).filter(state__in=UNDOABLE, pk__gt=cursor)
    return list(accepted.order_by("pk")[:BATCH])


def undo_batch(run: ImportRun, batch: Sequence[Suggestion], *, by_id: int | None, now: datetime) -> Outcome:
    """Take some suggestions back, under the lock of the organisation."""
    assets = Asset.objects.select_related("asset_class", "site").in_bulk([one.asset_id for one in batch])
    pairs = [(one, assets.get(one.asset_id or 0)) for one in batch]
    with because(f"undo import {run.pk}", person=by_id):
        for one, asset in pairs:
            _decide(one, State.UNDONE, *(() if asset else ("deleted_since",)), now=now)
        frozen, _promised = not_to_archive(assets.keys(), now)  # what is promised has served: it stays below
        for one, asset in pairs:
            if asset is not None and asset.pk in frozen:
                _decide(one, State.KEPT, "frozen", now=now)
        standing = [(one, asset) for one, asset in pairs if asset is not None and asset.pk not in frozen]
        _take_away(run, [pair for pair in standing if pair[0].kind in (Kind.NEW, Kind.DUPLICATE)], now)
        _give_back([pair for pair in standing if pair[0].kind in (Kind.CHANGED, Kind.GONE)], now)
        update_rows(batch, ["asset", "state", "reasons", "decided_at"])
    left = sum(one.state == State.KEPT for one in batch)
    return Outcome(len(batch) - left, left)


def _decide(one: Suggestion, state: str, *codes: str, now: datetime, **values: object) -> None:
    one.state, one.decided_at = state, now
    one.reasons = [{"code": code, "field": None, "values": values} for code in codes]


def _take_away(run: ImportRun, pairs: Sequence[tuple[Suggestion, Asset]], now: datetime) -> None:
    """Delete the assets that were added and nobody touched; the sites left empty go with them."""
    unused = _without_history(Asset.objects.filter(pk__in=[asset.pk for _one, asset in pairs]))
    never_served = set(unused.order_by("pk").values_list("pk", flat=True))
    drawings = drawings_of(run.organisation_id)
    doomed = []
    for one, asset in pairs:
        if not _as_added(run, one, asset, drawings):
            _decide(one, State.KEPT, "edited_since", now=now)
        elif asset.pk not in never_served:
            _decide(one, State.KEPT, "served_since", now=now)
        else:
            doomed.append(asset)
            one.asset = None
    _delete(doomed)


def _as_added(run: ImportRun, one: Suggestion, asset: Asset, drawings: Drawings) -> bool:
    """Return whether the asset is just as its line made it, shown as the rules say or to its owner alone."""
    shown = {drawings.of(asset.site_id, asset.asset_class_id).audience} if asset.audience_follows else set()
    return (
        not differences(BLANK | one.proposed, present(asset))
        and {**asset.details, RESERVED: None} == {**answers_in(one.proposed), RESERVED: None}
        and not asset.access
        and asset.audience in shown | {Asset._meta.get_field("audience").default}
        and asset.site.source_key == f"{run.source}:{one.proposed['site']}"
    )


def _delete(assets: Sequence[Asset]) -> None:
    numbers = [asset.pk for asset in assets]
    Suggestion.objects.filter(asset_id__in=numbers).update(asset=None)
    with (
        connection.cursor() as cursor
    ):  # nothing else points to them, as was just seen: no cascade to look for
        cursor.execute("DELETE FROM inventory_asset WHERE id = ANY(%s)", [numbers])
    sites = {asset.site_id for asset in assets}
    Site.objects.filter(pk__in=sites, assets__isnull=True).exclude(source_key="").delete()


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
    """Restore the values that were replaced, but those that someone changed since."""
    classes = dict(AssetClass.objects.order_by("pk").values_list("code", "pk"))
    restored = []
    for one, asset in pairs:
        before: dict[str, Any] = one.before or {}
        corrected = set(differences(_as_accepted(one), present(asset)))
        if "quantity" not in corrected and not fits(asset, before.get("quantity"), now):
            corrected.add("quantity")
        returning = {name: value for name, value in before.items() if name not in corrected}
        if returning:
            set_values(asset, returning, classes)
            asset.updated_at = now
            restored.append(asset)
        if corrected and returning:
            _decide(one, State.UNDONE, "partly_undone", fields=sorted(corrected), now=now)
        elif corrected:
            _decide(one, State.KEPT, "edited_since", now=now)
    save_all(restored)


def _as_accepted(one: Suggestion) -> dict[str, Any]:
    """Return the values that a changed or archived asset has if nobody touched it since."""
    if one.kind == Kind.GONE:
        return {"state": Asset.State.ARCHIVED}
    return {name: one.proposed[name] for name in one.before or {}}
