"""A year of bookings of the demonstration, and the season to come: activities, loans, holidays, and some trouble."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Prefetch

from maillon.base.demonstration import World
from maillon.community.agreements.models import Agreement, Party
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import PUBLIC_KINDS, SOCIAL_KINDS, Circle, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.availability.models import Bookable, ScheduleException
from maillon.sharing.reservations.demonstration.fates import (
    State,
    asked_when,
    fate_of,
    propose_instead,
    reservation_of,
)
from maillon.sharing.reservations.demonstration.hours import Calendar
from maillon.sharing.reservations.demonstration.house import tell_rules
from maillon.sharing.reservations.demonstration.opening import tell_year
from maillon.sharing.reservations.demonstration.seasons import give_to_the_club, join_series
from maillon.sharing.reservations.demonstration.stories import tell_today
from maillon.sharing.reservations.demonstration.threads import tell_threads
from maillon.sharing.reservations.demonstration.uses import CAMP
from maillon.sharing.reservations.demonstration.vain import seek_in_vain
from maillon.sharing.reservations.demonstration.views import keep_views
from maillon.sharing.reservations.demonstration.wishes import Wish, wishes_of
from maillon.sharing.reservations.demonstration.writing import write
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.permissions import ASKERS, DECIDERS
from maillon.sharing.reservations.services.words import gather_words

LIVELY = {HOME: 1.1, "660": 0.4, "230": 0.4, "810": 0.3, "860": 0.35, "010": 0.35, "971": 0.25}
CALM = 0.16  # how busy the other territories are
UNKNOWN = 0.3  # share of the assets that nobody asks for


class Askers:
    """Those who ask, by territory: two times in three for a social or environmental organisation."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.here: dict[str, list[Membership]] = defaultdict(list)
        self.deciders: dict[int, list[int]] = defaultdict(list)
        self.series: dict[int, Membership | None] = {}
        in_force = Party.objects.filter(state=Party.State.ACCEPTED, agreement__state=Agreement.State.IN_FORCE)
        self.partners = set(in_force.values_list("agreement__owner_id", "organisation_id"))
        for one in Membership.objects.select_related("organisation").order_by("pk"):
            if set(one.roles) & set(DECIDERS):
                self.deciders[one.organisation_id].append(one.person_id)
            if one.organisation.mrc_id and set(one.roles) & {*ASKERS, Role.REQUESTER}:
                self.here[one.organisation.mrc_id].append(one)

    def asker(self, wish: Wish) -> Membership | None:
        """Return who wants this: the same for all the weeks of one activity; None where nobody could."""
        if not wish.series:
            return self._someone(wish)
        if wish.series not in self.series:
            self.series[wish.series] = self._someone(wish)
        return self.series[wish.series]

    def _someone(self, wish: Wish) -> Membership | None:
        asset = wish.bookable.asset
        circle = asset.offer.terms.bookable_by
        allowed = [
            one
            for one in self.here[asset.site.mrc_id or HOME]
            if one.organisation_id != asset.organisation_id
            and self._belongs(one, circle, asset.organisation_id)
        ]
        fitting = [one for one in allowed if one.organisation.kind in wish.kinds]
        social = [one for one in allowed if one.organisation.kind in SOCIAL_KINDS]
        chosen = fitting or (social if self.world.rng.random() < 0.66 else allowed) or allowed
        return self.world.pick(chosen) if chosen else None

    def _belongs(self, one: Membership, circle: str, owner: int) -> bool:
        if circle == Circle.PARTNERS:
            return (owner, one.organisation_id) in self.partners
        if circle == Circle.PUBLIC_BODIES:
            return one.organisation.kind in PUBLIC_KINDS
        return circle != Circle.VERIFIED or one.organisation.verified_at is not None

    def decider(self, organisation_id: int) -> int | None:
        """Return one of those who answer for this owner."""
        found = self.deciders.get(organisation_id)
        return self.world.pick(found) if found else None


def load(world: World) -> None:
    """Write the reservations of a year and three months, with the commitments of those that hold."""
    families: dict[int, list[Bookable]] = defaultdict(list)
    likes: dict[tuple[int, int], list[Bookable]] = defaultdict(list)
    for one in _bookables():
        families[one.block_id].append(one)
        likes[one.asset.organisation_id, one.asset.asset_class_id].append(one)
    askers = Askers(world)
    written: list[Reservation] = []
    seasons: dict[int, list[Reservation]] = defaultdict(list)
    for family in world.steps("Réservations d’une année", families.values(), len(families)):
        calendar = Calendar.of(family[0].schedule)
        for wish in wishes_of(family, _liveliness(family[0], world), calendar, world):
            lived = list(_lived(wish, askers, likes, world))
            written += lived
            if wish.series and wish.purpose != CAMP and family[0].asset.site.mrc_id == HOME:
                seasons[wish.series] += lived
    if written:
        tell_today(written, world)
        give_to_the_club(seasons, world)
        write(written, world)
        join_series(seasons, world)
        tell_threads(world)
        tell_rules(world)
    tell_year(world)
    seek_in_vain(world.now)
    keep_views()
    gather_words()


def _bookables() -> Iterator[Bookable]:
    exceptions = Prefetch("schedule__exceptions", ScheduleException.objects.order_by("day"))
    yield from (
        Bookable.objects.filter(asset__offer__isnull=False)
        .select_related(
            "asset__asset_class",
            "asset__offer__terms",
            "asset__site",
            "asset__organisation",
            "block",
            "schedule",
        )
        .prefetch_related(exceptions)
        .order_by("asset_id")
    )


def _liveliness(bookable: Bookable, world: World) -> float:
    """Return how busy an asset is: its territory, and its own luck, very unevenly shared."""
    usual = LIVELY.get(bookable.asset.site.mrc_id or "", CALM)
    if world.rng.random() < UNKNOWN and usual < 1:
        return 0
    return usual * min(world.rng.paretovariate(2.2), 3.0)


def _lived(
    wish: Wish, askers: Askers, likes: dict[tuple[int, int], list[Bookable]], world: World
) -> Iterator[Reservation]:
    """Yield the reservation that a wish became; nothing while it has not been asked yet."""
    asked_at = asked_when(wish, 3 + world.rng.expovariate(1 / 12))
    horizon = dt.timedelta(days=wish.bookable.asset.offer.terms.horizon_days)
    asked_at = max(asked_at, wish.starts_at - horizon)
    asker = askers.asker(wish)
    if asked_at > world.now or asker is None:
        return
    asset = wish.bookable.asset
    reservation = reservation_of(
        wish, fate_of(wish, asked_at, world), asker, askers.decider(asset.organisation_id), world
    )
    if reservation.state == State.REFUSED:
        others = [one for one in likes[asset.organisation_id, asset.asset_class_id] if one != wish.bookable]
        propose_instead(reservation, others, world)
    yield reservation
