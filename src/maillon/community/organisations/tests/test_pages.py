"""The pages of organisations, as those who use them see them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import ApiToken, JoinRequest, Membership, Organisation
from maillon.community.organisations.tokens import hat_of_token
from maillon.community.people.models import Person
from maillon.testing.builders.community import make_membership, make_organisation, make_person

pytestmark = pytest.mark.django_db
ADMIN = (Role.ORGANISATION_ADMIN, Role.REQUESTER)
NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)


@pytest.fixture
def club():
    return make_organisation(OrganisationKind.COMMUNITY, name="Club du Méandre")


@pytest.fixture
def admin(client, club):
    membership = make_membership(*ADMIN, organisation=club)
    client.force_login(membership.person)
    return membership


def test_the_list_and_the_page_of_an_organisation_are_open_to_all(client, club):
    assert "Club du Méandre" in client.get(reverse("organisations:list"), {"q": "meandre"}).content.decode()
    page = client.get(reverse("organisations:show", args=[club.pk])).content.decode()
    assert "organisme communautaire" in page
    assert "Régime juridique" not in page
    assert "Aucune organisation" in client.get(reverse("organisations:list"), {"q": "zzz"}).content.decode()


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_lists_cost_the_same_for_one_and_for_many(client, club, admin):
    addresses = (reverse("organisations:list"), reverse("organisations:members"))
    few = [queries(client, address) for address in addresses]
    for number in range(3):
        make_membership(organisation=club)
        make_organisation(name=f"Ville {number}")
    assert [queries(client, address) for address in addresses] == few
    assert max(few) <= 14


def test_a_person_without_organisation_finds_it_or_creates_it_and_wears_its_hat(client, club):
    person = make_person()
    client.force_login(person)
    found = client.get(reverse("organisations:join"), {"q": "meandre"}).content.decode()
    assert reverse("organisations:ask", args=[club.pk]) in found
    answers = {"name": "Cuisine du Rang", "kind": OrganisationKind.COMMUNITY, "mrc": "540"}
    page = client.post(reverse("organisations:create"), answers, follow=True)
    assert page.context["hat"].organisation_name == "Cuisine du Rang"
    assert page.context["hat"].has(Role.ORGANISATION_ADMIN)
    assert not page.context["hat"].verified


def test_a_wrong_enterprise_number_is_shown_at_its_field_and_what_was_typed_stays(client):
    client.force_login(make_person())
    answers = {"name": "Cuisine du Rang", "kind": OrganisationKind.COMMUNITY, "neq": "12"}
    page = client.post(reverse("organisations:create"), answers)
    assert page.status_code == 422
    html = page.content.decode()
    assert "dix chiffres" in html
    assert 'value="Cuisine du Rang"' in html
    assert not Organisation.objects.exists()


def test_asking_to_join_then_being_accepted(client, club, admin):
    asker = make_person(name="Rachid")
    client.force_login(asker)
    client.post(reverse("organisations:ask", args=[club.pk]), {"message": "Je suis entraîneur."})
    assert "Je suis entraîneur" not in client.get(reverse("organisations:join")).content.decode()
    client.force_login(admin.person)
    page = client.get(reverse("organisations:members")).content.decode()
    assert "Je suis entraîneur." in page
    client.post(reverse("organisations:answer", args=[JoinRequest.objects.get().pk]), {"reponse": "oui"})
    assert Membership.objects.get(person=asker).organisation == club


def test_inviting_and_changing_roles_from_the_pages(client, club, admin):
    answers = {"email": "luc@club.example", "name": "Luc", "roles": [Role.APPROVER], "ends_on": "2027-06-30"}
    client.post(reverse("organisations:invite", args=[club.pk]), answers)
    made = Membership.objects.get(person__email="luc@club.example")
    assert (made.roles, made.ends_on) == ([Role.APPROVER], dt.date(2027, 6, 30))
    form = client.get(reverse("organisations:member", args=[made.pk])).content.decode()
    assert 'value="2027-06-30"' in form
    assert 'value="steward"' not in form
    client.post(reverse("organisations:member", args=[made.pk]), {"roles": [Role.REQUESTER]})
    made.refresh_from_db()
    assert (made.roles, made.ends_on) == ([Role.REQUESTER], None)


def test_a_forged_role_is_refused_with_its_reason(client, club, admin):
    page = client.post(reverse("organisations:member", args=[admin.pk]), {"roles": [*ADMIN, Role.STEWARD]})
    assert page.status_code == 422
    assert "intendance du réseau" in page.content.decode()
    admin.refresh_from_db()
    assert Role.STEWARD not in admin.roles


def test_the_last_administrator_reads_why_they_cannot_go(client, club, admin):
    page = client.post(reverse("organisations:end_membership", args=[admin.pk]))
    assert page.status_code == 409
    admin.refresh_from_db()
    assert admin.ends_on is None


def test_one_changes_hats_only_among_ones_own(client, club, admin):
    second = make_membership(Role.APPROVER, person=admin.person, organisation=make_organisation(name="Ville"))
    stranger = make_membership(*ADMIN)
    page = client.post(
        reverse("organisations:hat"),
        {"membership": second.pk, "next": reverse("people:messages")},
        follow=True,
    )
    assert page.redirect_chain[-1][0] == reverse("people:messages")
    assert page.context["hat"].membership_id == second.pk
    for forged in (stranger.pk, "", "x", 0):
        assert client.post(reverse("organisations:hat"), {"membership": forged}).status_code == 403
    away = client.post(
        reverse("organisations:hat"), {"membership": second.pk, "next": "https://mal.example/"}
    )
    assert away["Location"] == reverse("shell:home")
    assert client.get(reverse("organisations:hat")).status_code == 405


def test_a_token_is_shown_once_works_and_stops_when_revoked(client, club, admin):
    page = client.post(reverse("organisations:tokens"), {"name": "Écran du hall", "days": "30"})
    key = page.context["key"]
    assert key in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert key not in client.get(reverse("organisations:tokens")).content.decode()
    token = ApiToken.objects.get()
    now = token.created_at
    assert hat_of_token(key, now=now, on=now.date()).hat.membership_id == admin.pk
    client.post(reverse("organisations:revoke_token", args=[token.pk]))
    assert hat_of_token(key, now=now, on=now.date()) is None


def test_someone_elses_token_is_not_revoked(client, club, admin):
    client.post(reverse("organisations:tokens"), {"name": "Écran", "days": "30"})
    token = ApiToken.objects.get()
    client.force_login(make_membership(*ADMIN, organisation=club).person)
    assert client.post(reverse("organisations:revoke_token", args=[token.pk])).status_code == 404


def test_a_steward_finds_those_to_verify_and_manages_any_organisation(client):
    steward = make_membership(Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK))
    waiting = make_organisation(OrganisationKind.CHARITY, name="À vérifier", verified=False)
    make_organisation(name="Déjà vérifiée")
    client.force_login(steward.person)
    page = client.get(reverse("organisations:list"), {"verification": "attente"}).content.decode()
    assert "À vérifier" in page
    assert "Déjà vérifiée" not in page
    assert client.get(reverse("organisations:members_of", args=[waiting.pk])).status_code == 200


def test_an_invited_person_enters_by_a_code_and_finds_their_hat(client, club, admin):
    client.post(
        reverse("organisations:invite", args=[club.pk]),
        {"email": "luc@club.example", "name": "Luc", "roles": [Role.APPROVER]},
    )
    client.logout()
    client.post(reverse("account_request_login_code"), {"email": "luc@club.example"})
    from maillon.community.people.tests.test_sign_in import code_received

    page = client.post(reverse("account_confirm_login_code"), {"code": code_received()}, follow=True)
    assert page.context["hat"].organisation_id == club.pk
    assert Person.objects.get(email="luc@club.example").emailaddress_set.get().verified
