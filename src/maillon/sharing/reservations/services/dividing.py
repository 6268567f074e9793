"""Dividing a space into parts that can be taken by themselves, otherwise, or not any more."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from maillon.base.audit import because
from maillon.base.refusals import Invalid, NotFound, Reason
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.layouts import MOST_SHARES, WHOLE
from maillon.kernel.objections import Objection
from maillon.kernel.spans import Spans
from maillon.sharing.availability.models import Bookable, Schedule
from maillon.sharing.availability.services import lay_out, lock_assets, make_bookable
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.services import archive_assets, restore_assets, write_asset
from maillon.sharing.inventory.services.states import ask_not_frozen
from maillon.sharing.reservations.errors import WouldClash, explained
from maillon.sharing.reservations.queries.spaces import (
    Plan,
    PlannedPart,
    Space,
    Way,
    already_divided,
    clashes_in_words,
    may_become_parts,
    places_of,
    plan_of,
    space_of,
)
from maillon.sharing.reservations.rules import division_objections
from maillon.sharing.reservations.services.offering import offer_assets
from maillon.sharing.terms.models import Offer

MOST_WAYS = 6


@retried
@transaction.atomic
def divide_space(
    *,
    asset_id: int,
    ways: Sequence[Way],
    hat: Hat,
    share: bool = True,
    schedule: Schedule | None = None,
    now: dt.datetime,
) -> Space:
    """Say in which ways a space can be taken by parts; no way at all makes it whole again.

    Each part becomes an asset of its own, or is one that exists already. With ``share``, they are shared under the
    conditions of the whole. A part that serves no more is archived. Bookings follow their asset: WouldClash lists
    those that would meet, StillPromised those that count on a part that would go; nothing then changes. A whole that
    has no hours yet needs a ``schedule``.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    whole = _whole(asset_id, owner_id)
    _ask_sensible(ways)
    named = [part.asset_id for way in ways for part in way if part.asset_id]
    _lock(whole, named)
    plan = _planned(whole, ways, now)
    ask_not_frozen([plan.space.whole, *plan.leaving, *(part.asset for part in plan.parts if part.asset)])
    if plan.clashes:
        raise WouldClash(clashes_in_words(plan.clashes))
    with because(_("Division de « %(name)s »") % {"name": whole.name}, person=hat.person_id):
        _carry_out(plan, schedule=schedule, share=share, hat=hat, now=now)
    return space_of(whole)


def _whole(asset_id: int, owner_id: int) -> Asset:
    """Return the space, which can be booked one at a time and is not itself a part of another."""
    whole = (
        Asset.objects.filter(pk=asset_id, organisation_id=owner_id)
        .exclude(state=Asset.State.ARCHIVED)
        .select_related("asset_class", "site")
        .first()
    )
    if whole is None:
        raise NotFound(_("Ce bien n’est pas dans votre inventaire."))
    pooled = Bookable.objects.filter(asset=whole, pooled=True).exists()
    if pooled or whole.asset_class.pooled or not whole.asset_class.bookable:
        raise _invalid("not_a_space")
    return whole


def _ask_sensible(ways: Sequence[Way]) -> None:
    """Raise Invalid, with every reason, unless each way can be cut and each asset serves once."""
    found = division_objections(
        [[(part.name, part.shares) for part in way] for way in ways], most_ways=MOST_WAYS, most=MOST_SHARES
    )
    if found:
        raise Invalid(explained(found))
    counted = Counter(part.asset_id for way in ways for part in way if part.asset_id)
    if any(times > 1 for times in counted.values()):
        raise _invalid("part_twice")


def _lock(whole: Asset, named: Sequence[int]) -> None:
    """Hold every block concerned, in order; of a space without one, its record."""
    lock_assets([whole.pk, *named])
    if not Bookable.objects.filter(asset=whole).exists():
        Asset.objects.select_for_update(no_key=True).get(pk=whole.pk)


def _planned(whole: Asset, ways: Sequence[Way], now: dt.datetime) -> Plan:
    """Return the plan, read under the locks; the parts named must be able to become one."""
    space = space_of(whole)
    if space.whole.pk != whole.pk:
        raise _invalid("part_of_another")
    others = may_become_parts(space)
    named = {part.asset_id for way in ways for part in way if part.asset_id}
    if not named <= set(others):
        raise _invalid("unknown_part")
    block_id = Bookable.objects.filter(asset=whole).values_list("block_id", flat=True).first()
    if divided := already_divided(named, block_id or 0):
        raise Invalid([Reason("already_divided", _("« %(name)s » se divise déjà.") % {"name": divided[0]})])
    return plan_of(space, ways, others, now)


def _carry_out(plan: Plan, *, schedule: Schedule | None, share: bool, hat: Hat, now: dt.datetime) -> None:
    whole = plan.space.whole
    place = Bookable.objects.filter(asset=whole).select_related("schedule").first()
    if place is None:
        if schedule is None:
            raise _invalid("schedule_missing", "schedule")
        place = make_bookable(asset=whole, schedule=schedule)
    if plan.leaving:
        archive_assets(asset_ids=[part.pk for part in plan.leaving], hat=hat, now=now)
    made = [(_asset_of(part, whole, now), part) for part in plan.parts]
    back = [asset.pk for asset, _part in made if asset.state == Asset.State.ARCHIVED]
    if back:
        restore_assets(asset_ids=back, hat=hat, now=now)
    places = places_of(plan.ways) | {asset.pk: Spans([part.place]) for asset, part in made}
    lay_out(block_id=place.block_id, places=places, schedule=place.schedule, now=now)
    offer = Offer.objects.standing().filter(asset=whole).select_related("terms").first()
    standing = Offer.objects.standing().filter(asset__in=[asset.pk for asset, _part in made])
    unshared = {asset.pk for asset, _part in made} - set(standing.order_by("pk").values_list("pk", flat=True))
    if share and offer is not None and unshared:
        offer_assets(
            assets=Asset.objects.filter(pk__in=unshared),
            terms=offer.terms,
            schedule=place.schedule,
            audience=whole.audience,
            by_id=hat.person_id,
            now=now,
        )


def _asset_of(part: PlannedPart, whole: Asset, now: dt.datetime) -> Asset:
    """Return the asset of a part: the one that exists, or one described like the whole, for its share of people."""
    if part.asset is not None:
        return part.asset
    fresh = Asset(
        organisation_id=whole.organisation_id,
        site=whole.site,
        asset_class=whole.asset_class,
        name=part.name.strip(),
        capacity=max(1, whole.capacity * part.place.length // WHOLE) if whole.capacity else None,
        accessibility=whole.accessibility,
        lon=whole.lon,
        lat=whole.lat,
        audience=whole.audience,
        state=whole.state,
    )
    return write_asset(asset=fresh, now=now)


def _invalid(code: str, field: str | None = None) -> Invalid:
    return Invalid(explained([Objection(code, field)]))
