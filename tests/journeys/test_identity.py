"""Signing in for real: by passkey, through an organisation's service; and pages that anyone can use."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from maillon.base.founding import founding_code
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.community.organisations.providers.discovery import discover
from maillon.community.organisations.services import ProviderTerms, add_provider
from maillon.community.people.models import Person
from maillon.testing.browser import Visit, axe_violations, scrolls_sideways
from maillon.testing.builders.community import make_hat, make_membership, make_organisation, make_person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "une-phrase-bien-longue"
OPEN_PAGES = (
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "organisations:list",
    "territories:list",
)
OWN_PAGES = (
    "people:account",
    "people:messages",
    "people:my_data",
    "mfa_index",
    "usersessions_list",
    "organisations:members",
    "organisations:tokens",
    "organisations:join",
    "organisations:create",
)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_pages_of_people_and_organisations(
    visit: Visit, signed_in: Callable[[Person], str], width: int
) -> None:
    admin = make_membership(Role.ORGANISATION_ADMIN, organisation=make_organisation(name="Ville de Granby"))
    for names, session in ((OPEN_PAGES, None), (OWN_PAGES, signed_in(admin.person))):
        for name in names:
            page = visit.page(reverse(name), width=width, session=session)
            assert axe_violations(page) == [], name
            assert not scrolls_sideways(page), name
            page.context.close()


def _with_virtual_key(page: Page) -> None:
    """Give the browser a key of its own, that recognises its owner without asking anything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": kind})


def test_a_passkey_is_added_and_then_opens_the_account_by_itself(visit: Visit) -> None:
    make_organisation()
    make_person(email="lea@ville.example", name="Léa Roy", password=PASSWORD)
    page = visit.page("/compte/connexion/")
    _with_virtual_key(page)
    page.get_by_label("Adresse courriel").last.fill("lea@ville.example")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/")
    page.goto(visit.address + "/compte/securite/cles/ajouter/")
    page.get_by_label("Mot de passe").fill(PASSWORD)  # what touches security asks who one is
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_label("Nom de la clé").fill("Téléphone")
    page.get_by_label("Cette clé remplace le mot de passe").check()
    page.get_by_role("button", name="Ajouter la clé").click()
    expect(page.get_by_text("Clé d’accès ajoutée.")).to_be_visible()

    page.context.clear_cookies()
    page.goto(visit.address + "/compte/connexion/")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url("**/")
    expect(page.get_by_text("Léa Roy").first).to_be_attached()


def test_a_passkey_that_does_not_answer_is_told_on_the_page(visit: Visit) -> None:
    make_organisation()
    page = visit.page("/compte/connexion/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('annulé')) }")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    expect(page.get_by_text("La clé n’a pas répondu")).to_be_visible()
    assert axe_violations(page) == []


def test_the_address_of_ones_work_leads_through_the_organisations_service_and_back(
    visit: Visit, live_server: LiveServer, settings
) -> None:
    settings.PUBLIC_URL = live_server.url
    city = make_organisation(name="Ville d’Amos", short_name="Amos")
    steward = make_hat(Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK))
    jo = User(sub="jo", claims={"email": "jo@amos.example", "email_verified": True, "name": "Jo Amos"})
    with run_server_in_thread(user_claims=(jo,)) as server:
        issuer = f"http://localhost:{server.server_port}"
        terms = ProviderTerms(
            name="Amos", client_id="maillon", client_secret="secret", domains=("amos.example",)
        )
        add_provider(organisation_id=city.pk, terms=terms, discovered=discover(issuer), by=steward)
        page = visit.page("/compte/connexion/?next=/messages/")
        page.get_by_label("Adresse courriel").first.fill("jo@amos.example")
        page.get_by_role("button", name="Continuer avec cette adresse").click()
        assert axe_violations(page) == []
        page.get_by_role("button", name="Continuer avec Amos").click()
        page.wait_for_url(f"{issuer}/**")
        page.get_by_role("button", name="jo").first.click()
        page.wait_for_url("**/messages/")
    # The provider's own page asks another host for its style, which no test reaches; ours ask nobody.
    visit.complaints[:] = [said for said in visit.complaints if "ERR_NAME_NOT_RESOLVED" not in said]
    assert Membership.objects.get(person__email="jo@amos.example").organisation == city


def test_the_first_hour_begins_with_the_code_of_the_console(visit: Visit, settings) -> None:
    page = visit.page("/")
    page.wait_for_url("**/premiere-heure/")
    assert axe_violations(page) == []
    page.get_by_label("Code affiché par la console").fill(founding_code(settings.SECRET_KEY))
    page.get_by_label("Nom du réseau").fill("Réseau de la Matapédia")
    page.get_by_label("Votre nom").fill("Geneviève Pelletier")
    page.get_by_label("Adresse courriel").fill("intendance@matapedia.example")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Créer l’intendance").click()
    expect(page.get_by_text("L’intendance est créée")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("link", name="Inscrire une organisation").click()
    page.get_by_label("Nom", exact=True).fill("Ville d’Amqui")
    page.get_by_label("Genre").select_option(label="municipalité locale")
    page.get_by_label("Donnez-moi un chapeau").check()
    page.get_by_role("button", name="Créer l’organisation").click()
    expect(page.get_by_role("heading", name="Ville d’Amqui")).to_be_visible()
    page.goto(visit.address + "/premiere-heure/")
    assert page.get_by_text("C’est fait").count() == 2


def test_signing_up_and_in_by_code_without_any_script(visit: Visit, run_jobs) -> None:
    from maillon.base.mail.models import OutgoingMail

    make_organisation()
    page = visit.page("/compte/inscription/", script=False)
    page.get_by_label("Votre nom").fill("Aïcha Benali")
    page.get_by_label("Adresse courriel").fill("aicha@club.example")
    page.locator("main").get_by_role("button", name="Créer mon compte").click()
    code = OutgoingMail.objects.get().text.split("\n    ")[1].split("\n")[0]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Confirmer").click()
    page.goto(visit.address + "/compte/")
    expect(page.get_by_label("Votre nom")).to_have_value("Aïcha Benali")
