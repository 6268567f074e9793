"""What an owner keeps of its assets for itself: the units that answer for them, and the record of each."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillon.base.refusals import Invalid, Reason
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Membership
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.errors import SENTENCES, UnitInUse
from maillon.sharing.inventory.models import Asset, KeepingRecord, Unit
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.services.states import ask_not_frozen


def _invalid(code: str, field: str) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))


@transaction.atomic
def write_unit(*, unit: Unit, by: Hat) -> Unit:
    """Write a unit of the hat's organisation, new or changed. Raises Invalid when another has its name."""
    ask_to_keep(by, unit.organisation_id)
    unit.sort_key = _sort_key_of(unit)
    same = Unit.objects.filter(organisation_id=unit.organisation_id, sort_key=unit.sort_key)
    if same.exclude(pk=unit.pk).exists():
        raise _invalid("unit_twice", "name")
    unit.save()
    return unit


def _sort_key_of(unit: Unit) -> str:
    if not (key := sort_key(unit.name)):
        raise _invalid("name_missing", "name")
    return key


@transaction.atomic
def remove_unit(*, unit: Unit, by: Hat) -> None:
    """Remove a unit that answers for nothing any more. Raises UnitInUse otherwise."""
    ask_to_keep(by, unit.organisation_id)
    held = Unit.objects.select_for_update().filter(pk=unit.pk).first()
    if held is None:
        return
    if count := held.records.count():
        raise UnitInUse(count)
    held.delete()


@transaction.atomic
def write_keeping(*, record: KeepingRecord, by: Hat, now: datetime) -> KeepingRecord:
    """Write how an asset is managed.

    Raises Frozen when the asset is held intact, Invalid when the unit or the keeper is not of the organisation, or
    when a value does not hold (a negative amount, a guarantee that ends before the purchase).
    """
    asset = Asset.objects.select_for_update(no_key=True).get(pk=record.asset_id)
    owner_id = ask_to_keep(by, asset.organisation_id)
    ask_not_frozen([asset])
    if record.unit_id is not None:
        mine = Unit.objects.filter(pk=record.unit_id, organisation_id=owner_id)
        if mine.select_for_update(no_key=True).first() is None:
            raise _invalid("foreign_unit", "unit")
    _check_keeper(record, owner_id, now)
    try:
        record.full_clean(exclude=("asset", "unit", "keeper"))
    except ValidationError as error:
        raise _as_reasons(error) from error
    record.save()
    return record


def _check_keeper(record: KeepingRecord, owner_id: int, now: datetime) -> None:
    """Refuse someone who is not of the organisation; one who left since stays until another is chosen."""
    if record.keeper_id is None:
        return
    if KeepingRecord.objects.filter(pk=record.asset_id, keeper_id=record.keeper_id).exists():
        return
    members = Membership.objects.current(timezone.localdate(now)).filter(organisation_id=owner_id)
    if not members.filter(person_id=record.keeper_id).exists():
        raise _invalid("foreign_keeper", "keeper")


def _as_reasons(error: ValidationError) -> Invalid:
    """Return the objections of the model as reasons, each at its field."""
    return Invalid(
        [
            Reason("invalid", message, "" if name == "__all__" else name)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    )


def join_keeping(kept: Asset, other: Asset) -> None:
    """Two records of one thing are merged: what the kept one does not say is taken from the other."""
    found = KeepingRecord.objects.in_bulk([kept.pk, other.pk])
    if other.pk not in found:
        return
    theirs = found[other.pk]
    ours = found.get(kept.pk) or KeepingRecord(asset=kept)
    for field in KeepingRecord._meta.fields:
        if field.name not in ("asset", "updated_at") and getattr(ours, field.attname) in (None, ""):
            setattr(ours, field.attname, getattr(theirs, field.attname))
    ours.save()
