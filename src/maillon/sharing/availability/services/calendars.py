"""Writing a school calendar, publishing it, and opening the hours that follow it accordingly."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Invalid, Reason
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.school_days import SchoolYear, Stretch
from maillon.sharing.availability.errors import SENTENCES
from maillon.sharing.availability.models import Schedule, SchoolCalendar, SchoolStretch
from maillon.sharing.availability.rules import horizon
from maillon.sharing.availability.services.schedules import materialise
from maillon.sharing.inventory.permissions import ask_to_keep

MOST_STRETCHES = 200
MONTREAL = ZoneInfo("America/Toronto")


@retried
@transaction.atomic
def write_calendar(*, hat: Hat, year: SchoolYear, publish: bool, now: datetime) -> SchoolCalendar:
    """Write the calendar of one school year of the hat's organisation, in place of the one it may have.

    Published, it is read by the bodies of the territory, and the schedules that follow it are rewritten at once;
    once published it stays so. Invalid when its days lie outside of the school year.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    _ask_sensible(year)
    known = (
        SchoolCalendar.objects.select_for_update().filter(organisation_id=owner_id, year=year.year).first()
    )
    calendar = known or SchoolCalendar(organisation_id=owner_id, year=year.year)
    calendar.first_class, calendar.last_class = year.first_class, year.last_class
    if publish and calendar.published_at is None:
        calendar.published_at = now
    with refusals_for_constraints():
        calendar.save()
        calendar.stretches.all().delete()
        SchoolStretch.objects.bulk_create(
            SchoolStretch(calendar=calendar, first=one.first, last=one.last, kind=one.kind, label=one.label)
            for one in year.stretches
        )
    reopen(owner_id, now)
    return calendar


def _ask_sensible(year: SchoolYear) -> None:
    found = []
    if not year.first <= year.first_class < year.last_class <= year.last:
        found.append(Reason("school_year", str(SENTENCES["school_year"]), "first_class"))
    if len(year.stretches) > MOST_STRETCHES:
        found.append(
            Reason("too_many_stretches", str(SENTENCES["too_many_stretches"]) % {"most": MOST_STRETCHES})
        )
    for one in year.stretches:
        if not year.first <= one.first <= one.last <= year.last:
            found.append(Reason("stretch_outside", str(SENTENCES["stretch_outside"]) % {"day": one.first}))
            break
    if found:
        raise Invalid(found)


@retried
@transaction.atomic
def delete_calendar(*, hat: Hat, calendar: SchoolCalendar, now: datetime) -> None:
    """Delete a calendar; the schedules that followed it go back to their ordinary week on its days."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    SchoolCalendar.objects.filter(pk=calendar.pk, organisation_id=owner_id).delete()
    reopen(owner_id, now)


def reopen(school_id: int, now: datetime) -> int:
    """Write again the days of the schedules that follow a school; return how many days differ."""
    followers = Schedule.objects.filter(school_id=school_id).order_by("pk").values_list("pk", flat=True)
    first, last = horizon(now.astimezone(MONTREAL).date())
    return materialise(schedule_ids=list(followers), first=first, last=last)


def stretches_in(year: SchoolYear, stretches: Sequence[Stretch]) -> SchoolYear:
    """Return the same year with these stretches."""
    return SchoolYear(year.year, year.first_class, year.last_class, tuple(stretches))
