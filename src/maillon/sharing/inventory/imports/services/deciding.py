"""A person accepts suggestions, or sets them aside, by the thousand: bulk statements, one batch after the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from maillon.base.audit import because
from maillon.base.bulk import update_rows
from maillon.base.refusals import Refusal
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.imports.errors import NothingSelected, UnderWay
from maillon.sharing.inventory.imports.questions import PREFIX
from maillon.sharing.inventory.imports.rules import differences
from maillon.sharing.inventory.imports.selections import Selection
from maillon.sharing.inventory.imports.services.reading import BATCH, Progress, lock, silent
from maillon.sharing.inventory.models import Asset, AssetClass, ImportRun, ImportWork, Site, Suggestion
from maillon.sharing.inventory.promises import fit_promises, hold_promises, promises_on
from maillon.sharing.inventory.queries.audiences import drawings_of
from maillon.sharing.inventory.rules import time_zone_at

Kind, State = Suggestion.Kind, Suggestion.State
MOTIVES = ("not_ours_other", "not_ours_gone", "not_ours_known", "not_ours_wrong")
WRITTEN = ("name", "identifier", "description", "accessibility", "capacity", "quantity", "lon", "lat")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many suggestions were carried out, and how many were left because something changed meanwhile."""

    done: int
    left: int

    @property
    def seen(self) -> int:
        """Return how many were looked at."""
        return self.done + self.left

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.done + other.done, self.left + other.left)


@transaction.atomic
def accept(
    *,
    run: ImportRun,
    selection: Selection,
    by_id: int | None,
    now: datetime,
    progress: Progress = silent,
) -> Outcome:
    """Carry out the pending suggestions of the selection: add, change, archive.

    An asset that a person changed since the file was read is left as it is, with the reason. A likely duplicate
    that is accepted becomes a thing of its own. Raises NothingSelected when nothing is left to decide.
    """
    lock(run.organisation_id)
    ask_idle(run)
    outcome, cursor = Outcome(0, 0), 0
    while batch := to_accept(run, selection, cursor):
        outcome += accept_batch(run, batch, by_id=by_id, now=now)
        cursor = batch[-1].pk
        progress(outcome.seen)
    if not outcome.seen:
        raise NothingSelected
    return outcome


def ask_idle(run: ImportRun) -> None:
    """Raise UnderWay while a job works on this run, or was stopped in the middle of it."""
    if run.works.filter(state__in=ImportWork.OPEN).exists():
        raise UnderWay


def to_accept(run: ImportRun, selection: Selection, cursor: int) -> list[Suggestion]:
    """Return the next suggestions to carry out, after the one of this number."""
    pending = selection.of(run).filter(state=State.PENDING, pk__gt=cursor)
    return list(pending.exclude(kind=Kind.REJECTED_LINE).order_by("pk")[:BATCH])


def accept_batch(run: ImportRun, batch: Sequence[Suggestion], *, by_id: int | None, now: datetime) -> Outcome:
    """Carry out some suggestions, under the lock of the organisation."""
    with because(_why(run), person=by_id):
        done = _carry_out(run, batch, now)
    return Outcome(done, len(batch) - done)


def _why(run: ImportRun) -> str:
    """Return what the history of an asset keeps of the import: also whose open data it was, and its licence."""
    if run.preload is None:
        return f"import {run.pk}"
    return f"claim {run.pk}:{run.preload.provider}, {run.preload.licence}"


@transaction.atomic
def dismiss(
    *, run: ImportRun, selection: Selection, by_id: int | None, now: datetime, motive: str = ""
) -> Outcome:
    """Set the pending suggestions of the selection aside; the same ones are not proposed again by this list.

    ``motive`` says why unclaimed records are turned down, see :data:`MOTIVES`.
    """
    lock(run.organisation_id)
    ask_idle(run)
    kept: dict[str, Any] = {}
    if motive in MOTIVES:
        kept["reasons"] = [{"code": motive, "field": None, "values": {}}]
    with because(f"import {run.pk}", person=by_id):
        pending = selection.of(run).filter(state=State.PENDING)
        done = pending.update(state=State.DISMISSED, decided_at=now, **kept)
    if not done:
        raise NothingSelected
    return Outcome(done, 0)


