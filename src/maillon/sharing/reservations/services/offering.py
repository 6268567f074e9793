"""Putting assets in sharing by the thousand, and taking them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from maillon.base.audit import because
from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Circle
from maillon.kernel.objections import Objection
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.services import make_all_bookable
from maillon.sharing.inventory.models import Asset, AssetQuerySet
from maillon.sharing.reservations.errors import explained
from maillon.sharing.terms.models import Offer, SharingTerms

WIDER = list(Circle.values)  # from the narrowest circle to the widest


@dataclass(frozen=True, slots=True)
class Offered:
    """How many assets are now in sharing, and how many were left because their class is not booked."""

    offered: int
    left: int


@transaction.atomic
def offer_assets(
    *,
    assets: AssetQuerySet,
    terms: SharingTerms,
    schedule: Schedule,
    audience: str,
    by_id: int | None,
    now: datetime,
) -> Offered:
    """Share these assets of one organisation under its terms, open as its schedule says, shown to ``audience``.

    Those already in sharing change terms and hours; those archived or held intact, and those of a class that is
    not booked, are left. Raises Invalid when fewer people would see the assets than may book them, when nothing
    is chosen, or when terms, hours or an asset belong to another organisation.
    """
    owner_id = terms.organisation_id
    if WIDER.index(audience) < WIDER.index(terms.bookable_by):
        raise _invalid("seen_by_fewer", "audience")
    if schedule.organisation_id != owner_id:
        raise _invalid("foreign_schedule", "schedule")
    chosen = list(
        assets.filter(organisation_id=owner_id)
        .exclude(state=Asset.State.ARCHIVED)
        .filter(frozen_at__isnull=True)
        .select_related("asset_class")
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )
    bookable = [asset for asset in chosen if asset.asset_class.bookable]
    if not bookable:
        raise _invalid("nothing_to_share")
    numbers = [asset.pk for asset in bookable]
    with because("offer", person=by_id):
        _write_offers(numbers, terms, now)
        make_all_bookable(assets=bookable, schedule=schedule)
        said = {"audience": audience, "audience_follows": False, "state": Asset.State.ACTIVE}
        Asset.objects.filter(pk__in=numbers).exclude(**said).update(**said, updated_at=now)
    return Offered(len(bookable), len(chosen) - len(bookable))


def _write_offers(numbers: Sequence[int], terms: SharingTerms, now: datetime) -> None:
    """Write one standing offer for each asset; one that already stood keeps the day it began."""
    known = Offer.objects.filter(asset_id__in=numbers)
    known.filter(withdrawn_at__isnull=False).update(offered_at=now, withdrawn_at=None)
    known.update(terms=terms)
    there = set(known.order_by("pk").values_list("asset_id", flat=True))
    Offer.objects.bulk_create(
        Offer(asset_id=number, terms=terms, offered_at=now) for number in numbers if number not in there
    )


@transaction.atomic
def withdraw_assets(*, assets: AssetQuerySet, organisation_id: int, by_id: int | None, now: datetime) -> int:
    """Take these assets of one organisation out of sharing; return how many were in it.

    Requests already accepted stay: a promise is given back by cancelling it, with its reason. Raises Invalid
    when none of them was in sharing.
    """
    numbers = assets.filter(organisation_id=organisation_id).order_by().values("pk")
    with because("withdraw", person=by_id):
        done = Offer.objects.standing().filter(asset_id__in=numbers).update(withdrawn_at=now)
    if not done:
        raise _invalid("nothing_shared")
    return done


def _invalid(code: str, field: str | None = None) -> Invalid:
    return Invalid(explained([Objection(code, field)]))
