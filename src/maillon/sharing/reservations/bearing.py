"""What a house rule would mean for the bookings to come: which of them it would not have let in."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from maillon.sharing.availability.models import Bookable
from maillon.sharing.house_rules.bearing import Coming
from maillon.sharing.house_rules.models import RuleVersion
from maillon.sharing.house_rules.rules import objections
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import period_in_words
from maillon.sharing.reservations.queries.house import hat_of, usage_of, wanted_of

LOOKED_AT = 300  # bookings to come, the soonest first


class HouseBookings:
    """The requests that are accepted or wait for their answer."""

    def against(self, version: RuleVersion, *, owner_id: int, now: datetime) -> list[Coming]:
        """Return those to come that this version would refuse, as if each were asked for now, in their order."""
        return [
            Coming(
                one.reference,
                _("%(asset)s, %(when)s, pour %(who)s")
                % {"asset": one.asset.name, "when": period_in_words(one), "who": one.organisation.name},
            )
            for one in self._coming(version, owner_id, now)
            if _refused(one, version, now)
        ]

    def _coming(self, version: RuleVersion, owner_id: int, now: datetime) -> Iterator[Reservation]:
        found = Reservation.objects.live().filter(starts_at__gt=now).shown().order_by("starts_at", "pk")
        found = found.filter(asset__organisation_id=owner_id).exclude(organisation_id=owner_id)
        if version.asset_id:
            found = found.filter(asset_id=version.asset_id)
        if version.asset_class_id:
            found = found.filter(asset__asset_class_id=version.asset_class_id)
        if version.site_id:
            found = found.filter(asset__site_id=version.site_id)
        yield from found[:LOOKED_AT]


def _refused(one: Reservation, version: RuleVersion, now: datetime) -> bool:
    """Return whether a booking would be refused, those asked for after it left out."""
    rule, hat = version.facts(), hat_of(one.organisation, one.person_id)
    if not rule.part_of(one.period, one.tz):
        return False
    wanted = wanted_of(
        one.period, asset=one.asset, hat=hat, versions=[version], quantity=one.quantity, now=now
    )
    if wanted.inside(rule.circle):
        return False
    later = Reservation.objects.filter(asset__organisation_id=one.asset.organisation_id, pk__gte=one.pk)
    usage = usage_of(
        [rule],
        [version],
        wanted,
        asset=one.asset,
        hat=hat,
        pool=_pool_of(one.asset_id),
        leaving=later.values("pk"),
        now=now,
    )
    return bool(objections(wanted, rules=[rule], usage=usage, now=now))


def _pool_of(asset_id: int) -> int:
    place = Bookable.objects.filter(asset_id=asset_id, pooled=True).select_related("block").first()
    return place.block.quantity if place is not None else 1
