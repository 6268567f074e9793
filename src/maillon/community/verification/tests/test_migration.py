"""What was verified before has its decision."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from maillon.community.organisations.kinds import OrganisationKind
from maillon.community.verification.models import Decision
from maillon.testing.builders.community import make_organisation


@pytest.mark.django_db
def test_the_migration_gives_each_verified_organisation_its_decision_once():
    make_organisation(OrganisationKind.CHARITY, verified=False)
    town, coop = make_organisation(), make_organisation(OrganisationKind.COOPERATIVE)
    carry_over = import_module("maillon.community.verification.migrations.0002_carried_over").carry_over
    for _time in range(2):
        carry_over(apps, None)
    told = {one.organisation_id: one for one in Decision.objects.all()}
    assert set(told) == {town.pk, coop.pk}
    assert {one.outcome for one in told.values()} == {"carried_over"}
    coop.refresh_from_db()
    town.refresh_from_db()
    assert town.verified_until is None
    assert coop.verified_until == told[coop.pk].until
    assert 725 <= (coop.verified_until - dt.datetime.now(dt.UTC).date()).days <= 731
