"""Putting assets in the ledger, and changing what they are made of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from maillon.base.constraints import refusals_for_constraints
from maillon.base.retries import retried
from maillon.sharing.availability.errors import NotEnoughLeft, PoolTooSmall
from maillon.sharing.availability.models import Block, Bookable, Cell, Schedule
from maillon.sharing.availability.services.locks import let_go_expired, lock_blocks
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.exemplars import in_service


@retried
@transaction.atomic
def make_bookable(
    *,
    asset: Asset,
    schedule: Schedule,
    block: Block | None = None,
    cells: Iterable[int] | None = None,
    pooled: bool = False,
    quantity: int = 1,
) -> Bookable:
    """Give an asset its place in the ledger, open when the schedule says.

    Without a block, one is made: with one cell, or, when ``pooled``, holding ``quantity`` of the thing. In a
    block that exists, ``cells`` names the cells that the asset is made of (all of them when None). An asset
    that already has a place keeps it and only changes its schedule.
    """
    known = Bookable.objects.filter(asset=asset).first()
    if known is not None and block is None:
        known.schedule = schedule
        known.save(update_fields=["schedule"])
        return known
    if block is None:
        block = Block.objects.create(
            organisation_id=asset.organisation_id, name=asset.name, quantity=quantity if pooled else 1
        )
        if not pooled:
            Cell.objects.create(block=block, name=asset.name[:120])
    lock_blocks([block.pk] if known is None else [block.pk, known.block_id])
    if pooled:
        cells = ()
    elif cells is None:
        cells = block.cells.values_list("pk", flat=True)
    place = {"schedule": schedule, "block": block, "cells": frozenset(cells), "pooled": pooled}
    with refusals_for_constraints():
        return Bookable.objects.update_or_create(asset=asset, defaults=place)[0]


@transaction.atomic
def make_all_bookable(*, assets: Sequence[Asset], schedule: Schedule) -> int:
    """Give each of many assets a place of its own, in a few statements; return how many were new.

    An asset whose class is pooled becomes a pool of its quantity, or of its exemplars in service when they are known;
    any other becomes one cell of one block. Those that already have a place only change their schedule. Reads
    ``asset.asset_class``.
    """
    numbers = [asset.pk for asset in assets]
    known = set(Bookable.objects.filter(asset_id__in=numbers).values_list("asset_id", flat=True))
    Bookable.objects.filter(asset_id__in=known).update(schedule=schedule)
    fresh = [asset for asset in assets if asset.pk not in known]
    serving = in_service([asset.pk for asset in fresh])
    blocks = Block.objects.bulk_create(
        Block(
            organisation_id=asset.organisation_id,
            name=asset.name,
            quantity=serving.get(asset.pk, asset.quantity) if asset.asset_class.pooled else 1,
        )
        for asset in fresh
    )
    paired = list(zip(fresh, blocks, strict=True))
    cells = Cell.objects.bulk_create(
        Cell(block=block, name=asset.name[:120]) for asset, block in paired if not asset.asset_class.pooled
    )
    cell_of = {cell.block_id: cell.pk for cell in cells}
    Bookable.objects.bulk_create(
        Bookable(
            asset=asset,
            schedule=schedule,
            block=block,
            cells=frozenset({cell_of[block.pk]} if block.pk in cell_of else ()),
            pooled=asset.asset_class.pooled,
        )
        for asset, block in paired
    )
    return len(fresh)


@retried
@transaction.atomic
def resize_pool(*, block_id: int, quantity: int, now: datetime) -> Block:
    """Change how many the pool holds. PoolTooSmall when more than that is promised at some moment to come."""
    block = lock_blocks([block_id])[block_id]
    let_go_expired(block_id, now)
    block.quantity = quantity
    try:
        with refusals_for_constraints():
            block.save(update_fields=["quantity"])
    except NotEnoughLeft as shortage:
        raise PoolTooSmall from shortage
    return block


@retried
@transaction.atomic
def recut(*, block_id: int, layout: Mapping[int, Iterable[int]], now: datetime) -> None:
    """Change which cells the assets of a block are made of: ``layout`` gives the cells of each asset number.

    Bookings follow their asset into its new cells; SlotJustTaken when two of them would then meet, and nothing
    changes. Holds that have expired are let go first. Cells that no asset has any more are left alone.
    """
    lock_blocks([block_id])
    let_go_expired(block_id, now)
    bookables = list(Bookable.objects.filter(block_id=block_id, asset_id__in=layout).order_by("asset_id"))
    wanted = {asset_id: frozenset(cells) for asset_id, cells in layout.items()}
    with refusals_for_constraints():
        # First everything shrinks to what it keeps, then grows: no clash on the way that is not one at the end.
        for bookable in bookables:
            kept = bookable.cells & wanted[bookable.asset_id]
            if kept and kept != bookable.cells:
                Bookable.objects.filter(pk=bookable.pk).update(cells=kept)
        for bookable in bookables:
            Bookable.objects.filter(pk=bookable.pk).update(cells=wanted[bookable.asset_id])
