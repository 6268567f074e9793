"""Taking assets out of use and bringing them back, holding them intact, confirming what is said of them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from maillon.base.audit import because
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.errors import Frozen, MergedAway, ReasonMissing, StillPromised
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.promises import end_promises, hold_promises, promises_on

BATCH = 1_000


def locked(asset_ids: Collection[int], hat: Hat) -> list[Asset]:
    """Lock these assets of the hat's own organisation in the order of their numbers, and return them."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    mine = Asset.objects.filter(pk__in=asset_ids, organisation_id=owner_id)
    return list(mine.order_by("pk").select_for_update(of=("self",), no_key=True))


def ask_not_frozen(assets: Iterable[Asset]) -> None:
    """Raise Frozen when one of these is held intact."""
    frozen = [asset for asset in assets if asset.frozen_at is not None]
    if frozen:
        raise Frozen(frozen)


@retried
@transaction.atomic
def archive_assets(
    *, asset_ids: Collection[int], hat: Hat, ending: str | None = None, why: str = "", now: datetime
) -> int:
    """Take assets out of what is shown and searched; their history stays. Return how many were in use.

    What others were promised is never left standing: StillPromised lists it, unless ``ending`` says why it is
    ended; those concerned are then told that reason. Raises Frozen when one is held intact.
    """
    hold_promises(asset_ids)
    wanted = [asset for asset in locked(asset_ids, hat) if asset.state != Asset.State.ARCHIVED]
    numbers = [asset.pk for asset in wanted]
    ask_not_frozen(wanted)
    with because(ending or why, person=hat.person_id, membership=hat.membership_id):
        if ending is not None:
            _ask_reason(ending, "reason")
            end_promises(numbers, hat=hat, reason=ending.strip(), now=now)
        if standing := promises_on(numbers, now):
            raise StillPromised(standing)
        Asset.objects.filter(pk__in=numbers).update(state=Asset.State.ARCHIVED, updated_at=now)
    return len(numbers)


@transaction.atomic
def restore_assets(*, asset_ids: Collection[int], hat: Hat, why: str = "", now: datetime) -> int:
    """Bring drafts and archived assets into use; MergedAway for a record that was merged into another."""
    wanted = [asset for asset in locked(asset_ids, hat) if asset.state != Asset.State.ACTIVE]
    ask_not_frozen(wanted)
    if any(asset.merged_into_id for asset in wanted):
        raise MergedAway
    with because(why, person=hat.person_id, membership=hat.membership_id):
        numbers = [asset.pk for asset in wanted]
        return Asset.objects.filter(pk__in=numbers).update(state=Asset.State.ACTIVE, updated_at=now)


@transaction.atomic
def freeze_assets(*, asset_ids: Collection[int], hat: Hat, reason: str, now: datetime) -> int:
    """Hold assets intact (« tenir intact »): until released, nobody edits, archives, merges or deletes them.

    Those already held keep their first reason. Raises ReasonMissing without a reason.
    """
    _ask_reason(reason, "reason")
    numbers = [asset.pk for asset in locked(asset_ids, hat) if asset.frozen_at is None]
    with because(reason.strip(), person=hat.person_id, membership=hat.membership_id):
        return Asset.objects.filter(pk__in=numbers).update(frozen_at=now, frozen_reason=reason.strip())


@transaction.atomic
def release_assets(*, asset_ids: Collection[int], hat: Hat, reason: str) -> int:
    """Let assets be changed again. Raises ReasonMissing without a reason."""
    _ask_reason(reason, "reason")
    numbers = [asset.pk for asset in locked(asset_ids, hat) if asset.frozen_at is not None]
    with because(reason.strip(), person=hat.person_id, membership=hat.membership_id):
        return Asset.objects.filter(pk__in=numbers).update(frozen_at=None, frozen_reason="")


@transaction.atomic
def confirm_assets(*, asset_ids: Collection[int], hat: Hat, now: datetime) -> int:
    """Note that what is said of these assets was looked at and is still true; frozen ones are left."""
    numbers = [asset.pk for asset in locked(asset_ids, hat) if asset.frozen_at is None]
    with because("", person=hat.person_id, membership=hat.membership_id):
        return Asset.objects.filter(pk__in=numbers).update(confirmed_at=now)


def _ask_reason(reason: str, field: str) -> None:
    if not reason.strip():
        raise ReasonMissing(field)
