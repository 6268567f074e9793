"""Every table says how long it keeps what, and the nightly job keeps the promise."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection

from maillon.base.mail.models import OutgoingMail
from maillon.base.privacy import Retention, declare, declared, forget_expired
from maillon.community.people.models import Person

NOW = dt.datetime(2026, 11, 21, 8, 0, tzinfo=dt.UTC)
WAYS_TO_REACH_SOMEONE = ("email", "phone", "ip", "user_agent", "to")


def _table(retention: Retention) -> str:
    return apps.get_model(retention.table)._meta.db_table if "." in retention.table else retention.table


@pytest.mark.django_db
def test_every_table_of_the_database_is_declared_and_nothing_else():
    with connection.cursor() as cursor:
        tables = {info.name for info in connection.introspection.get_table_list(cursor) if info.type in "tp"}
    assert tables == {_table(retention) for retention in declared()}


def test_every_column_by_which_someone_can_be_reached_is_declared_personal():
    told = {retention.table: retention for retention in declared()}
    for model in apps.get_models():
        if not model.__module__.startswith("maillon.") or model is Person:
            continue
        for field in model._meta.get_fields():
            if getattr(field, "concrete", False) and field.name in WAYS_TO_REACH_SOMEONE:
                assert field.name in told[model._meta.label].personal, f"{model._meta.label}.{field.name}"


def test_columns_named_in_a_declaration_exist():
    for retention in declared():
        if "." not in retention.table:
            assert not retention.since
            continue
        columns = {field.name for field in apps.get_model(retention.table)._meta.get_fields()}
        assert {*retention.personal, *filter(None, [retention.since])} <= columns, retention.table


def test_a_number_of_days_is_counted_from_a_column_and_a_table_is_declared_once():
    with pytest.raises(ValueError, match="counted"):
        Retention("people.Person", 3, "essai")
    with pytest.raises(ValueError, match="twice"):
        declare(Retention("people.Person", None, "autre"))


@pytest.mark.django_db
def test_the_nightly_job_forgets_what_is_too_old_and_nothing_else():
    def mail(key: str, days: int) -> None:
        made = OutgoingMail.objects.create(key=key, to="a@b.example", language="fr-ca", subject="s", text="t")
        OutgoingMail.objects.filter(pk=made.pk).update(created_at=NOW - dt.timedelta(days=days))

    mail("jeune", 364)
    mail("vieux", 366)
    Session.objects.create(session_key="x", session_data="", expire_date=NOW - dt.timedelta(days=2))
    assert forget_expired(now=NOW) == {"mail.OutgoingMail": 1, "sessions.Session": 1}
    assert [one.key for one in OutgoingMail.objects.all()] == ["jeune"]
    assert forget_expired(now=NOW) == {}
