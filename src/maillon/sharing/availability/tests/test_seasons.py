"""Seasons of a schedule, spans of particular days, what they leave outside, and the versions that remain."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.kernel.recurrence import CLOSED, Weekly
from maillon.kernel.seasons import Season
from maillon.kernel.spans import Spans
from maillon.sharing.availability.models import Schedule, ScheduleDay, ScheduleException
from maillon.sharing.availability.phrases import draft_in_words
from maillon.sharing.availability.queries import ParticularDay, Versions, draft_of, month_of, outside
from maillon.sharing.availability.services import save_draft, take, write_schedule
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import at, make_schedule, make_shared_place

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
EVENINGS, ALL_DAY = Weekly.same(18 * 60, 22 * 60, range(5)), Weekly.same(8 * 60, 22 * 60)
SUMMER = Season("ete", "Été", ALL_DAY, dt.date(2027, 6, 15), dt.date(2027, 9, 1), every_year=True)
WORKS = Season("travaux", "Travaux", CLOSED, dt.date(2027, 7, 5), dt.date(2027, 7, 16))


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode().replace("\u00a0", " "))


def written(*seasons: Season, **more: Any) -> Schedule:
    schedule = Schedule(organisation=make_organisation(), name="Gymnases")
    return write_schedule(schedule=schedule, weekly=EVENINGS, seasons=seasons, now=NOW, **more)


def hours_on(schedule: Schedule, *day: int) -> dt.timedelta:
    opened: Spans[dt.datetime] = ScheduleDay.objects.get(schedule=schedule, day=dt.date(*day)).open_hours
    total: dt.timedelta = opened.total()
    return total


def test_each_day_kept_ready_follows_the_last_season_that_covers_it() -> None:
    schedule = written(SUMMER, WORKS)
    told = [hours_on(schedule, 2027, 6, day) // dt.timedelta(hours=1) for day in (14, 15)]
    assert told == [4, 14]
    assert hours_on(schedule, 2027, 7, 6) == dt.timedelta()
    write_schedule(schedule=schedule, weekly=EVENINGS, seasons=(WORKS, SUMMER), now=NOW)
    assert hours_on(schedule, 2027, 7, 6) == dt.timedelta(hours=14)


def test_an_exception_over_a_span_is_the_last_word_on_each_of_its_days() -> None:
    feast = {dt.date(2026, 12, 22): ParticularDay([], "Congé des Fêtes", dt.date(2027, 1, 4))}
    schedule = written(exceptions=feast)
    days = [
        hours_on(schedule, 2026, 12, 21),
        hours_on(schedule, 2026, 12, 22),
        hours_on(schedule, 2027, 1, 4),
    ]
    assert days == [dt.timedelta(hours=4), dt.timedelta(), dt.timedelta()]
    assert hours_on(schedule, 2027, 1, 5) == dt.timedelta(hours=4)


def test_two_exceptions_never_share_a_day() -> None:
    feast = {
        dt.date(2026, 12, 22): ParticularDay([], "Fêtes", dt.date(2027, 1, 4)),
        dt.date(2026, 12, 24): ParticularDay([[600, 720]], "Veille"),
    }
    with pytest.raises(Invalid, match="se recouvrent"):
        written(exceptions=feast)


def test_too_many_seasons_and_unknown_kinds_of_day_are_refused() -> None:
    with pytest.raises(Invalid, match="au plus 24"):
        written(*[SUMMER] * 25)
    with pytest.raises(Invalid, match="genre de jour"):
        written(Season("a", "Fête", CLOSED, kinds=frozenset({"fair"})))


def test_a_schedule_is_said_in_sentences() -> None:
    feast = {dt.date(2026, 12, 22): ParticularDay([], "congé des Fêtes", dt.date(2027, 1, 4))}
    said = [
        line.replace("\u00a0", " ") for line in draft_in_words(draft_of(written(SUMMER, exceptions=feast)))
    ]
    assert said == [
        "Du lundi au vendredi, de 18 h à 22 h.",
        "Le samedi et le dimanche, fermé.",
        "Été (du 15 juin au 1er septembre, chaque année) : tous les jours, de 8 h à 22 h.",
        "Fermé les jours fériés.",
        "Du 22 décembre 2026 au 4 janvier 2027, fermé : congé des Fêtes.",
    ]


def test_a_month_says_each_day_and_what_decided() -> None:
    weeks = month_of(draft_of(written(SUMMER, WORKS)), dt.date(2027, 7, 1))
    days = {one.day.day: one for week in weeks for one in week if one.within}
    assert [days[n].decider for n in (1, 2, 5)] == ["holiday", "season", "season"]
    assert (days[2].why, days[5].why, days[5].minutes) == ("Été", "Travaux", ())
    assert weeks[0][0].day == dt.date(2027, 6, 28)
    assert not weeks[0][0].within


def book(place: Any, start: float, end: float, days: int = 7) -> Any:
    times = {"starts_at": at(start, days=days), "ends_at": at(end, days=days)}
    return take(asset_id=place.pk, **times, cause="reservation", state="firm", now=timezone.now())


def test_only_what_fitted_and_would_no_longer_fit_is_left_outside() -> None:
    place = make_shared_place()
    schedule, now = place.bookable.schedule, timezone.now()
    fits, falls, already = book(place, 9, 10), book(place, 20, 22), book(place, 6, 7)
    draft = draft_of(schedule)
    narrow = draft.with_seasons([Season("a", "Ancien", Weekly.same(480, 1200), at(0).date(), at(0).date())])
    assert [one.pk for one in outside(schedule.pk, now, narrow)] == [falls.pk]
    assert [one.pk for one in outside(schedule.pk, now)] == [already.pk]
    save_draft(schedule=schedule, draft=narrow, now=now)
    assert [one.pk for one in outside(schedule.pk, now)] == [already.pk, falls.pk]
    assert fits.pk not in {one.pk for one in outside(schedule.pk, now)}


def test_what_is_left_outside_costs_the_same_for_one_booking_and_for_three(django_assert_num_queries) -> None:
    place = make_shared_place()
    schedule, now = place.bookable.schedule, timezone.now()
    draft = draft_of(schedule)
    for hour in (9, 11, 13):
        book(place, hour, hour + 1)
        with django_assert_num_queries(3):
            outside(schedule.pk, now, draft)


def season_answers(**more: str) -> dict[str, str]:
    day = timezone.localdate() + dt.timedelta(days=7)
    week = {f"j{n}_0_{end}": hour for n in range(7) for end, hour in (("de", "08:00"), ("a", "12:00"))}
    return week | {"name": "Travaux", "first": day.isoformat(), "last": day.isoformat()} | more


def test_a_season_that_leaves_a_booking_outside_is_shown_before_it_is_saved(
    browser: Client, keeper: Membership
) -> None:
    place = make_shared_place(keeper.organisation)
    kept = book(place, 18, 20)
    address = f"/gestion/horaires/{place.bookable.schedule_id}/periodes/"
    shown = browser.post(address, season_answers())
    assert "1 réservation à venir ne tiendrait plus" in text(shown)
    assert place.name in text(shown)
    place.bookable.schedule.refresh_from_db()
    assert place.bookable.schedule.seasons == []
    key = shown.context["preview"]["key"]
    done = browser.post(address, season_answers(vu=key, pourquoi="Plancher à refaire"), follow=True)
    assert "1 réservation à venir reste" in text(done)
    assert "1 réservation à venir est en dehors des heures" in text(done)
    kept.refresh_from_db()
    assert kept.state == "firm"
    latest = Versions(place.bookable.schedule_id)[:1][0]
    assert (latest.why, latest.who) == ("Plancher à refaire", str(keeper.person))


def test_a_booking_made_since_the_preview_is_shown_in_its_turn(browser: Client, keeper: Membership) -> None:
    place = make_shared_place(keeper.organisation)
    book(place, 18, 20)
    address = f"/gestion/horaires/{place.bookable.schedule_id}/periodes/"
    key = browser.post(address, season_answers()).context["preview"]["key"]
    book(place, 20, 22)
    assert "2 réservations à venir ne tiendraient plus" in text(browser.post(address, season_answers(vu=key)))
    assert Schedule.objects.get(pk=place.bookable.schedule_id).seasons == []


def test_seasons_are_changed_moved_and_taken_away(browser: Client, keeper: Membership) -> None:
    schedule = make_schedule(keeper.organisation)
    save_draft(schedule=schedule, draft=draft_of(schedule).with_seasons([SUMMER, WORKS]), now=timezone.now())
    here = f"/gestion/horaires/{schedule.pk}/"
    page = text(browser.get(f"{here}voir/?mois=2027-07"))
    assert "« Travaux » passe avant « Été » du 5 au 16 juillet 2027" in page
    browser.post(f"{here}periodes/ete/deplacer/", {"sens": "plus-tard"})
    assert [one.key for one in draft_of(Schedule.objects.get()).seasons] == ["travaux", "ete"]
    browser.post(f"{here}periodes/travaux/", season_answers(name="Grands travaux"))
    assert [one.name for one in draft_of(Schedule.objects.get()).seasons] == ["Grands travaux", "Été"]
    browser.post(f"{here}periodes/ete/retirer/")
    assert [one.key for one in draft_of(Schedule.objects.get()).seasons] == ["travaux"]
    assert browser.get(f"{here}periodes/ete/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first": "", "last": ""}, "Dites du premier au dernier jour"),
        ({"first": ""}, "Donnez le premier et le dernier jour"),
        ({"first": "2027-02-02", "last": "2027-02-01"}, "vient après le premier"),
        ({"j0_0_a": ""}, "Donnez le début et la fin"),
    ],
)
def test_what_is_wrong_with_a_season_is_said_at_its_field(
    browser: Client, keeper: Membership, wrong: dict[str, str], said: str
) -> None:
    schedule = make_schedule(keeper.organisation)
    response = browser.post(f"/gestion/horaires/{schedule.pk}/periodes/", season_answers(**wrong))
    assert response.status_code == 422
    assert said in text(response)
    assert 'value="Travaux"' in text(response)


def test_an_old_version_is_read_and_brought_back_whole(browser: Client, keeper: Membership) -> None:
    schedule = make_schedule(keeper.organisation)
    feast = {dt.date(2027, 12, 22): ParticularDay([], "Fêtes", dt.date(2028, 1, 4))}
    write_schedule(schedule=schedule, weekly=EVENINGS, seasons=[SUMMER], exceptions=feast, now=timezone.now())
    before = draft_of(schedule)
    write_schedule(
        schedule=schedule, weekly=ALL_DAY, seasons=[], exceptions={}, why="Essai", now=timezone.now()
    )
    here = f"/gestion/horaires/{schedule.pk}/versions/"
    page = text(browser.get(here))
    assert "Pourquoi : Essai" in page
    old = Versions(schedule.pk)[:9][1]
    assert "Été (du 15 juin" in text(browser.get(f"{here}{old.number}/"))
    browser.post(f"{here}{old.number}/reprendre/")
    assert draft_of(Schedule.objects.get()) == before
    assert ScheduleException.objects.get().until == dt.date(2028, 1, 4)
    assert len(Versions(schedule.pk)) == 4
    assert browser.get(f"{here}{old.number + 10**6}/").status_code == 404


def test_the_versions_cost_the_same_for_one_and_for_three(django_assert_num_queries) -> None:
    schedule = written()
    for name in ("Un", "Deux", "Trois"):
        schedule.name = name
        write_schedule(schedule=schedule, weekly=EVENINGS, now=NOW)
        with django_assert_num_queries(1):
            list(Versions(schedule.pk)[:20])
