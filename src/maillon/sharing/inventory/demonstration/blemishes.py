"""What is never quite right in an inventory: drafts, archives, things kept intact, doubles, ages, silences."""

import datetime as dt
import random

import pgtrigger
from django.db import connection

from maillon.base.bulk import update_rows
from maillon.base.demonstration import World
from maillon.sharing.inventory.demonstration.words import FREEZES
from maillon.sharing.inventory.models import Asset

State = Asset.State
DRAFTS, ARCHIVED, FROZEN, NO_POINT = 0.02, 0.02, 0.012, 0.03
DOUBLES = 90  # one asset in so many was written down twice
# Share of the assets last looked at within so many days, the newest first.
AGES = ((0.35, 80), (0.75, 350), (0.92, 700), (1.0, 1_100))


def spoil(asset: Asset, world: World) -> None:
    """Make one asset as imperfect as a real one may be, before it is written. Parts of a family are left alone."""
    draw = world.rng.random()
    seen = world.now - dt.timedelta(days=_age(world.rng))
    asset.updated_at = seen
    asset.created_at = seen - dt.timedelta(days=world.rng.randint(20, 300))
    if world.rng.random() < 0.3:
        asset.confirmed_at = min(
            seen + dt.timedelta(days=world.rng.randint(10, 200)), world.now - dt.timedelta(days=1)
        )
    if "/" in asset.identifier:
        return
    if draw < DRAFTS:
        asset.state = State.DRAFT
    elif draw < DRAFTS + ARCHIVED:
        asset.state = State.ARCHIVED
    elif draw < DRAFTS + ARCHIVED + FROZEN:
        asset.frozen_at, asset.frozen_reason = (
            world.now - dt.timedelta(days=world.rng.randint(3, 60)),
            world.pick(FREEZES),
        )
    if world.rng.random() < NO_POINT:
        asset.lon = asset.lat = None


def _age(rng: random.Random) -> int:
    draw, start = rng.random(), 1
    for share, days in AGES:
        if draw < share:
            return rng.randint(start, days)
        start = days
    return start


def doubles_of(assets: list[Asset]) -> list[Asset]:
    """Return, unsaved, what was merged: archived cards that lead to the ones that were kept."""
    kept = [
        one for one in assets if one.state == State.ACTIVE and not one.frozen_at and "/" not in one.identifier
    ]
    doubles = []
    for one in kept[DOUBLES // 2 :: DOUBLES]:
        double = Asset(
            organisation_id=one.organisation_id,
            site_id=one.site_id,
            asset_class=one.asset_class,
            name=f"{one.name} (ancienne fiche)",
            identifier=f"{one.identifier}-B",
            capacity=one.capacity,
            quantity=one.quantity,
            audience=one.audience,
            state=State.ARCHIVED,
            merged_into=one,
            created_at=one.created_at,
            updated_at=one.updated_at,
        )
        double.place()
        doubles.append(double)
    return doubles


def date_back(assets: list[Asset], dates: list[tuple[dt.datetime, dt.datetime]]) -> None:
    """Write when each asset was first written and last changed; its history begins on the same day."""
    for asset, (created, updated) in zip(assets, dates, strict=True):
        asset.created_at, asset.updated_at = created, updated
    with pgtrigger.ignore():
        update_rows(assets, ["created_at", "updated_at"])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inventory_assetevent e SET pgh_created_at = a.created_at, created_at = a.created_at,"
            " updated_at = a.created_at FROM inventory_asset a WHERE a.id = e.pgh_obj_id AND a.id = ANY(%s)",
            [[asset.pk for asset in assets]],
        )