def _carry_out(run: ImportRun, batch: Sequence[Suggestion], now: datetime) -> int:
    new = [one for one in batch if one.kind in (Kind.NEW, Kind.DUPLICATE)]
    changed = [one for one in batch if one.kind == Kind.CHANGED]
    gone = [one for one in batch if one.kind == Kind.GONE]
    return _add(run, new, now) + _change(changed, now) + _archive(gone, now)


def _add(run: ImportRun, suggestions: Sequence[Suggestion], now: datetime) -> int:
    """Create the assets, and the sites where they stand."""
    keys = [one.source_key for one in suggestions]
    there = set(
        Asset.objects.filter(organisation_id=run.organisation_id, source_key__in=keys)
        .order_by("pk")
        .values_list("source_key", flat=True)
    )
    _leave([one for one in suggestions if one.source_key in there], "exists_now", State.DISMISSED, now)
    wanted = [one for one in suggestions if one.source_key not in there]
    sites = _sites(run, wanted)
    classes = _classes()
    drawings = drawings_of(run.organisation_id)
    assets = [
        Asset(
            organisation_id=run.organisation_id,
            audience_follows=True,
            site=sites[_site_key(run, one.proposed)],
            asset_class_id=classes[one.proposed["class_code"]],
            source_key=one.source_key,
            details=answers_in(one.proposed),
            **{name: one.proposed[name] for name in WRITTEN if name in one.proposed},
        )
        for one in wanted
    ]
    for asset in assets:
        asset.place()
        asset.audience = drawings.of(asset.site_id, asset.asset_class_id).audience
    Asset.objects.bulk_create(assets)
    for one, asset in zip(wanted, assets, strict=True):
        one.asset, one.state, one.decided_at = asset, State.ACCEPTED, now
    update_rows(wanted, ["asset", "state", "decided_at"])
    return len(wanted)


def _site_key(run: ImportRun, proposed: dict[str, Any]) -> str:
    return f"{run.source}:{proposed['site']}"


def _sites(run: ImportRun, suggestions: Sequence[Suggestion]) -> dict[str, Site]:
    """Return the sites of these lines by key; those not known yet are created, from the first line that names them."""
    owner = run.organisation
    wanted: dict[str, Site] = {}
    for one in suggestions:
        said, key = one.proposed, _site_key(run, one.proposed)
        if key in wanted:
            continue
        lon, lat = said.get("lon"), said.get("lat")
        name = said.get("site_name") or owner.label
        wanted[key] = Site(
            organisation=owner,
            source_key=key,
            name=name,
            sort_key=sort_key(name),
            address=said.get("address", ""),
            mrc_id=owner.mrc_id,
            municipality_id=owner.municipality_id,
            lon=lon,
            lat=lat,
            time_zone=time_zone_at(lon, lat),
        )
    known = Site.objects.filter(organisation=owner, source_key__in=wanted).order_by("pk")
    found = {site.source_key: site for site in known}
    fresh = Site.objects.bulk_create(site for key, site in wanted.items() if key not in found)
    return found | {site.source_key: site for site in fresh}


def _classes() -> dict[str, int]:
    return dict(AssetClass.objects.order_by("pk").values_list("code", "pk"))


def _change(suggestions: Sequence[Suggestion], now: datetime) -> int:
    """Write what the lines say in the assets that are still as they were when the file was read."""
    classes = _classes()
    assets = Asset.objects.select_related("asset_class").in_bulk([one.asset_id for one in suggestions])
    as_read, moved, frozen = [], [], []
    for one in suggestions:
        asset = assets.get(one.asset_id or 0)
        if asset is not None and asset.frozen_at is not None:
            frozen.append(one)
        elif asset is not None and not differences(one.before or {}, present(asset)):
            as_read.append((one, asset))
        else:
            moved.append(one)
    _leave(moved, "changed_since", State.PENDING, now)
    _leave(frozen, "frozen", State.PENDING, now)
    short = {one.pk for one, asset in as_read if not fits(asset, one.proposed.get("quantity"), now)}
    _leave([one for one, _asset in as_read if one.pk in short], "promised_more", State.PENDING, now)
    as_read = [pair for pair in as_read if pair[0].pk not in short]
    for one, asset in as_read:
        set_values(asset, {name: one.proposed[name] for name in one.before or {}}, classes)
        asset.updated_at = now
    save_all([asset for _one, asset in as_read])
    return _settle([one for one, _asset in as_read], State.ACCEPTED, now)


