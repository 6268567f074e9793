"""The pages of agreements: five short steps, a list, an answer, an end; nothing typed is lost."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.community.agreements.facts import (
    AgreementAccepted,
    AgreementEnded,
    AgreementEnding,
    AgreementProposed,
)
from maillon.community.agreements.models import Agreement, Party
from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.openness.notifications.agreements import on_accepted, on_ended, on_ending, on_proposed
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


@pytest.fixture
def town() -> Organisation:
    return make_organisation(name="Ville des Ormes")


@pytest.fixture
def schools() -> Organisation:
    return make_organisation(OrganisationKind.SCHOOL_SERVICE_CENTRE, name="Écoles des Ormes")


def browser_of(organisation: Organisation, *roles: str) -> Client:
    member = make_membership(*(roles or (Role.ORGANISATION_ADMIN,)), organisation=organisation)
    client = Client()
    client.force_login(member.person, backend=BACKEND)
    return client


@pytest.fixture
def clerk(town: Organisation) -> Client:
    return browser_of(town)


@pytest.fixture
def principal(schools: Organisation) -> Client:
    return browser_of(schools)


def read(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_five_steps_from_the_idea_to_the_answer(town, schools, clerk, principal) -> None:
    asset = make_asset(town, name="Nacelle", audience=Circle.PARTNERS)
    begun = clerk.post("/gestion/ententes/nouvelle/", {"title": "Nacelle", "purpose": "Propre au retour."})
    made = Agreement.objects.get()
    step = f"/gestion/ententes/{made.pk}/"
    assert begun.url == f"{step}partenaires/"
    assert "Écoles des Ormes" in read(clerk.get(f"{step}partenaires/?q=ormes"))
    assert "Ville des Ormes</td>" not in read(clerk.get(f"{step}partenaires/?q=ormes"))
    clerk.post(f"{step}partenaires/ajouter/", {"organisation": schools.pk})
    wrong = clerk.post(f"{step}duree/", {"starts_on": TODAY, "ends": "oui", "last_day": ""})
    assert wrong.status_code == 422
    assert "Choisissez le dernier jour" in read(wrong)
    last = TODAY + 30 * DAY
    assert (
        clerk.post(f"{step}duree/", {"starts_on": TODAY, "ends": "oui", "last_day": last}).url
        == f"{step}portee/"
    )
    made.refresh_from_db()
    assert made.ends_on == last + DAY  # the last day is included
    searched = clerk.post(f"{step}portee/", {"how": "choix", "q": "nacel", "chercher": "1"})
    assert f'value="{asset.pk}"' in read(searched)
    assert not made.scopes.exists()
    assert clerk.post(f"{step}portee/", {"how": "choix"}).status_code == 422
    assert clerk.post(f"{step}portee/", {"how": "choix", "assets": [asset.pk]}).url == f"{step}relire/"
    assert principal.get(step).status_code == 404
    clerk.post(f"{step}relire/")
    shown = read(principal.get(step))
    assert "Votre organisation n’a pas encore répondu" in shown
    made.refresh_from_db()
    assert principal.get(f"/biens/{asset.pk}/").status_code == 404
    principal.post(f"{step}accepter/", {"version": made.revision})
    page = read(principal.get(f"/biens/{asset.pk}/"))
    assert "Vu par les partenaires par entente, dont vous êtes." in page
    assert "Vu, par entente, par : Écoles des Ormes." in read(clerk.get(f"/biens/{asset.pk}/"))


def test_what_lacks_is_said_before_proposing(clerk) -> None:
    clerk.post("/gestion/ententes/nouvelle/", {"title": "Vide"})
    address = f"/gestion/ententes/{Agreement.objects.get().pk}/relire/"
    for response in (clerk.get(address), clerk.post(address)):
        assert "Choisissez au moins une organisation partenaire." in read(response)
    assert clerk.post(address).status_code == 422


def test_an_agreement_that_changed_is_read_again_before_it_is_accepted(town, schools, principal) -> None:
    made = make_agreement(town, schools, state="proposed")
    Agreement.objects.update(revision=7)
    answer = principal.post(f"/gestion/ententes/{made.pk}/accepter/", {"version": "1"}, follow=True)
    assert "L’entente a changé depuis que vous l’avez lue" in read(answer)
    assert Party.objects.get().state == "awaiting"


def test_declining_and_ending_ask_for_a_reason(town, schools, clerk, principal) -> None:
    made = make_agreement(town, schools, state="proposed")
    address = f"/gestion/ententes/{made.pk}/"
    assert principal.post(f"{address}decliner/", {"reason": ""}).status_code == 422
    assert principal.post(f"{address}decliner/", {"reason": "Pas d’assurance."}).status_code == 302
    assert "« Pas d’assurance. »" in read(clerk.get(address))
    other = make_agreement(town, schools)
    address = f"/gestion/ententes/{other.pk}/"
    late = {"when": "jour", "last_day": TODAY - 2 * DAY, "reason": "Travaux."}
    assert "dans le passé" in read(clerk.post(f"{address}terminer/", late))
    assert clerk.post(f"{address}terminer/", {"when": "maintenant", "reason": "Travaux."}).status_code == 302
    other.refresh_from_db()
    assert (other.state, other.ends_on) == ("ended", TODAY)


def test_the_list_shows_first_what_awaits_and_costs_the_same_for_many(
    town, schools, principal, django_assert_max_num_queries
) -> None:
    make_agreement(town, schools, state="proposed", title="À lire")
    make_agreement(town, schools, title="En cours")
    page = read(principal.get("/gestion/ententes/"))
    assert page.index("À lire") < page.index("En cours")
    with django_assert_max_num_queries(20):
        principal.get("/gestion/ententes/")
    for _ in range(6):
        make_agreement(town, schools)
    with django_assert_max_num_queries(20):
        principal.get("/gestion/ententes/")


def test_what_is_covered_but_shown_to_nobody_is_told_to_its_owner_alone(
    town, schools, clerk, principal
) -> None:
    hidden = make_asset(town, name="Coffre caché", audience=Circle.OWNER)
    made = make_agreement(town, schools)
    ours = read(clerk.get(f"/gestion/ententes/{made.pk}/"))
    assert "1 bien couvert n’est encore montré qu’à vous" in ours
    theirs = read(principal.get(f"/gestion/ententes/{made.pk}/"))
    assert "Coffre caché" not in theirs
    assert "montré qu’à vous" not in theirs
    mend = f"/gestion/biens/en-lot/?geste=qui-voit&portee=entente&entente={made.pk}"
    assert "Coffre caché" not in read(clerk.get(mend))  # the circle is asked first
    sent = {"geste": "qui-voit", "portee": "entente", "entente": made.pk, "valeur": Circle.PARTNERS}
    assert "Coffre caché" in read(clerk.post("/gestion/biens/en-lot/", sent))
    clerk.post("/gestion/biens/en-lot/", sent | {"attendus": "1", "etape": "faire"})
    hidden.refresh_from_db()
    assert hidden.audience == Circle.PARTNERS


def test_today_tells_what_to_answer_and_what_ends_soon(town, schools, clerk, principal) -> None:
    made = make_agreement(town, schools, state="proposed", title="Gymnases")
    make_agreement(town, schools, title="Camions", ends_on=TODAY + 20 * DAY)
    assert "1 entente attend votre réponse" in read(principal.get("/"))
    for browser in (clerk, principal):
        assert "L’entente « Camions » finit le" in read(browser.get("/"))
    requester = browser_of(schools, Role.REQUESTER)
    assert "attend votre réponse" not in read(requester.get("/"))
    assert made.title in read(principal.get("/"))


def test_letters_go_to_those_who_commit_each_side_once(town, schools, clerk, principal) -> None:
    browser_of(schools, Role.REQUESTER)
    made = make_agreement(town, schools, ends_on=TODAY + 15 * DAY)
    now = timezone.now()
    for _ in range(2):
        on_proposed(AgreementProposed(made.pk, town.pk, now))
        on_accepted(AgreementAccepted(made.pk, schools.pk, now))
        on_ending(AgreementEnding(made.pk, None, now, days=15))
        on_ended(AgreementEnded(made.pk, town.pk, now, whole=True))
    mails = OutgoingMail.objects.filter(key__startswith="agreement_").order_by("pk")
    kinds = [(one.key.partition(":")[0], one.person.memberships.get().organisation) for one in mails]
    assert kinds == [
        ("agreement_proposed", schools),
        ("agreement_accepted", town),
        ("agreement_ending", town),
        ("agreement_ending", schools),
        ("agreement_ended", schools),
    ]
    assert "Écoles des Ormes accepte l’entente" in mails[1].subject.replace("\u00a0", " ")
    assert f"/gestion/ententes/{made.pk}/" in mails[0].text


class TestByPrograms:
    """The same by the API."""

    def test_an_agreement_is_written_covered_proposed_accepted_and_ended(
        self, town, schools, clerk, principal
    ) -> None:
        asset = make_asset(town, code="truck")
        sent = {"title": "Camions", "partners": [schools.pk], "starts_on": TODAY.isoformat()}
        made = clerk.post("/api/v1/agreements", sent, content_type="application/json").json()
        address = f"/api/v1/agreements/{made['id']}"
        refused = clerk.post(f"{address}/propose", content_type="application/json")
        assert refused.status_code == 422
        assert [one["code"] for one in refused.json()["reasons"]] == ["nothing_covered"]
        scope = clerk.put(f"{address}/scope", {"classes": ["truck"]}, content_type="application/json").json()
        assert (scope["classes"], scope["count"]) == (["truck"], 1)
        foreign = make_asset().pk
        wrong = clerk.put(f"{address}/scope", {"assets": [foreign]}, content_type="application/json")
        assert wrong.status_code == 422
        clerk.post(f"{address}/propose", content_type="application/json")
        told = principal.get("/api/v1/agreements").json()["items"][0]
        assert (told["standing"], told["partners"][0]["state"]) == ("proposed", "awaiting")
        old = principal.post(f"{address}/accept", {"revision": 1}, content_type="application/json")
        assert old.status_code == 409
        answer = principal.post(
            f"{address}/accept", {"revision": told["revision"]}, content_type="application/json"
        )
        assert answer.json()["standing"] == "in_force"
        ended = principal.post(f"{address}/end", {"reason": "Fusion."}, content_type="application/json")
        assert ended.json()["standing"] == "ended"
        assert asset.pk
