"""One record kept, the other archived with a pointer to it."""

from datetime import datetime

from django.db import transaction

from maillon.base.audit import because
from maillon.base.refusals import Invalid, NotFound, Reason
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.errors import SENTENCES, MergedAway
from maillon.sharing.inventory.merging import MOVERS
from maillon.sharing.inventory.models import Asset, Condition, Document, Photo
from maillon.sharing.inventory.promises import hold_promises
from maillon.sharing.inventory.services.exemplars import move_exemplars
from maillon.sharing.inventory.services.records import join_keeping
from maillon.sharing.inventory.services.states import ask_not_frozen, locked

FOLLOWING = ("identifier", "description", "capacity", "accessibility")


@retried
@transaction.atomic
def merge_assets(*, kept_id: int, other_id: int, hat: Hat, why: str = "", now: datetime) -> Asset:
    """Say that two records are one thing: bookings, identifiers, photos and sharing follow the one that is kept.

    What the kept record says stays; what it leaves empty is filled from the other, which is archived and leads to
    it. Raises Frozen, MergedAway, Invalid for a record merged with itself, NotFound for one that is not ours, and
    the refusal of the bookings that both hold at the same moment; nothing then changes.
    """
    if kept_id == other_id:
        raise Invalid(Reason("same_record", str(SENTENCES["same_record"]), "autre"))
    hold_promises([kept_id, other_id])
    found = {asset.pk: asset for asset in locked([kept_id, other_id], hat)}
    if len(found) != 2:
        raise NotFound(Reason("unknown_asset", str(SENTENCES["unknown_asset"]), "autre"))
    kept, other = found[kept_id], found[other_id]
    ask_not_frozen([kept, other])
    if kept.merged_into_id or other.merged_into_id:
        raise MergedAway
    with because(f"merge {kept.pk} {other.pk}:{why}", person=hat.person_id, membership=hat.membership_id):
        for mover in MOVERS:
            mover(kept, other, now)
        move_exemplars(kept, other, now)
        _archive(kept, other, now)
        _fill(kept, other, now)
    return kept


def _archive(kept: Asset, other: Asset, now: datetime) -> None:
    """Archive the other record; its list key goes to the kept one when that one came from no list."""
    changes: dict[str, object] = {
        "state": Asset.State.ARCHIVED,
        "merged_into": kept,
        "updated_at": now,
    }
    if not kept.source_key and other.source_key:
        kept.source_key = other.source_key
        changes["source_key"] = ""
    Asset.objects.filter(pk=other.pk).update(**changes)
    Asset.objects.filter(merged_into=other).update(merged_into=kept)
    last = kept.photos.count()
    for place, photo in enumerate(other.photos.order_by("position", "pk"), start=last):
        Photo.objects.filter(pk=photo.pk).update(asset=kept, position=place)
    Condition.objects.filter(asset=other).update(asset=kept)
    Document.objects.filter(asset=other).update(asset=kept)
    join_keeping(kept, other)


def _fill(kept: Asset, other: Asset, now: datetime) -> None:
    for name in FOLLOWING:
        if getattr(kept, name) in ("", None):
            setattr(kept, name, getattr(other, name))
    kept.updated_at = now
    kept.save()
