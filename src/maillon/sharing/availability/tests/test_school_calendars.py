"""School calendars: written by hand, by CSV, by iCalendar; followed by the hours of others."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillon.base.refusals import Invalid, NotAllowed
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.kernel.recurrence import CLOSED, Weekly
from maillon.kernel.school_days import DayKind, SchoolYear, Stretch
from maillon.kernel.seasons import Season
from maillon.sharing.availability.models import Schedule, ScheduleDay, SchoolCalendar
from maillon.sharing.availability.queries import school_days, schools_for
from maillon.sharing.availability.school_files import UnreadableFileError, read
from maillon.sharing.availability.services import write_schedule
from maillon.sharing.availability.services.calendars import delete_calendar, write_calendar
from maillon.testing.builders.community import make_hat, make_membership, make_organisation

NOW = dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
BREAK = Stretch(dt.date(2027, 3, 1), dt.date(2027, 3, 5), DayKind.BREAK, "Relâche")
YEAR = SchoolYear(2026, dt.date(2026, 8, 27), dt.date(2027, 6, 22), (BREAK,))
HERE = "/gestion/calendriers-scolaires/"
CSV = """Du;Au;Genre;Nom
2026-12-21;2027-01-05;Congé;Congé des Fêtes
01/03/2027;05/03/2027;;Semaine de relâche
2027-04-12;;Journée pédagogique;
2027-05-01;2027-05-02;Mystère;Chose
"""
ICS = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//essai//FR
BEGIN:VEVENT
UID:1
DTSTAMP:20260801T000000Z
DTSTART;VALUE=DATE:20270301
DTEND;VALUE=DATE:20270306
SUMMARY:Semaine de rel\xc3\xa2che
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20260801T000000Z
DTSTART;VALUE=DATE:20261009
RRULE:FREQ=MONTHLY;COUNT=2
SUMMARY:Journ\xc3\xa9e p\xc3\xa9dagogique
END:VEVENT
END:VCALENDAR
"""


def read_year(content: bytes) -> Any:
    return read(content, YEAR.first, YEAR.last)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_whatever_its_days_and_its_accents(encoding: str) -> None:
    found = read_year(CSV.encode(encoding))
    assert [(one.first.isoformat(), one.length, one.kind.value) for one in found.stretches] == [
        ("2026-12-21", 16, "holiday"),
        ("2027-03-01", 5, "break"),
        ("2027-04-12", 1, "pedagogical"),
    ]
    assert found.left_out == ("Chose",)


def test_an_icalendar_file_is_read_with_what_repeats_in_it() -> None:
    assert [(one.first.isoformat(), one.length, one.kind.value) for one in read_year(ICS).stretches] == [
        ("2026-10-09", 1, "pedagogical"),
        ("2026-11-09", 1, "pedagogical"),
        ("2027-03-01", 5, "break"),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b"un;deux\n1;2\n", b"BEGIN:VCALENDAR\nBEGIN:", b"x" * 600_000]
)
def test_a_file_in_which_nothing_is_read_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_year(content)


pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Membership:
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client: Client, school: Membership) -> Client:
    client.force_login(school.person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode().replace("\u00a0", " "))


def hours_on(schedule: Schedule, *day: int) -> int:
    opened = ScheduleDay.objects.get(schedule=schedule, day=dt.date(*day)).open_hours
    return int(opened.total() / dt.timedelta(hours=1))


def followed(school_id: int) -> Schedule:
    """Write « les jours de classe, de 18 h à 22 h; les congés, de 8 h à 22 h; la relâche, fermé »."""
    seasons = (
        Season("conge", "Congés", Weekly.same(480, 1320), kinds=frozenset({"holiday", "pedagogical"})),
        Season("relache", "Relâche", CLOSED, kinds=frozenset({"break"})),
    )
    schedule = Schedule(organisation=make_organisation(), name="Gymnases", school_id=school_id)
    schedule.closed_on_holidays = False
    return write_schedule(schedule=schedule, weekly=Weekly.same(1080, 1320), seasons=seasons, now=NOW)


def test_the_hours_of_others_follow_a_calendar_once_it_is_published(school: Membership) -> None:
    schedule = followed(school.organisation_id)
    feast = Stretch(dt.date(2026, 12, 21), dt.date(2027, 1, 5), DayKind.HOLIDAY)
    year = SchoolYear(2026, YEAR.first_class, YEAR.last_class, (BREAK, feast))
    write_calendar(hat=school.hat(), year=year, publish=False, now=NOW)
    assert hours_on(schedule, 2026, 12, 22) == 4
    write_calendar(hat=school.hat(), year=year, publish=True, now=NOW)
    told = [hours_on(schedule, *day) for day in ((2026, 12, 18), (2026, 12, 22), (2027, 3, 3), (2027, 3, 6))]
    assert told == [4, 14, 0, 4]
    delete_calendar(hat=school.hat(), calendar=SchoolCalendar.objects.get(), now=NOW)
    assert hours_on(schedule, 2027, 3, 3) == 4


