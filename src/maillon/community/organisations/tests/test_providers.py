"""Signing in through an organisation's own service, against a real OpenID Connect provider on this machine."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.auth import get_user
from django.urls import reverse
from django.utils import timezone
from oidc_provider_mock import run_server_in_thread

from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import NotAllowed
from maillon.community.organisations.errors import DomainTaken, ProviderUnreachable
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import IdentityProvider, Membership
from maillon.community.organisations.providers.discovery import discover
from maillon.community.organisations.services import ProviderTerms, add_provider, end_membership
from maillon.community.people.models import Person
from maillon.testing.builders.community import make_hat, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def service():
    """A real provider, in a thread; its clients must be registered, its address is yielded."""
    with run_server_in_thread(require_client_registration=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def steward():
    return make_hat(Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK))


@pytest.fixture
def city():
    return make_organisation(name="Ville d’Amos", short_name="Amos")


@pytest.fixture
def provider(service, steward, city, settings):
    settings.PUBLIC_URL = "http://testserver"
    slug = f"amos-{IdentityProvider.objects.count() + 1}"
    client = requests.post(
        f"{service}/oauth2/clients",
        json={
            "redirect_uris": [f"http://testserver/compte/fournisseur/{slug}/retour/"],
            "token_endpoint_auth_method": "client_secret_basic",
        },
        timeout=5,
    ).json()
    terms = ProviderTerms(
        name="Amos",
        client_id=client["client_id"],
        client_secret=client["client_secret"],
        domains=("Amos.example",),
    )
    made = add_provider(organisation_id=city.pk, terms=terms, discovered=discover(service), by=steward)
    assert made.slug == slug
    made.secret = client["client_secret"]
    return made


def go_through(client, service, email, *, name="Jo Amos", claimed=None, next_page=""):
    """Sign in as a person would: type the address, press the button, answer the service, come back."""
    requests.put(
        f"{service}/users/{email}",
        json={"email": claimed or email, "email_verified": True, "name": name},
        timeout=5,
    )
    offered = client.post(reverse("organisations:sign_in"), {"email": email, "next": next_page})
    assert offered.status_code == 200
    leaving = client.post(offered.context["action"])
    assert leaving.status_code == 302
    answered = requests.post(leaving["Location"], data={"sub": email}, allow_redirects=False, timeout=5)
    back = urlsplit(answered.headers["Location"])
    return leaving["Location"], client.get(f"{back.path}?{back.query}", follow=True)


def test_an_address_of_the_domain_is_offered_the_organisations_own_sign_in(client, provider):
    page = client.post(reverse("organisations:sign_in"), {"email": "jo@AMOS.example"})
    html = page.content.decode()
    assert "Continuer avec Amos" in html
    allowed = page["Content-Security-Policy"].partition("form-action")[2].partition(";")[0]
    assert provider.sends_to in allowed
    assert provider.secret not in html


def test_without_a_mail_server_only_the_services_of_organisations_take_an_address(client, provider):
    sent = client.post(reverse("organisations:sign_in"), {"email": "lea@ville.example"}, follow=True)
    assert "Aucun code ne peut être envoyé" in sent.content.decode()
    assert not OutgoingMail.objects.exists()
    sent = client.post(reverse("organisations:sign_in"), {"email": "jo@amos.example"})
    assert "Continuer avec Amos" in sent.content.decode()


def test_any_other_address_goes_on_to_a_code_with_what_was_typed(client, provider, settings):
    settings.MAIL_SERVER = True
    make_person(email="lea@ville.example")
    sent = client.post(reverse("organisations:sign_in"), {"email": "lea@ville.example"})
    assert (sent.status_code, sent["Location"]) == (307, reverse("account_request_login_code"))
    client.post(reverse("organisations:sign_in"), {"email": "lea@ville.example"}, follow=True)
    assert OutgoingMail.objects.get().to == "lea@ville.example"


def test_the_first_sign_in_creates_the_person_and_a_requesters_place(client, service, provider, city):
    asked, page = go_through(client, service, "jo@amos.example", next_page=reverse("people:messages"))
    query = parse_qs(urlsplit(asked).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["code_challenge"]
    person = Person.objects.get(email="jo@amos.example")
    assert get_user(client) == person
    assert (person.name, person.has_usable_password()) == ("Jo Amos", False)
    assert Membership.objects.get(person=person).roles == [Role.REQUESTER]
    assert page.redirect_chain[-1][0] == reverse("people:messages")
    assert page.context["hat"].organisation_id == city.pk
    kept = SocialAccount.objects.get().extra_data["userinfo"]
    assert set(kept) <= {"sub", "email", "email_verified", "name"}


def test_coming_again_changes_nothing(client, service, provider):
    for _ in range(2):
        go_through(client, service, "jo@amos.example")
        client.logout()
    assert Person.objects.filter(email="jo@amos.example").count() == 1
    assert Membership.objects.filter(person__email="jo@amos.example").count() == 1


def test_someone_who_has_an_account_at_that_address_enters_it_and_gains_the_place(
    client, service, provider, city
):
    person = make_person(email="jo@amos.example", name="Jo d’avant")
    go_through(client, service, "jo@amos.example")
    assert get_user(client) == person
    assert Membership.objects.get(person=person).organisation == city
    person.refresh_from_db()
    assert person.name == "Jo d’avant"


def test_a_service_cannot_speak_for_an_address_outside_of_its_domains(client, service, provider):
    victim = make_person(email="mairesse@ailleurs.example")
    _asked, page = go_through(client, service, "jo@amos.example", claimed=victim.email)
    assert page.status_code == 403
    assert not get_user(client).is_authenticated
    assert not Person.objects.filter(email="jo@amos.example").exists()
    assert not Membership.objects.filter(person=victim).exists()


def test_an_ended_place_is_not_given_back_by_the_service(client, service, provider, city):
    admin = make_hat(Role.ORGANISATION_ADMIN, organisation=city)
    go_through(client, service, "jo@amos.example")
    place = Membership.objects.get(person__email="jo@amos.example")
    client.logout()
    end_membership(membership_id=place.pk, by=admin, now=timezone.now())
    _asked, page = go_through(client, service, "jo@amos.example")
    assert get_user(client).is_authenticated
    assert page.context["hat"].organisation_id is None


def test_a_link_alone_sends_nobody_away(client, provider):
    page = client.get(reverse("openid_connect_login", args=[provider.slug]))
    assert page.status_code == 200
    assert "Se connecter avec Amos" in page.content.decode()


def test_a_service_that_is_down_is_told_as_such(client, provider):
    IdentityProvider.objects.update(issuer="https://localhost:1")
    page = client.post(reverse("openid_connect_login", args=[provider.slug]))
    assert page.status_code == 502
    assert "n’a pas abouti" in page.content.decode()


def test_an_answer_that_was_not_asked_for_is_refused(client, provider):
    page = client.get(reverse("openid_connect_callback", args=[provider.slug]), {"code": "x", "state": "y"})
    assert not get_user(client).is_authenticated
    assert "n’a pas abouti" in page.content.decode()


def test_the_secret_is_sealed_and_allauth_keeps_no_copy(client, service, provider):
    go_through(client, service, "jo@amos.example")
    provider.refresh_from_db()
    assert provider.secret not in provider.client_secret_sealed
    assert not SocialApp.objects.exists()
    assert not SocialToken.objects.exists()


def test_a_provider_taken_away_opens_nothing_any_more(client, provider, settings):
    settings.MAIL_SERVER = True
    slug = provider.slug
    provider.delete()
    assert client.get(reverse("openid_connect_login", args=[slug])).status_code == 404
    sent = client.post(reverse("organisations:sign_in"), {"email": "jo@amos.example"})
    assert sent.status_code == 307


def test_two_services_never_answer_for_the_same_domain(service, provider, steward):
    terms = ProviderTerms(name="Faux", client_id="x", client_secret="y", domains=("amos.example",))
    with pytest.raises(DomainTaken):
        add_provider(
            organisation_id=make_organisation().pk, terms=terms, discovered=discover(service), by=steward
        )


def test_only_a_steward_names_a_service(service, provider, city):
    terms = ProviderTerms(name="Faux", client_id="x", client_secret="y", domains=("autre.example",))
    with pytest.raises(NotAllowed):
        add_provider(
            organisation_id=city.pk,
            terms=terms,
            discovered=discover(service),
            by=make_hat(Role.ORGANISATION_ADMIN, organisation=city),
        )


@pytest.mark.parametrize(
    "address", ["http://service.example", "https://localhost:1", "ftp://localhost", "javascript:alert(1)"]
)
def test_an_address_that_is_no_provider_is_refused_with_a_reason(address):
    with pytest.raises(ProviderUnreachable) as info:
        discover(address)
    assert info.value.reasons[0].field == "issuer"


def test_a_service_that_names_itself_otherwise_is_refused(service, settings):
    settings.PUBLIC_URL = "http://testserver"
    with pytest.raises(ProviderUnreachable):
        discover(service.replace("localhost", "127.0.0.1") + "/autre")


def test_a_steward_adds_a_service_from_the_page_and_the_secret_is_never_shown_again(
    client, service, steward, city, settings
):
    settings.PUBLIC_URL = "http://testserver"
    client.force_login(Person.objects.get(pk=steward.person_id))
    answers = {
        "name": "Amos",
        "issuer": service,
        "client_id": "maillon",
        "client_secret": "très-secret",
        "domains": "amos.example, biblio-amos.example",
    }
    page = client.post(reverse("organisations:add_provider", args=[city.pk]), answers, follow=True)
    html = page.content.decode()
    assert "biblio-amos.example" in html
    assert "très-secret" not in html
    assert reverse("openid_connect_callback", args=[IdentityProvider.objects.get().slug]) in html
    wrong = client.post(
        reverse("organisations:add_provider", args=[city.pk]), answers | {"issuer": "https://localhost:1"}
    )
    assert wrong.status_code == 422
