"""Some weekly activities of the demonstration were asked for as series: a dozen, the liveliest, at home."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import CLUB, SCHOOLS
from maillon.kernel.repetition import Repetition
from maillon.sharing.availability.rules import holidays
from maillon.sharing.reservations.demonstration.stories import SOON, answer, people_of_console
from maillon.sharing.reservations.models import Bundle, BundleItem, LeftDate, Reservation, Series
from maillon.sharing.reservations.services.numbers import next_number

DOZEN = 12
ENOUGH = 4  # dates to come, for a series to be worth showing
LONGEST = 26 * 7  # days


def give_to_the_club(seasons: dict[int, list[Reservation]], world: World) -> None:
    """Give to the club of the console two seasons in the schools: one that runs, one that waits for its answer.

    Two dates of each stay with whoever had them: the club could not have them.
    """
    club = people_of_console().get(CLUB)
    at_school = [
        (_to_come(found, world), key)
        for key, found in seasons.items()
        if found and found[0].asset.organisation.name == SCHOOLS
    ]
    if club is None or len(at_school) < 2:
        return
    running, waiting = (key for _coming, key in sorted(at_school, reverse=True)[:2])
    seasons[waiting] = [
        one
        for one in seasons[waiting]
        if one.starts_at > world.now + SOON and one.state == Reservation.State.APPROVED and one.answer_due_at
    ]
    for key in (running, waiting):
        given = seasons[key][:2] + seasons[key][3:6] + seasons[key][7:]
        for one in given:
            one.organisation_id, one.person_id = club.organisation_id, club.person_id
            if key == waiting:
                answer(one, Reservation.State.PENDING, 6, world)


def join_series(seasons: Mapping[int, Sequence[Reservation]], world: World) -> None:
    """Tie the requests of a dozen weekly activities to the series that asked for them, with the weeks not had."""
    by_one = [found for all_of_it in seasons.values() if (found := _of_one_asker(all_of_it))]
    lively = sorted(
        by_one, key=lambda found: (*_worth(found), _to_come(found, world), found[0].pk), reverse=True
    )
    for found in lively[:DOZEN]:
        if _to_come(found, world) >= ENOUGH:
            _write(sorted(found, key=lambda one: one.starts_at), world)


def _worth(found: Sequence[Reservation]) -> tuple[bool, bool]:
    """Put those of the console's club first, then those of gyms."""
    mine = found[0].organisation.name == CLUB and found[0].asset.organisation.name == SCHOOLS
    return mine, found[0].asset.asset_class.code in {"gym", "hall"}


def _of_one_asker(found: Sequence[Reservation]) -> list[Reservation]:
    """Keep the requests of whoever asked for most of them: a story may have given a week to someone else."""
    if not found:
        return []
    counts = Counter((one.organisation_id, one.person_id) for one in found)
    ((asker, _many),) = counts.most_common(1)
    return [one for one in found if (one.organisation_id, one.person_id) == asker]


def _to_come(found: Iterable[Reservation], world: World) -> int:
    return sum(one.starts_at > world.now and one.state in {"pending", "approved"} for one in found)


def _write(found: list[Reservation], world: World) -> None:
    first = found[0]
    zone = ZoneInfo(first.asset.site.time_zone)
    days = {one.starts_at.astimezone(zone).date(): one for one in found}
    rule = _rule(min(days), max(days), first, zone)
    asked_at = min(one.created_at for one in found)
    bundle = Bundle.objects.create(
        uid=uuid.uuid5(first.uid, "series"),
        reference=f"E-{next_number(world.now)}",
        name=first.asset.name[:160],
        organisation_id=first.organisation_id,
        person_id=first.person_id,
    )
    Bundle.objects.filter(pk=bundle.pk).update(created_at=asked_at)
    series = Series.objects.create(
        bundle=bundle,
        asset_id=first.asset_id,
        rule=rule.to_json(),
        purpose=first.purpose,
        attendees=first.attendees,
        quantity=first.quantity,
    )
    BundleItem.objects.bulk_create(
        BundleItem(bundle=bundle, reservation_id=one.pk, position=rank) for rank, one in enumerate(found)
    )
    closed = holidays(rule.first, min(max(days), rule.first + dt.timedelta(LONGEST * 2)))
    missed = [one for one in rule.occurrences(zone, closed) if one.day not in days]
    LeftDate.objects.bulk_create(
        LeftDate(
            series=series,
            day=one.day,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            why=LeftDate.Why.TAKEN,
        )
        for one in missed
    )


def _rule(first: dt.date, last: dt.date, one: Reservation, zone: ZoneInfo) -> Repetition:
    starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    return Repetition(
        weekdays=(starts.weekday(),),
        starts=starts.hour * 60 + starts.minute,
        ends=(ends.hour * 60 + ends.minute) or 1440,
        first=first,
        last=last,
        skip_holidays=True,
    )
