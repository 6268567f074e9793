"""Lines read: mine, those on our assets, and how many are before someone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from maillon.base.web.formats import day, hour, language
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.kernel.words import format_period
from maillon.sharing.availability.models import Bookable
from maillon.sharing.house_rules.queries import priority_of
from maillon.sharing.reservations.queries.house import hat_of
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.rules import InLine, in_turn

KINDS = {"offered": "success", "waiting": "info", "taken": "neutral"}


@dataclass(frozen=True, slots=True)
class WaitRow:
    """One line of a list of waits."""

    uid: str
    when: str
    asset_id: int
    asset: str
    owner: str
    organisation: str
    purpose: str
    state: str
    state_word: str
    kind: str
    before: int
    kept_until: dt.datetime | None
    reference: str


def moment_in_words(moment: dt.datetime, tz: ZoneInfo) -> str:
    """Return « mardi 1er décembre 2026, 18 h » by the clock of the place."""
    there = moment.astimezone(tz)
    return _("%(day)s, %(hour)s") % {"day": day(there), "hour": hour(there)}


def waits_of(hat: Hat) -> QuerySet[Wait]:
    """Return what the hat's organisation, or its wearer, waits for: live ones first, the soonest first."""
    mine = Q(person_id=hat.person_id)
    if hat.organisation_id is not None:
        mine |= Q(organisation_id=hat.organisation_id)
    return Wait.objects.filter(mine).shown().order_by("state", "starts_at", "pk")


def one_for(uid: UUID, hat: Hat) -> Wait | None:
    """Return one wait that this hat may see."""
    return Wait.objects.visible_to(hat).filter(uid=uid).shown().first()


def rows_of(waits: Sequence[Wait]) -> list[WaitRow]:
    """Return the lines of a list, with how many are before each: one query more, however many."""
    before = places_before([one for one in waits if one.state == Wait.State.WAITING])
    return [
        WaitRow(
            uid=str(one.uid),
            when=format_period(one.period, one.tz, language()),
            asset_id=one.asset_id,
            asset=one.asset.name,
            owner=one.asset.organisation.name,
            organisation=one.organisation.name,
            purpose=one.purpose,
            state=one.state,
            state_word=one.get_state_display(),
            kind=KINDS.get(one.state, "neutral"),
            before=before.get(one.pk, 0),
            kept_until=one.kept_until,
            reference=one.reservation.reference if one.reservation else "",
        )
        for one in waits
    ]


def places_before(waits: Sequence[Wait]) -> dict[int, int]:
    """Return how many wait before each of these for a time that meets theirs, on the same asset; one query."""
    if not waits:
        return {}
    others = Wait.objects.live().filter(asset__in={one.asset_id for one in waits}).order_by("joined_at", "pk")
    line = list(others.values_list("pk", "asset_id", "starts_at", "ends_at", "joined_at"))
    return {
        one.pk: sum(
            asset == one.asset_id
            and starts < one.ends_at
            and one.starts_at < ends
            and (joined, pk) < (one.joined_at, one.pk)
            for pk, asset, starts, ends, joined in line
        )
        for one in waits
    }


def next_in_turn(asset_id: int, *, now: dt.datetime) -> list[int]:
    """Return who waits for something of the block of this asset, in the order of their turn (keys of waits).

    The order of the publics is the one that the owner published for the day on which the first of them would begin.
    """
    block = Bookable.objects.filter(asset_id=asset_id).values("block_id")
    asked = (
        Wait.objects.filter(asset__bookable__block_id__in=block, state=Wait.State.WAITING, starts_at__gt=now)
        .select_related("organisation", "asset__site")
        .order_by("starts_at", "pk")
    )
    waits = list(asked)
    if not waits:
        return []
    order = priority_of(waits[0].asset, waits[0].starts_at.astimezone(waits[0].tz).date())
    line = [InLine(one.pk, one.joined_at, circles_of(one)) for one in waits]
    return [one.key for one in in_turn(line, order=order)]


def circles_of(wait: Wait) -> frozenset[str]:
    """Return the publics to which an organisation belongs, towards what it waits for."""
    hat = hat_of(wait.organisation, wait.person_id)
    own = {Circle.OWNER} if wait.organisation_id == wait.asset.organisation_id else set()
    return frozenset(str(circle) for circle in hat.circles | own)


def assets_waited_for(now: dt.datetime) -> list[int]:
    """Return the assets that someone waits for and that may be free again."""
    waiting = Wait.objects.filter(state=Wait.State.WAITING, starts_at__gt=now)
    return list(waiting.order_by("asset_id").values_list("asset_id", flat=True).distinct())


def demand(owner_id: int) -> QuerySet[Wait]:
    """Return what others wait for on the assets of an owner, soonest first."""
    return (
        Wait.objects.live()
        .filter(asset__organisation_id=owner_id)
        .shown()
        .order_by("starts_at", "joined_at", "pk")
    )
