"""Schedules become open hours, day by day, through both nights when the clock moves."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from maillon.base.refusals import Refusal
from maillon.kernel.recurrence import Weekly
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.jobs import roll_horizon_tonight
from maillon.sharing.availability.models import Schedule, ScheduleDay, ScheduleException
from maillon.sharing.availability.queries import opening, schedules_of
from maillon.sharing.availability.services import (
    delete_schedule,
    materialise,
    roll_horizon,
    write_schedule,
)
from maillon.sharing.availability.services.schedules import ParticularDay
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import make_shared_place

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
MORNINGS = Weekly.same(8 * 60, 12 * 60)


def draft(**values: object) -> Schedule:
    return Schedule(**{"organisation": make_organisation(), "name": "Gymnases"} | values)


def hours_on(schedule: Schedule, day: dt.date) -> Spans[dt.datetime]:
    return ScheduleDay.objects.get(schedule=schedule, day=day).open_hours


def test_a_schedule_opens_eighteen_months_as_soon_as_it_is_written() -> None:
    schedule = write_schedule(schedule=draft(), weekly=MORNINGS, now=NOW)
    days = ScheduleDay.objects.filter(schedule=schedule)
    assert (days.order_by("day").first().day, days.order_by("day").last().day) == (
        dt.date(2026, 11, 16),
        dt.date(2028, 5, 26),
    )
    assert days.count() == 558
    assert hours_on(schedule, dt.date(2026, 11, 24)) == Spans(
        [(dt.datetime(2026, 11, 24, 13, tzinfo=dt.UTC), dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC))]
    )


@pytest.mark.parametrize(
    ("zone", "spring", "autumn"),
    [
        ("America/Toronto", 23, 25),
        ("America/Halifax", 23, 25),
        ("America/Blanc-Sablon", 24, 24),  # keeps Atlantic Standard Time all year
    ],
)
def test_the_days_when_the_clock_moves_have_their_true_length(zone: str, spring: int, autumn: int) -> None:
    always = Weekly.same(0, 1440)
    schedule = write_schedule(schedule=draft(time_zone=zone), weekly=always, now=NOW)
    lengths = [
        hours_on(schedule, day).total() / dt.timedelta(hours=1)
        for day in (dt.date(2027, 3, 14), dt.date(2027, 11, 7), dt.date(2027, 7, 7))
    ]
    assert lengths == [spring, autumn, 24]


def test_holidays_close_and_a_particular_day_wins_over_everything() -> None:
    christmas, eve = dt.date(2026, 12, 25), dt.date(2026, 12, 24)
    schedule = write_schedule(
        schedule=draft(),
        weekly=MORNINGS,
        exceptions={eve: ParticularDay([(600, 660)], "Veille de Noël")},
        now=NOW,
    )
    assert hours_on(schedule, christmas) == Spans()
    assert hours_on(schedule, eve).total() == dt.timedelta(hours=1)
    assert hours_on(schedule, dt.date(2027, 3, 26)) == Spans()  # Good Friday
    open_all_year = write_schedule(schedule=draft(closed_on_holidays=False), weekly=MORNINGS, now=NOW)
    assert hours_on(open_all_year, christmas).total() == dt.timedelta(hours=4)


def test_changing_a_schedule_rewrites_only_the_days_that_differ() -> None:
    schedule = write_schedule(schedule=draft(), weekly=MORNINGS, now=NOW)
    first, last = dt.date(2026, 11, 16), dt.date(2028, 5, 26)
    assert materialise(schedule_ids=[schedule.pk], first=first, last=last) == 0
    ScheduleException.objects.create(schedule=schedule, day=dt.date(2026, 12, 1), opens=[], reason="Vote")
    assert materialise(schedule_ids=[schedule.pk], first=first, last=last) == 1
    assert hours_on(schedule, dt.date(2026, 12, 1)) == Spans()


def test_writing_without_exceptions_leaves_them_and_with_none_removes_them() -> None:
    day = dt.date(2026, 12, 1)
    closed = {day: ParticularDay([], "Vote")}
    schedule = write_schedule(schedule=draft(), weekly=MORNINGS, exceptions=closed, now=NOW)
    write_schedule(schedule=schedule, weekly=Weekly.same(60, 120), now=NOW)
    assert hours_on(schedule, day) == Spans()
    write_schedule(schedule=schedule, weekly=MORNINGS, exceptions={}, now=NOW)
    assert hours_on(schedule, day).total() == dt.timedelta(hours=4)


def test_the_horizon_rolls_one_day_at_a_time_and_only_writes_what_is_missing() -> None:
    schedule = write_schedule(schedule=draft(), weekly=MORNINGS, now=NOW)
    assert roll_horizon(now=NOW) == 0
    assert roll_horizon(now=NOW + dt.timedelta(days=3)) == 3
    days = ScheduleDay.objects.filter(schedule=schedule)
    assert days.count() == 558
    assert days.order_by("day").first().day == dt.date(2026, 11, 19)


def test_the_horizon_catches_up_after_months_of_silence_and_takes_new_schedules() -> None:
    write_schedule(schedule=draft(), weekly=MORNINGS, now=NOW)
    Schedule.objects.create(organisation=make_organisation(), name="Nouveau", weekly=MORNINGS.to_json())
    assert roll_horizon(now=NOW + dt.timedelta(days=400)) == 400 + 558
    assert ScheduleDay.objects.count() == 2 * 558


def test_the_nightly_job_rolls_the_horizon() -> None:
    Schedule.objects.create(organisation=make_organisation(), name="Nouveau", weekly=MORNINGS.to_json())
    roll_horizon_tonight(int(NOW.timestamp()))
    assert ScheduleDay.objects.count() == 558


def test_only_the_clocks_of_quebec_are_accepted() -> None:
    with pytest.raises(DatabaseError, match="time_zone_known"), transaction.atomic():
        write_schedule(schedule=draft(time_zone="Europe/Paris"), weekly=MORNINGS, now=NOW)


def test_a_schedule_that_assets_follow_is_not_deleted() -> None:
    place = make_shared_place()
    with pytest.raises(Refusal, match="suivent cet horaire"):
        delete_schedule(schedule=place.bookable.schedule)
    alone = write_schedule(schedule=draft(), weekly=MORNINGS, now=NOW)
    delete_schedule(schedule=alone)
    assert not ScheduleDay.objects.filter(schedule_id=alone.pk).exists()


def test_hours_that_touch_at_midnight_are_one_stretch() -> None:
    place = make_shared_place()
    write_schedule(schedule=place.bookable.schedule, weekly=Weekly.same(0, 1440), now=timezone.now())
    today = timezone.localdate()
    midnight = dt.datetime.combine(today, dt.time(), tzinfo=ZoneInfo("America/Toronto"))
    hours = opening([place.pk, 0], today, today + dt.timedelta(days=2))
    assert list(hours[place.pk]) == [Span(midnight, midnight + dt.timedelta(days=3))]
    assert hours[0] == Spans()


def test_opening_costs_the_same_for_one_asset_and_for_three(django_assert_num_queries) -> None:
    places = [make_shared_place() for _ in range(3)]
    today = timezone.localdate()
    for number in (1, 3):
        with django_assert_num_queries(2):
            opening([place.pk for place in places[:number]], today, today)


def test_the_list_of_schedules_counts_what_follows_them() -> None:
    place = make_shared_place()
    schedule = place.bookable.schedule
    for day in (NOW.date(), NOW.date() - dt.timedelta(days=9)):
        ScheduleException.objects.create(schedule=schedule, day=day, opens=[], reason="Fermé")
    (row,) = schedules_of(schedule.organisation_id, NOW.date())
    assert (row.id, row.assets, row.particular_days) == (schedule.pk, 1, 1)
