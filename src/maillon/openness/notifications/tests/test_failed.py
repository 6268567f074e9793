"""The steward's page of the e-mails that could not be sent."""

import pytest
from django.test import Client
from django.urls import reverse

from maillon.base.mail.models import OutgoingMail
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.testing.builders.community import make_membership, make_organisation

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


@pytest.fixture
def steward() -> Membership:
    return make_membership(Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK))


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def fail(key: str) -> OutgoingMail:
    return OutgoingMail.objects.create(
        key=key,
        to=f"{key}@b.example",
        language="fr-ca",
        subject=f"Objet {key}",
        text="Secret.",
        state=State.FAILED,
        problem="SMTPServerDisconnected",
        attempts=41,
    )


def test_the_page_lists_without_the_text_and_sends_again(steward: Membership) -> None:
    one, two = fail("un"), fail("deux")
    client, address = signed_in(steward), reverse("notifications:failed")
    html = client.get(address).content.decode()
    assert "Objet un" in html
    assert "Secret." not in html
    client.post(reverse("notifications:retry", args=[one.pk]))
    one.refresh_from_db()
    assert one.state == State.QUEUED
    client.post(reverse("notifications:retry_all"))
    two.refresh_from_db()
    assert two.state == State.QUEUED
    assert "Aucun courriel en échec" in client.get(address).content.decode()


def test_others_do_not_see_it(steward: Membership) -> None:
    one, other = fail("un"), signed_in(make_membership(Role.ORGANISATION_ADMIN))
    assert other.get(reverse("notifications:failed")).status_code == 403
    assert other.post(reverse("notifications:retry", args=[one.pk])).status_code == 403
    one.refresh_from_db()
    assert one.state == State.FAILED


def test_today_says_how_many_wait(steward: Membership) -> None:
    fail("un")
    assert "1 courriel en échec" in signed_in(steward).get(reverse("shell:dashboard")).content.decode()
