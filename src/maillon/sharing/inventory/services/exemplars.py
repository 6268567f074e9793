"""Writing the exemplars of a pool: its quantity to book follows those in service."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from maillon.base.audit import because
from maillon.base.refusals import Invalid, NotFound, Reason, Refusal, explain
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.errors import SENTENCES, TooFewInService
from maillon.sharing.inventory.models import Asset, Exemplar
from maillon.sharing.inventory.promises import hold_promises, promises_on, refit_promises
from maillon.sharing.inventory.queries.exemplars import counts_of
from maillon.sharing.inventory.rules.exemplars import label_objections
from maillon.sharing.inventory.services.states import ask_not_frozen, locked

State = Exemplar.State


@retried
@transaction.atomic
def add_exemplars(
    *, asset_id: int, exemplars: Sequence[tuple[str, str]], hat: Hat, now: dt.datetime
) -> list[Exemplar]:
    """Write down exemplars of a pool, each a (label, serial number); all are in service.

    From the first one on, the pool holds as many as there are exemplars in service. Raises Invalid with every label
    that cannot be, TooFewInService when more than that is promised, Frozen.
    """
    asset = _pool(asset_id, hat)
    labels = [label.strip() for label, _serial in exemplars]
    known = Exemplar.objects.filter(asset=asset).order_by("pk").values_list("label", flat=True)
    if found := label_objections(labels, known):
        raise Invalid(explain(found, SENTENCES))
    today = timezone.localdate(now)
    made = Exemplar.objects.bulk_create(
        Exemplar(asset=asset, label=label, serial=serial.strip()[:80], since=today)
        for label, (_label, serial) in zip(labels, exemplars, strict=True)
    )
    _refit(asset, now)
    return made


@retried
@transaction.atomic
def change_exemplars(
    *,
    asset_id: int,
    exemplar_ids: Collection[int],
    state: str,
    reason: str = "",
    since: dt.date | None = None,
    hat: Hat,
    now: dt.datetime,
) -> int:
    """Put exemplars in service, under repair, lost or retired, with the reason and the day; return how many.

    TooFewInService, with what is promised, when too few would stay in service; nothing then changes.
    """
    asset = _pool(asset_id, hat)
    if state != State.IN_SERVICE and not reason.strip():
        raise _invalid("exemplar_reason_missing", "reason")
    chosen = Exemplar.objects.filter(asset=asset, pk__in=exemplar_ids)
    with because(reason.strip(), person=hat.person_id, membership=hat.membership_id):
        done = chosen.update(
            state=state,
            reason="" if state == State.IN_SERVICE else reason.strip(),
            since=since or timezone.localdate(now),
        )
        if not done or done != len(set(exemplar_ids)):
            raise _invalid("unknown_exemplar", "exemplars")
        _refit(asset, now)
    return done


@retried
@transaction.atomic
def rename_exemplar(
    *,
    asset_id: int,
    exemplar_id: int,
    label: str,
    serial: str,
    hat: Hat,
    now: dt.datetime,  # noqa: ARG001  (a service's signature)
) -> Exemplar:
    """Change the number or the serial number of a exemplar."""
    asset = _pool(asset_id, hat)
    exemplar = Exemplar.objects.filter(asset=asset, pk=exemplar_id).first()
    if exemplar is None:
        raise NotFound(Reason("unknown_exemplar", str(SENTENCES["unknown_exemplar"])))
    others = (
        Exemplar.objects.filter(asset=asset)
        .exclude(pk=exemplar.pk)
        .order_by("pk")
        .values_list("label", flat=True)
    )
    if found := label_objections([label.strip()], others):
        raise Invalid(explain(found, SENTENCES))
    exemplar.label, exemplar.serial = label.strip(), serial.strip()[:80]
    exemplar.save(update_fields=["label", "serial"])
    return exemplar


@retried
@transaction.atomic
def remove_exemplars(*, asset_id: int, exemplar_ids: Collection[int], hat: Hat, now: dt.datetime) -> int:
    """Take away exemplars written by mistake; without any left, the pool is known by its quantity again."""
    asset = _pool(asset_id, hat)
    done, _by_model = Exemplar.objects.filter(asset=asset, pk__in=exemplar_ids).delete()
    if not done:
        raise _invalid("unknown_exemplar", "exemplars")
    if Exemplar.objects.filter(asset=asset).exists():
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
        raise _invalid("no_exemplar_left", "exemplars")
    try:
        refit_promises(asset.pk, counts.in_service, now)
    except Refusal as refusal:
        raise TooFewInService(promises_on([asset.pk], now)) from refusal
    if counts.owned != asset.quantity:
        Asset.objects.filter(pk=asset.pk).update(quantity=counts.owned, updated_at=now)


def _invalid(code: str, field: str | None) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))


def move_exemplars(kept: Asset, other: Asset, now: dt.datetime) -> None:
    """Have the exemplars of a merged record follow, except those whose number the kept one already has."""
    mine = Exemplar.objects.filter(asset=kept).order_by("pk").values("label")
    moved = Exemplar.objects.filter(asset=other).exclude(label__in=mine).update(asset=kept)
    if moved:
        _refit(kept, now)
