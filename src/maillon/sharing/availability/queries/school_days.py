"""Reading school calendars: what kind of day it is for a school service centre, or in a territory."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.kernel.school_days import DayKind, kinds_of, school_year_of
from maillon.sharing.availability.models import SchoolCalendar, SchoolStretch

STRETCHES = Prefetch("stretches", SchoolStretch.objects.order_by("first", "last", "pk"))


def _published(first: date, last: date) -> QuerySet[SchoolCalendar]:
    years = range(school_year_of(first), school_year_of(last) + 1)
    return (
        SchoolCalendar.objects.published()
        .filter(year__in=years)
        .prefetch_related(STRETCHES)
        .order_by("organisation_id", "year")
    )


def kinds_by_school(organisation_ids: Collection[int], first: date, last: date) -> dict[int, dict[date, str]]:
    """Return, for each of these schools, the kind of the days that its published calendars know: two queries."""
    if not organisation_ids:
        return {}
    years: dict[int, list[SchoolCalendar]] = {}
    for calendar in _published(first, last).filter(organisation_id__in=organisation_ids):
        years.setdefault(calendar.organisation_id, []).append(calendar)
    return {
        number: {
            day: kind.value for day, kind in kinds_of((one.facts() for one in known), first, last).items()
        }
        for number, known in years.items()
    }


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """The days of class and the days off of a school, or of all the schools of a territory.

    In a territory where calendars differ, a day is one of class as soon as one school has classes, and a day off
    when a school is off and none has classes. A day in neither is a weekend, or is not known: ``known`` tells.
    """

    class_days: frozenset[date]
    days_off: frozenset[date]
    known: bool


def school_days(
    first: date, last: date, *, organisation_id: int | None = None, mrc_id: str | None = None
) -> SchoolDays:
    """Return the days of class and the days off from ``first`` to ``last`` included, of a school or of a territory.

    Reads published calendars only, whatever the number of days: two queries. One of the two must be given.
    """
    if (organisation_id is None) == (mrc_id is None):
        raise ValueError("the days of a school or of a territory: one of the two")
    calendars = _published(first, last)
    if organisation_id is not None:
        calendars = calendars.filter(organisation_id=organisation_id)
    else:
        calendars = calendars.filter(organisation__mrc_id=mrc_id)
    years: dict[int, list[SchoolCalendar]] = {}
    for calendar in calendars:
        years.setdefault(calendar.organisation_id, []).append(calendar)
    told = [kinds_of((one.facts() for one in known), first, last) for known in years.values()]
    classes = frozenset(day for kinds in told for day, kind in kinds.items() if kind == DayKind.CLASS)
    off = frozenset(day for kinds in told for day, kind in kinds.items() if kind != DayKind.CLASS)
    return SchoolDays(class_days=classes, days_off=off - classes, known=bool(told))


def schools_for(hat: Hat) -> QuerySet[Organisation]:
    """Return the schools whose published calendar the hat's organisation may follow: its own, its territory's."""
    published = SchoolCalendar.objects.published().order_by().values("organisation_id")
    near = Q(pk=hat.organisation_id)
    if hat.mrc_code:
        near |= Q(mrc_id=hat.mrc_code)
    return Organisation.objects.filter(near, pk__in=published).order_by("sort_key", "pk")
