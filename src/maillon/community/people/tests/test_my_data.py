"""Reading, carrying away and erasing one's own data."""

import datetime as dt
import json

import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from maillon.base.mail.models import OutgoingMail
from maillon.base.privacy import held_on
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.community.people.errors import NotYourAddress, StillNeeded
from maillon.community.people.models import Person
from maillon.community.people.services import change_profile, erase_person
from maillon.testing.builders.community import make_membership, make_organisation, make_person

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)


@pytest.fixture
def lea():
    person = make_person(email="lea@ville.example", name="Léa Roy")
    OutgoingMail.objects.create(
        key="k", person=person, to=person.email, language="fr-ca", subject="Bonjour Léa", text="Léa Roy"
    )
    return person


def test_the_file_holds_all_that_is_known_and_no_secret(client, lea):
    make_membership(
        Role.APPROVER, person=lea, organisation=make_organisation(name="Ville"), title="Greffière"
    )
    client.force_login(lea)
    answer = client.get(reverse("people:my_data_file"))
    assert "attachment" in answer["Content-Disposition"]
    held = json.loads(answer.content)
    assert held["compte"]["nom"] == "Léa Roy"
    assert held["compte"]["courriels_recus"][0]["objet"] == "Bonjour Léa"
    assert held["organisations"]["appartenances"][0]["fonction"] == "Greffière"
    assert lea.password not in answer.content.decode()


def test_an_erased_person_leaves_no_name_anywhere_and_no_way_in(client, lea):
    membership = make_membership(Role.APPROVER, person=lea, title="Greffière Léa")
    client.force_login(lea)
    answer = client.post(reverse("people:erase"), {"email": "LEA@ville.example"}, follow=True)
    assert answer.status_code == 200
    assert not get_user(client).is_authenticated
    assert "Léa" not in json.dumps(held_on(lea.pk), ensure_ascii=False)
    assert "lea@" not in json.dumps(held_on(lea.pk))
    person = Person.objects.get(pk=lea.pk)
    assert (person.is_active, str(person)) == (False, "personne effacée")
    membership.refresh_from_db()
    assert (membership.title, membership.roles) == ("", [])
    trail = Membership.pgh_event_model.objects.filter(pgh_obj_id=membership.pk)
    assert not trail.filter(title__contains="Léa").exists()
    assert make_person(email="lea@ville.example").pk != lea.pk


def test_erasing_asks_for_the_address_of_the_account(client, lea):
    client.force_login(lea)
    answer = client.post(reverse("people:erase"), {"email": "autre@ville.example"})
    assert answer.status_code == 422
    with pytest.raises(NotYourAddress):
        erase_person(person=lea, email="", now=NOW)
    assert Person.objects.get(pk=lea.pk).is_active


def test_the_last_administrator_hands_over_before_leaving_for_good(lea):
    organisation = make_organisation(name="Club")
    make_membership(Role.ORGANISATION_ADMIN, person=lea, organisation=organisation)
    make_membership(organisation=organisation)
    with pytest.raises(StillNeeded, match="Club"):
        erase_person(person=lea, email=lea.email, now=NOW)
    make_membership(Role.ORGANISATION_ADMIN, organisation=organisation)
    erase_person(person=lea, email=lea.email, now=NOW)


def test_whoever_is_alone_in_an_organisation_may_leave_it(lea):
    make_membership(Role.ORGANISATION_ADMIN, person=lea)
    erase_person(person=lea, email=lea.email, now=NOW)


def test_one_changes_ones_own_name_and_language(client, lea):
    client.force_login(lea)
    client.post("/compte/", {"name": " Léa B. Roy ", "language": "en"})
    lea.refresh_from_db()
    assert (lea.name, lea.language) == ("Léa B. Roy", "en")
    change_profile(person=lea, name="Léa", language="fr-ca")
    assert client.post("/compte/", {"name": "x" * 130, "language": "fr-ca"}).status_code == 422


def test_messages_are_ones_own_and_only_overseers_see_what_failed(client, lea):
    other = make_person()
    OutgoingMail.objects.create(
        key="o", person=other, to=other.email, language="fr-ca", subject="Secret", text="code", state="failed"
    )
    client.force_login(lea)
    page = client.get(reverse("people:messages")).content.decode()
    assert "Bonjour Léa" in page
    assert "Secret" not in page
    steward = make_membership(Role.STEWARD, organisation=make_organisation("reseau")).person
    client.force_login(steward)
    page = client.get(reverse("people:messages")).content.decode()
    assert "Secret" in page
    assert "code" not in page.split("<main")[1].replace("<code", "")


def test_recorded_mails_are_shown_to_all_only_in_a_demonstration_without_mail_server(client, lea, settings):
    address = reverse("people:demonstration_mails")
    for demonstration, server, status in ((False, False, 404), (True, True, 404), (True, False, 200)):
        settings.DEMONSTRATION, settings.MAIL_SERVER = demonstration, server
        assert client.get(address).status_code == status
