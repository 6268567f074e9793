"""From an empty installation to its steward, and no stranger in between."""

import re
import threading

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from maillon.base import founding
from maillon.base.refusals import Refusal
from maillon.community.organisations.founding import is_founded
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.services import found_installation
from maillon.shell.awaiting import awaiting
from maillon.testing.builders.community import make_membership

GUIDE = "/premiere-heure/"
ANSWERS = {
    "network": "Réseau de la Matapédia",
    "name": "Geneviève Pelletier",
    "email": "intendance@matapedia.example",
    "password": "une-phrase-bien-longue",
}


def founding_code() -> str:
    """Return the code that this installation's console shows."""
    return founding.founding_code(settings.SECRET_KEY)


@pytest.mark.empty
@pytest.mark.django_db
def test_an_empty_installation_leads_to_the_guide_and_does_not_say_its_code(client, caplog):
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == GUIDE
    assert founding_code() not in page.content.decode()
    assert "Créer l’intendance" in page.content.decode()


@pytest.mark.empty
@pytest.mark.django_db
def test_the_code_of_the_console_makes_a_steward_who_is_signed_in(client):
    page = client.post(GUIDE, ANSWERS | {"code": founding_code().lower().replace("-", " ")}, follow=True)
    person = get_user(client)
    assert person.is_authenticated
    assert page.context["hat"].has(Role.STEWARD)
    assert Organisation.objects.get().kind == OrganisationKind.NETWORK
    assert person.emailaddress_set.get().verified
    assert page.content.decode().count("C’est fait") == 1
    client.logout()
    login = {"login": ANSWERS["email"], "password": ANSWERS["password"]}
    client.post(reverse("account_login"), login)
    assert get_user(client) == person


@pytest.mark.empty
@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC", "x" * 39])
def test_without_the_code_nothing_is_taken_over(client, code):
    page = client.post(GUIDE, ANSWERS | {"code": code})
    assert page.status_code == 422
    assert not get_user(client).is_authenticated
    assert not is_founded()
    assert not Organisation.objects.exists()


@pytest.mark.empty
@pytest.mark.django_db
def test_guessing_is_stopped_after_ten_tries(client):
    for _ in range(10):
        assert client.post(GUIDE, ANSWERS | {"code": "AAAA-BBBB-CCCC"}).status_code == 422
    assert client.post(GUIDE, ANSWERS | {"code": founding_code()}).status_code == 429
    assert not is_founded()


@pytest.mark.empty
@pytest.mark.django_db
def test_a_weak_password_is_refused_for_the_steward_too(client):
    page = client.post(GUIDE, ANSWERS | {"code": founding_code(), "password": "court"})
    assert "password" in page.context["form"].errors
    assert not is_founded()


@pytest.mark.django_db
def test_once_founded_the_code_is_worth_nothing_and_the_guide_is_the_stewards(client, founded):
    assert client.post(GUIDE, ANSWERS | {"code": founding_code()}).status_code == 403
    assert Membership.objects.filter(roles__contains=[Role.STEWARD]).count() == 1
    client.force_login(make_membership(Role.ORGANISATION_ADMIN).person)
    assert client.get(GUIDE).status_code == 403
    client.force_login(founded.person)
    assert client.get(GUIDE).status_code == 200


@pytest.mark.django_db
def test_steps_tick_themselves_and_the_steward_is_reminded_of_the_rest(client, founded):
    client.force_login(founded.person)
    assert client.get(GUIDE).content.decode().count("C’est fait") == 1
    assert "reste" in awaiting(founded.hat())[0].title
    answers = {"name": "Ville", "kind": "municipalite_locale", "joining": "on"}
    page = client.post(reverse("organisations:create"), answers, follow=True)
    assert page.context["hat"].organisation_name == "Ville"
    assert client.get(GUIDE).content.decode().count("C’est fait") == 2
    assert not [thing for thing in awaiting(make_membership(Role.APPROVER).hat()) if "heure" in thing.title]


def test_the_code_belongs_to_the_installation_however_it_is_typed():
    code = founding.founding_code("clé-un")
    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){2}", code)
    assert founding.is_founding_code(f" {code.lower().replace('-', ' ')} ", "clé-un")
    assert not founding.is_founding_code(code, "clé-deux")
    assert not founding.is_founding_code("é", "clé-un")


@pytest.mark.empty
@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_founders_at_the_same_moment_make_one_steward():
    barrier, outcomes = threading.Barrier(2), []

    def found(number: int) -> None:
        barrier.wait()
        answers = ANSWERS | {"email": f"p{number}@matapedia.example", "code": founding_code()}
        try:
            found_installation(**answers, language="fr-ca", now=timezone.now())
            outcomes.append("founded")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=found, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already_founded", "founded"]
    assert Organisation.objects.count() == 1
