"""Writing the units of a pool: its quantity to book follows those in service."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from maillon.base.audit import because
from maillon.base.refusals import Invalid, NotFound, Reason, Refusal, explain
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.errors import SENTENCES, TooFewInService
from maillon.sharing.inventory.models import Asset, Unit
from maillon.sharing.inventory.promises import hold_promises, promises_on, refit_promises
from maillon.sharing.inventory.queries.units import counts_of
from maillon.sharing.inventory.rules.units import label_objections
from maillon.sharing.inventory.services.states import ask_not_frozen, locked

State = Unit.State


@retried
@transaction.atomic
def add_units(*, asset_id: int, units: Sequence[tuple[str, str]], hat: Hat, now: dt.datetime) -> list[Unit]:
    """Write down units of a pool, each a (label, serial number); all are in service.

    From the first one on, the pool holds as many as there are units in service. Raises Invalid with every label
    that cannot be, TooFewInService when more than that is promised, Frozen.
    """
    asset = _pool(asset_id, hat)
    labels = [label.strip() for label, _serial in units]
    known = Unit.objects.filter(asset=asset).order_by("pk").values_list("label", flat=True)
    if found := label_objections(labels, known):
        raise Invalid(explain(found, SENTENCES))
    today = timezone.localdate(now)
    made = Unit.objects.bulk_create(
        Unit(asset=asset, label=label, serial=serial.strip()[:80], since=today)
        for label, (_label, serial) in zip(labels, units, strict=True)
    )
    _refit(asset, now)
    return made


@retried
@transaction.atomic
def change_units(
    *,
    asset_id: int,
    unit_ids: Collection[int],
    state: str,
    reason: str = "",
    since: dt.date | None = None,
    hat: Hat,
    now: dt.datetime,
) -> int:
    """Put units in service, under repair, lost or retired, with the reason and the day; return how many.

    TooFewInService, with what is promised, when too few would stay in service; nothing then changes.
    """
    asset = _pool(asset_id, hat)
    if state != State.IN_SERVICE and not reason.strip():
        raise _invalid("unit_reason_missing", "reason")
    chosen = Unit.objects.filter(asset=asset, pk__in=unit_ids)
    with because(reason.strip(), person=hat.person_id, membership=hat.membership_id):
        done = chosen.update(
            state=state,
            reason="" if state == State.IN_SERVICE else reason.strip(),
            since=since or timezone.localdate(now),
        )
        if not done or done != len(set(unit_ids)):
            raise _invalid("unknown_unit", "units")
        _refit(asset, now)
    return done


@retried
@transaction.atomic
def rename_unit(
    *,
    asset_id: int,
    unit_id: int,
    label: str,
    serial: str,
    hat: Hat,
    now: dt.datetime,  # noqa: ARG001  (a service's signature)
) -> Unit:
    """Change the number or the serial number of a unit."""
    asset = _pool(asset_id, hat)
    unit = Unit.objects.filter(asset=asset, pk=unit_id).first()
    if unit is None:
        raise NotFound(Reason("unknown_unit", str(SENTENCES["unknown_unit"])))
    others = (
        Unit.objects.filter(asset=asset).exclude(pk=unit.pk).order_by("pk").values_list("label", flat=True)
    )
    if found := label_objections([label.strip()], others):
        raise Invalid(explain(found, SENTENCES))
    unit.label, unit.serial = label.strip(), serial.strip()[:80]
    unit.save(update_fields=["label", "serial"])
    return unit


@retried
@transaction.atomic
def remove_units(*, asset_id: int, unit_ids: Collection[int], hat: Hat, now: dt.datetime) -> int:
    """Take away units written by mistake; without any left, the pool is known by its quantity again."""
    asset = _pool(asset_id, hat)
    done, _by_model = Unit.objects.filter(asset=asset, pk__in=unit_ids).delete()
    if not done:
        raise _invalid("unknown_unit", "units")
    if Unit.objects.filter(asset=asset).exists():
        _refit(asset, now)
    else:
        refit_promises(asset.pk, asset.quantity, now)
    return done


def _pool(asset_id: int, hat: Hat) -> Asset:
    """Lock the place, then the pool, as whoever books it does."""
    hold_promises([asset_id])
    found = locked([asset_id], hat)
    if not found:
        raise NotFound(Reason("unknown_asset", str(SENTENCES["unknown_asset"])))
    asset = found[0]
    ask_not_frozen([asset])
    if not asset.asset_class.pooled:
        raise _invalid("not_a_pool", None)
    return asset


def _refit(asset: Asset, now: dt.datetime) -> None:
    """Have the pool hold what is in service, and the record say how many the organisation has."""
    counts = counts_of(asset.pk)
    if not counts.owned:
        raise _invalid("no_unit_left", "units")
    try:
        refit_promises(asset.pk, counts.in_service, now)
    except Refusal as refusal:
        raise TooFewInService(promises_on([asset.pk], now)) from refusal
    if counts.owned != asset.quantity:
        Asset.objects.filter(pk=asset.pk).update(quantity=counts.owned, updated_at=now)


def _invalid(code: str, field: str | None) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))


def move_units(kept: Asset, other: Asset, now: dt.datetime) -> None:
    """Have the units of a merged record follow, except those whose number the kept one already has."""
    mine = Unit.objects.filter(asset=kept).order_by("pk").values("label")
    moved = Unit.objects.filter(asset=other).exclude(label__in=mine).update(asset=kept)
    if moved:
        _refit(kept, now)
