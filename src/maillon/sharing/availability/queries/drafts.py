"""What a change of hours would leave outside: bookings stay, and the one who changes the hours is told which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from maillon.kernel.recurrence import Weekly, checked_minutes
from maillon.kernel.seasons import Season
from maillon.kernel.spans import Span
from maillon.sharing.availability.models import Commitment, Schedule
from maillon.sharing.availability.queries.hours import Opens, hours_of, seasons_of, spread
from maillon.sharing.availability.queries.school_days import kinds_by_school
from maillon.sharing.availability.rules import Hours

PROMISES = (Commitment.Cause.RESERVATION, Commitment.Cause.SESSION, Commitment.Cause.LOAN)


@dataclass(frozen=True, slots=True)
class ParticularDay:
    """The hours of one day, or of each day to ``until`` included, as (from, to) local minutes; none when closed.

    ``reason`` says why it differs.
    """

    opens: Sequence[Sequence[int]]
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a schedule says of hours, as it would be once saved."""

    name: str
    time_zone: str
    weekly: Weekly
    closed_on_holidays: bool
    seasons: tuple[Season, ...]
    school_id: int | None
    particular: Mapping[date, ParticularDay]

    def hours(self, first: date, last: date) -> Hours:
        """Return the rule of these hours, for the days from ``first`` to ``last``."""
        exceptions: dict[date, Opens] = {}
        for day, told in self.particular.items():
            spread(exceptions, day, told.until or day, told.opens, first, last)
        kinds = kinds_by_school([self.school_id] if self.school_id else [], first, last)
        return Hours(
            time_zone=self.time_zone,
            weekly=self.weekly,
            exceptions=exceptions,
            closed_on_holidays=self.closed_on_holidays,
            seasons=self.seasons,
            kinds=kinds.get(self.school_id or 0, {}),
        )

    def with_seasons(self, seasons: Sequence[Season]) -> "Draft":
        """Return the same with other seasons."""
        return replace(self, seasons=tuple(seasons))


def particular_to_json(exceptions: Mapping[date, ParticularDay]) -> list[dict[str, object]]:
    """Return particular days as the copy that a version keeps; ValueError for impossible hours."""
    return [
        {
            "day": day.isoformat(),
            "until": told.until.isoformat() if told.until else None,
            "opens": [list(pair) for pair in checked_minutes(told.opens)],
            "reason": told.reason,
        }
        for day, told in sorted(exceptions.items())
    ]


def particular_from_json(copied: Iterable[Mapping[str, Any]]) -> dict[date, ParticularDay]:
    """Read back what :func:`particular_to_json` wrote."""
    return {
        date.fromisoformat(told["day"]): ParticularDay(
            told["opens"], told["reason"], date.fromisoformat(told["until"]) if told["until"] else None
        )
        for told in copied
    }


def draft_of(schedule: Schedule) -> Draft:
    """Return what a schedule says today."""
    return Draft(
        name=schedule.name,
        time_zone=schedule.time_zone,
        weekly=Weekly.from_json(schedule.weekly),
        closed_on_holidays=schedule.closed_on_holidays,
        seasons=seasons_of(schedule),
        school_id=schedule.school_id,
        particular={
            one.day: ParticularDay(one.opens, one.reason, one.until)
            for one in schedule.exceptions.order_by("day", "pk")
        },
    )


def promises_under(schedule_id: int, now: datetime) -> list[Commitment]:
    """Return what is promised and not over, of the assets that follow this schedule, the soonest first."""
    return list(
        Commitment.objects.filter(
            asset__bookable__schedule_id=schedule_id, cause__in=PROMISES, ends_at__gt=now
        )
        .exclude(state=Commitment.State.ENDED)
        .exclude(Q(state=Commitment.State.HELD, expires_at__lte=now))
        .select_related("asset__site")
        .order_by("starts_at", "pk")
    )


def outside(schedule_id: int, now: datetime, draft: Draft | None = None) -> list[Commitment]:
    """Return the promises that lie outside of the hours, wholly or in part.

    With a ``draft``, only those that fit in the hours of today and would no longer fit in the drafted ones.
    """
    promises = promises_under(schedule_id, now)
    if not promises:
        return []
    zone = ZoneInfo(draft.time_zone if draft else Schedule.objects.get(pk=schedule_id).time_zone)
    first = min(one.starts_at for one in promises).astimezone(zone).date()
    last = max(one.ends_at for one in promises).astimezone(zone).date()
    today = hours_of([schedule_id], first, last)[schedule_id].opening(first, last)
    if draft is None:
        return [one for one in promises if not today.covers(Span(one.starts_at, one.ends_at))]
    drafted = draft.hours(first, last).opening(first, last)
    spans = ((one, Span(one.starts_at, one.ends_at)) for one in promises)
    return [one for one, span in spans if today.covers(span) and not drafted.covers(span)]