def test_a_calendar_written_again_replaces_the_one_of_its_year(school: Membership) -> None:
    for stretches in ((BREAK,), ()):
        year = SchoolYear(2026, YEAR.first_class, YEAR.last_class, stretches)
        write_calendar(hat=school.hat(), year=year, publish=True, now=NOW)
    assert SchoolCalendar.objects.get().stretches.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        SchoolYear(2026, dt.date(2025, 8, 27), dt.date(2027, 6, 22)),
        SchoolYear(2026, dt.date(2027, 6, 22), dt.date(2026, 8, 27)),
        SchoolYear(2027, dt.date(2027, 8, 27), dt.date(2028, 6, 22), (BREAK,)),
    ],
)
def test_days_outside_of_the_school_year_are_refused(school: Membership, wrong: SchoolYear) -> None:
    with pytest.raises(Invalid):
        write_calendar(hat=school.hat(), year=wrong, publish=True, now=NOW)


def test_only_keepers_write_a_calendar() -> None:
    with pytest.raises(NotAllowed):
        write_calendar(hat=make_hat(Role.REQUESTER), year=YEAR, publish=True, now=NOW)


def test_school_days_of_a_territory_are_those_of_its_schools(
    school: Membership, django_assert_num_queries
) -> None:
    write_calendar(hat=school.hat(), year=YEAR, publish=True, now=NOW)
    other = make_membership(Role.ASSET_MANAGER)
    other.organisation.mrc_id = school.organisation.mrc_id
    other.organisation.save()
    moved = SchoolYear(
        2026, YEAR.first_class, YEAR.last_class, (Stretch(BREAK.first, BREAK.first, DayKind.BREAK),)
    )
    write_calendar(hat=other.hat(), year=moved, publish=True, now=NOW)
    with django_assert_num_queries(2):
        told = school_days(BREAK.first, dt.date(2027, 3, 7), mrc_id=school.organisation.mrc_id)
    assert told.days_off == {BREAK.first}
    assert told.class_days == {dt.date(2027, 3, n) for n in (2, 3, 4, 5)}
    mine = school_days(BREAK.first, BREAK.last, organisation_id=school.organisation_id)
    assert len(mine.days_off) == 5
    assert not school_days(BREAK.first, BREAK.last, organisation_id=0).known


def test_a_calendar_is_proposed_in_its_territory_only(school: Membership) -> None:
    write_calendar(hat=school.hat(), year=YEAR, publish=True, now=NOW)
    assert school.organisation in schools_for(school.hat())
    far = make_organisation(mrc_code=None)
    assert school.organisation not in schools_for(make_hat(Role.ASSET_MANAGER, organisation=far))


def answers(**more: Any) -> dict[str, Any]:
    return {"year": "2026", "first_class": "2026-08-27", "last_class": "2027-06-22"} | more


@pytest.fixture
def in_november(time_machine: Any) -> None:
    time_machine.move_to(NOW)


@pytest.mark.usefixtures("in_november")
def test_a_calendar_is_written_by_hand_and_read(browser: Client) -> None:
    row = {"s0_first": "2027-03-01", "s0_last": "2027-03-05", "s0_kind": "break", "s0_label": "Relâche"}
    done = browser.post(f"{HERE}ecrire/", answers(publish="on", **row), follow=True)
    assert "Relâche" in text(done)
    assert SchoolCalendar.objects.get().published_at is not None
    assert "2026-2027" in text(browser.get(HERE))


@pytest.mark.usefixtures("in_november")
def test_a_file_fills_the_form_and_saves_nothing(browser: Client) -> None:
    sent = answers(file=SimpleUploadedFile("c.csv", CSV.encode()))
    shown = browser.post(f"{HERE}ecrire/", sent)
    assert "3 lignes lues" in text(shown)
    assert "Pas compris, laissé de côté : Chose" in text(shown)
    assert 'value="Congé des Fêtes"' in text(shown)
    assert not SchoolCalendar.objects.exists()


@pytest.mark.usefixtures("in_november")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"s0_kind": "break"}, "Quel jour?"),
        ({"s0_first": "2027-03-01"}, "Quel genre de jour?"),
        ({"s0_first": "2027-03-05", "s0_last": "2027-03-01", "s0_kind": "break"}, "vient après le premier"),
        ({"first_class": "2020-01-01"}, "année scolaire"),
        ({"file": "vide"}, "Rien ne se lit"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser: Client, wrong: dict[str, Any], said: str) -> None:
    if "file" in wrong:
        wrong = {"file": SimpleUploadedFile("c.csv", b"un;deux\n1;2\n")}
    response = browser.post(f"{HERE}ecrire/", answers(**wrong))
    assert response.status_code == 422
    assert said in text(response)


def test_another_body_reads_what_is_published_and_changes_nothing(client: Client, school: Membership) -> None:
    calendar = write_calendar(hat=school.hat(), year=YEAR, publish=False, now=NOW)
    near = make_membership(Role.ASSET_MANAGER)
    near.organisation.mrc_id = school.organisation.mrc_id
    near.organisation.save()
    client.force_login(near.person)
    assert client.get(f"{HERE}{calendar.pk}/").status_code == 404
    write_calendar(hat=school.hat(), year=YEAR, publish=True, now=NOW)
    assert client.get(f"{HERE}{calendar.pk}/").status_code == 200
    assert client.post(f"{HERE}{calendar.pk}/modifier/", answers()).status_code == 404
    assert client.post(f"{HERE}{calendar.pk}/supprimer/").status_code == 404
