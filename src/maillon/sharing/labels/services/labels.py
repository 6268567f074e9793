"""Making labels, tying one to an asset, voiding it."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from maillon.base.audit import because
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.services import write_asset
from maillon.sharing.labels.errors import (
    MOST_BLANK,
    MOST_PRINTED,
    ClaimedLabel,
    VoidLabel,
    invalid,
    unknown_label,
)
from maillon.sharing.labels.models import Batch, Label
from maillon.sharing.labels.papers import BY_CODE
from maillon.sharing.labels.permissions import ask_to_keep
from maillon.sharing.labels.rules.codes import MANY, written


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to print: assets, or a number of blank stickers; on which paper, from which place.

    ``anew`` makes another label for an asset that already has one that serves.
    """

    paper: str
    first: int = 1
    asset_ids: Sequence[int] = ()
    blank: int = 0
    anew: bool = False


@transaction.atomic
def make_labels(*, wanted: Wanted, hat: Hat, now: datetime) -> Batch:
    """Prepare labels to print, in the order of the assets' names, then the blank ones.

    An asset that has a label keeps it: it is printed again. Raises Invalid for a paper or a place that does not
    exist, for nothing or too many, and for an asset of others.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    _check(wanted)
    assets = list(
        Asset.objects.filter(
            pk__in=wanted.asset_ids, organisation_id=owner_id, merged_into__isnull=True
        ).order_by("sort_key", "pk")
    )
    if len(assets) != len(set(wanted.asset_ids)):
        raise invalid("unknown_asset", "asset_ids")
    known = {} if wanted.anew else _serving([asset.pk for asset in assets])
    with because(person=hat.person_id, membership=hat.membership_id):
        made = _write(owner_id, [asset for asset in assets if asset.pk not in known], wanted.blank, now)
    of_assets = known | {label.asset_id: label.code for label in made if label.asset_id is not None}
    codes = [of_assets[asset.pk] for asset in assets]
    codes += [label.code for label in made if label.asset_id is None]
    return Batch.objects.create(
        organisation_id=owner_id,
        paper=wanted.paper,
        first=wanted.first,
        codes=codes,
        made_by_id=hat.person_id,
        made_at=now,
    )


def _check(wanted: Wanted) -> None:
    paper = BY_CODE.get(wanted.paper)
    if paper is None:
        raise invalid("unknown_paper", "paper")
    if not 1 <= wanted.first <= paper.per_page:
        raise invalid("no_such_place", "first", places=paper.per_page)
    if not wanted.asset_ids and wanted.blank < 1:
        raise invalid("nothing_to_print", "blank")
    if wanted.blank > MOST_BLANK:
        raise invalid("too_many_labels", "blank", most=MOST_BLANK)
    if len(wanted.asset_ids) > MOST_PRINTED:
        raise invalid("too_many_labels", "asset_ids", most=MOST_PRINTED)


def _serving(asset_ids: Collection[int]) -> dict[int | None, str]:
    """Return the code of the latest label that serves, by asset."""
    found = Label.objects.serving().filter(asset__in=asset_ids).order_by("created_at", "pk")
    return dict(found.values_list("asset_id", "code"))


def _write(owner_id: int, assets: Sequence[Asset], blank: int, now: datetime) -> list[Label]:
    """Write new labels; a code drawn twice in 35 million million is refused by the database."""
    labels = [
        Label(
            code=written(secrets.randbelow(MANY)),
            organisation_id=owner_id,
            asset=asset,
            created_at=now,
            claimed_at=now if asset else None,
        )
        for asset in (*assets, *([None] * blank))
    ]
    return Label.objects.bulk_create(labels)


def _locked(code: str, owner_id: int) -> Label:
    label = Label.objects.select_for_update().filter(code=code, organisation_id=owner_id).first()
    if label is None:
        raise unknown_label()
    return label


@transaction.atomic
def claim_label(*, code: str, asset_id: int, hat: Hat, now: datetime) -> Label:
    """Tie a label that waits to an asset of the same organisation; said twice of the same asset, nothing changes.

    Raises VoidLabel, ClaimedLabel, NotFound for a label of others, Invalid for an asset of others.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    label = _locked(code, owner_id)
    if label.voided_at is not None:
        raise VoidLabel
    if label.asset_id == asset_id:
        return label
    if label.asset_id is not None:
        raise ClaimedLabel
    mine = Asset.objects.filter(pk=asset_id, organisation_id=owner_id, merged_into__isnull=True)
    if not mine.exists():
        raise invalid("unknown_asset", "asset")
    label.asset_id, label.claimed_at = asset_id, now
    with because(person=hat.person_id, membership=hat.membership_id):
        label.save(update_fields=["asset", "claimed_at"])
    return label


@transaction.atomic
def claim_new_asset(*, code: str, asset: Asset, hat: Hat, now: datetime) -> Label:
    """Describe an asset for the first time, and tie the label to it: both or nothing."""
    ask_to_keep(hat, asset.organisation_id)
    write_asset(asset=asset, now=now)
    return claim_label(code=code, asset_id=asset.pk, hat=hat, now=now)


@transaction.atomic
def void_label(*, code: str, reason: str, replace: bool, hat: Hat, now: datetime) -> Label | None:
    """Take a label out of use and say why; return the one that replaces it when one is asked for.

    Raises VoidLabel when it is void already, NotFound for a label of others.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    label = _locked(code, owner_id)
    if label.voided_at is not None:
        raise VoidLabel
    with because(person=hat.person_id, membership=hat.membership_id):
        new = None
        if replace:
            (new,) = _write(owner_id, [label.asset] if label.asset else [], 0 if label.asset else 1, now)
        label.voided_at, label.void_reason, label.replaced_by = now, reason, new
        label.save(update_fields=["voided_at", "void_reason", "replaced_by"])
    return new
