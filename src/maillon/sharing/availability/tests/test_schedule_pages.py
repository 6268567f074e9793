"""Schedules written and read in words; nothing of a schedule is lost by opening and saving it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.kernel.recurrence import ALWAYS, CLOSED, Weekly
from maillon.sharing.availability.models import Schedule, ScheduleException
from maillon.sharing.availability.phrases import week_in_words
from maillon.sharing.availability.services import write_schedule
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import make_schedule, make_shared_place

LIST = "/gestion/horaires/"
BASE = {"name": "Soirs", "time_zone": "America/Toronto", "closed_on_holidays": "on"}


@pytest.fixture
def keeper(db: None) -> Membership:
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode().replace("\u00a0", " "))


def test_a_week_is_said_in_words() -> None:
    days = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
    weekly = Weekly((days,) * 5 + ((), ()))
    said = [line.replace("\u00a0", " ") for line in week_in_words(weekly)]
    assert said == [
        "Du lundi au vendredi, de 8 h à 12 h et de 13 h à 17 h",
        "Le samedi et le dimanche, fermé",
    ]
    assert week_in_words(CLOSED) == ["Tous les jours, fermé"]
    assert [line.replace("\u00a0", " ") for line in week_in_words(ALWAYS)] == [
        "Tous les jours, de 0 h à 24 h"
    ]


def test_a_schedule_is_written_with_its_particular_days(browser: Client, keeper: Membership) -> None:
    soon = timezone.localdate() + dt.timedelta(days=30)
    day = soon + dt.timedelta(days=-soon.weekday() % 7)  # a Monday, open but for its exception
    answers = BASE | {"j0_0_de": "18:00", "j0_0_a": "22:00", "j5_0_de": "20:00", "j5_0_a": "00:00"}
    answers |= {"x0_jour": day.isoformat(), "x0_raison": "Élections"}
    assert browser.post(f"{LIST}ajouter/", answers).status_code == 302
    schedule = Schedule.objects.get()
    assert schedule.organisation_id == keeper.organisation_id
    assert schedule.weekly == [[[1080, 1320]], [], [], [], [], [[1200, 1440]], []]
    assert ScheduleException.objects.get().opens == []
    assert list(schedule.days.get(day=day).open_hours) == []
    assert "Le lundi, de 18 h à 22 h" in text(browser.get(LIST))


def test_opening_and_saving_a_schedule_loses_nothing(browser: Client, keeper: Membership) -> None:
    three = ((480, 600), (660, 720), (780, 1440))
    schedule = make_schedule(keeper.organisation)
    write_schedule(schedule=schedule, weekly=Weekly((three,) * 7), now=timezone.now())
    day = timezone.localdate() + dt.timedelta(days=9)
    ScheduleException.objects.create(
        schedule=schedule, day=day, opens=[[60, 120], [180, 1440]], reason="Fête"
    )
    form = browser.get(f"{LIST}{schedule.pk}/").context["form"]
    kept = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    browser.post(f"{LIST}{schedule.pk}/", {name: str(value) for name, value in kept.items()})
    schedule.refresh_from_db()
    assert Weekly.from_json(schedule.weekly) == Weekly((three,) * 7)
    assert ScheduleException.objects.get().opens == [[60, 120], [180, 1440]]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"j0_0_de": "18:00"}, "Donnez le début et la fin"),
        ({"j0_0_de": "18:00", "j0_0_a": "17:00"}, "La fin vient après le début"),
        ({"j0_0_de": "8:00", "j0_0_a": "12:00", "j0_1_de": "11:00", "j0_1_a": "14:00"}, "se chevauchent"),
        ({"x0_jour": "2026-12-24"}, "Dites pourquoi"),
        ({"x0_raison": "Fête"}, "Quel jour?"),
        (
            {"x0_jour": "2026-12-24", "x0_raison": "A", "x1_jour": "2026-12-24", "x1_raison": "B"},
            "déjà plus haut",
        ),
        ({"j0_0_de": "25:99"}, "heure"),
        ({"time_zone": "Mars/Olympus"}, "choix"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser: Client, wrong: dict[str, str], said: str) -> None:
    response = browser.post(f"{LIST}ajouter/", BASE | wrong)
    assert response.status_code == 422
    assert said.lower() in text(response).lower()
    assert 'value="Soirs"' in text(response)
    assert not Schedule.objects.exists()


def test_a_schedule_that_assets_follow_is_not_deleted(browser: Client, keeper: Membership) -> None:
    followed = make_schedule(keeper.organisation)
    make_shared_place(keeper.organisation, schedule=followed)
    free = make_schedule(keeper.organisation)
    said = browser.post(f"{LIST}{followed.pk}/supprimer/", follow=True)
    assert "Des biens suivent cet horaire" in text(said)
    browser.post(f"{LIST}{free.pk}/supprimer/")
    assert list(Schedule.objects.all()) == [followed]


def test_only_those_who_keep_the_assets_write_schedules(client: Client, keeper: Membership) -> None:
    schedule = make_schedule(keeper.organisation)
    for hat in (
        make_membership(Role.APPROVER, organisation=keeper.organisation),
        make_membership(Role.ASSET_MANAGER),
    ):
        client.force_login(hat.person)
        assert client.get(f"{LIST}{schedule.pk}/").status_code in (403, 404)
        assert client.post(f"{LIST}{schedule.pk}/", BASE).status_code in (403, 404)
        assert client.post(f"{LIST}{schedule.pk}/supprimer/").status_code in (403, 404)
    client.logout()
    assert client.get(LIST).status_code == 302
    schedule.refresh_from_db()
    assert schedule.name != "Soirs"


def test_the_list_costs_as_many_queries_for_three_as_for_one(
    browser: Client, keeper: Membership, django_assert_max_num_queries: Any
) -> None:
    spent = []
    for rows in (1, 2):
        for _number in range(rows):
            make_schedule(keeper.organisation)
        with django_assert_max_num_queries(12) as queries:
            browser.get(LIST)
        spent.append(len(queries))
    assert spent[0] == spent[1]