def fits(asset: Asset, quantity: int | None, now: datetime) -> bool:
    """Have this many of the asset to promise, unless more is promised already."""
    if quantity is None or quantity == asset.quantity:
        return True
    try:
        with transaction.atomic():
            fit_promises(asset.pk, quantity, now)
    except Refusal:
        return False
    return True


def present(asset: Asset) -> dict[str, Any]:
    """Return the asset's values under the names that suggestions use; reads ``asset_class``."""
    said = {name: getattr(asset, name) for name in WRITTEN} | {
        "class_code": asset.asset_class.code,
        "state": asset.state,
    }
    return said | {f"{PREFIX}{code}": answer for code, answer in asset.details.items()}


def answers_in(values: dict[str, Any]) -> dict[str, Any]:
    """Return the characteristics among a suggestion's values, by code."""
    return {name.removeprefix(PREFIX): answer for name, answer in values.items() if name.startswith(PREFIX)}


def set_values(asset: Asset, values: dict[str, Any], classes: dict[str, int]) -> None:
    """Set an asset's values from a suggestion's; nothing is saved."""
    for name, value in values.items():
        if name == "class_code":
            asset.asset_class_id = classes[value]
        elif name.startswith(PREFIX):
            kept = {
                code: answer for code, answer in asset.details.items() if code != name.removeprefix(PREFIX)
            }
            asset.details = kept if value is None else kept | {name.removeprefix(PREFIX): value}
        else:
            setattr(asset, name, value)
    asset.place()


def save_all(assets: Sequence[Asset]) -> None:
    """Save what suggestions may change."""
    derived = ("asset_class", "state", "details", "sort_key", "x", "y", "updated_at")
    update_rows(assets, [*WRITTEN, *derived])


def _archive(suggestions: Sequence[Suggestion], now: datetime) -> int:
    """Archive the assets that the list names no more; none is deleted."""
    numbers = {one.asset_id for one in suggestions if one.asset_id is not None}
    frozen, promised = not_to_archive(numbers, now)
    _leave([one for one in suggestions if one.asset_id in frozen], "frozen", State.PENDING, now)
    _leave([one for one in suggestions if one.asset_id in promised], "still_promised", State.PENDING, now)
    taken = numbers - frozen - promised
    Asset.objects.filter(pk__in=taken).update(state=Asset.State.ARCHIVED, updated_at=now)
    return _settle([one for one in suggestions if one.asset_id in taken], State.ACCEPTED, now)


def not_to_archive(numbers: Collection[int], now: datetime) -> tuple[set[int], set[int]]:
    """Return which of these assets are held intact, and which of the others someone still counts on."""
    hold_promises(numbers)
    held = Asset.objects.filter(pk__in=numbers, frozen_at__isnull=False).order_by()
    frozen = set(held.values_list("pk", flat=True))
    return frozen, {promise.asset_id for promise in promises_on(numbers, now)} - frozen


def _settle(suggestions: Sequence[Suggestion], state: str, now: datetime) -> int:
    numbers = [one.pk for one in suggestions]
    return Suggestion.objects.filter(pk__in=numbers).update(state=state, decided_at=now)


def _leave(suggestions: Sequence[Suggestion], code: str, state: str, now: datetime) -> None:
    """Note why these were not carried out."""
    for one in suggestions:
        one.reasons = [{"code": code, "field": None, "values": {}}]
        one.state = state
        one.decided_at = now if state != State.PENDING else None
    update_rows(suggestions, ["reasons", "state", "decided_at"])
