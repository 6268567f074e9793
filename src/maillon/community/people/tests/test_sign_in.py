"""Signing up and in: by code, by password, by second factor, without telling strangers who has an account."""

import logging
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user
from django.urls import reverse
from django.utils.translation import override

from maillon.base.mail.models import OutgoingMail
from maillon.community.people.models import Person
from maillon.testing.builders.community import make_person

pytestmark = pytest.mark.django_db
PASSWORD = "une-phrase-bien-longue"


def code_received() -> str:
    """Return the code of the newest e-mail."""
    return re.search(r"^ {4}(\S+)$", OutgoingMail.objects.first().text, re.MULTILINE)[1]


def signed_in(client) -> bool:
    return get_user(client).is_authenticated


def ask_for_code(client, email, **more):
    return client.post(reverse("account_request_login_code"), {"email": email, **more}, follow=True)


def test_signing_up_asks_a_name_an_address_and_a_language_then_a_code(client):
    page = client.get(reverse("account_signup"))
    assert list(page.context["form"].fields) == ["name", "email", "language"]
    answers = {"name": "Aïcha Benali", "email": "Aicha@Club.example", "language": "fr-ca"}
    page = client.post(reverse("account_signup"), answers, follow=True)
    assert not signed_in(client)
    page = client.post(page.request["PATH_INFO"], {"code": code_received()}, follow=True)
    assert signed_in(client)
    person = Person.objects.get()
    assert (person.name, person.email, person.language) == ("Aïcha Benali", "aicha@club.example", "fr-ca")


def test_the_language_proposed_is_that_of_the_page(client):
    assert client.get("/compte/inscription/").context["form"]["language"].initial == "fr-ca"
    assert client.get("/en/compte/inscription/").context["form"]["language"].initial == "en"


def test_a_code_sent_by_e_mail_opens_the_account_and_leads_back(client):
    person = make_person(email="lea@ville.example")
    next_page = reverse("people:messages")
    page = ask_for_code(client, "LEA@ville.example", next=next_page)
    assert page.status_code == 200
    assert OutgoingMail.objects.get().person == person
    page = client.post(
        reverse("account_confirm_login_code"), {"code": code_received(), "next": next_page}, follow=True
    )
    assert signed_in(client)
    assert page.redirect_chain[-1][0] == next_page


def test_three_wrong_codes_and_the_code_is_worth_nothing(client):
    make_person(email="lea@ville.example")
    ask_for_code(client, "lea@ville.example")
    code = code_received()
    for _ in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "ZZZZZZ"})
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not signed_in(client)


def test_a_stranger_cannot_learn_who_has_an_account(client, django_user_model):
    make_person(email="lea@ville.example")
    known = ask_for_code(client, "lea@ville.example")
    client.logout()
    unknown = ask_for_code(client, "personne@ville.example")
    assert [known.status_code, known.redirect_chain] == [unknown.status_code, unknown.redirect_chain]
    shown = [
        re.sub(r"lea|personne|csrf\S+ value=\"\S+\"", "", page.content.decode()) for page in (known, unknown)
    ]
    assert shown[0] == shown[1]
    assert "Aucun compte" in OutgoingMail.objects.first().subject

    answers = {"name": "X", "language": "fr-ca"}
    client.logout()
    again = client.post(reverse("account_signup"), answers | {"email": "lea@ville.example"}, follow=True)
    assert "déjà" in OutgoingMail.objects.first().subject
    client.logout()
    new = client.post(reverse("account_signup"), answers | {"email": "neuf@ville.example"}, follow=True)
    assert again.redirect_chain == new.redirect_chain
    assert Person.objects.filter(email="lea@ville.example").count() == 1

    client.logout()
    for email in ("lea@ville.example", "absent@ville.example"):
        page = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        assert page.redirect_chain[-1][0] == reverse("account_confirm_password_reset_code")


def test_a_password_signs_in_and_five_wrong_ones_close_the_door_for_a_while(client):
    make_person(email="lea@ville.example", password=PASSWORD)
    right = {"login": "lea@ville.example", "password": PASSWORD}
    client.post(reverse("account_login"), right)
    assert signed_in(client)
    client.logout()
    for _ in range(5):
        page = client.post(reverse("account_login"), right | {"password": "autre-chose-encore"})
        assert "ne convient pas" in page.content.decode()
    page = client.post(reverse("account_login"), right)
    assert "Trop d’essais" in page.content.decode()
    assert not signed_in(client)


def test_a_forgotten_password_is_replaced_after_a_code(client, run_jobs):
    person = make_person(email="lea@ville.example", password=PASSWORD)
    client.post(reverse("account_reset_password"), {"email": person.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_received()})
    new = {"password1": "encore-une-longue-phrase", "password2": "encore-une-longue-phrase"}
    client.post(reverse("account_complete_password_reset"), new)
    person.refresh_from_db()
    assert person.check_password(new["password1"])


def test_a_short_or_common_password_is_refused(client):
    person = make_person()
    client.force_login(person)
    for weak in ("court", "q1w2e3r4t5y6", person.email):
        page = client.post(reverse("account_set_password"), {"password1": weak, "password2": weak})
        assert page.status_code == 200
        assert "password1" in page.context["form"].errors
        person.refresh_from_db()
        assert not person.has_usable_password()


def test_an_unproven_address_is_proved_before_entering(client):
    person = make_person(email="lea@ville.example", password=PASSWORD)
    person.emailaddress_set.update(verified=False)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert not signed_in(client)
    client.post(reverse("account_email_verification_sent"), {"code": code_received()})
    assert signed_in(client)


def test_a_closed_account_does_not_open(client):
    person = make_person(email="lea@ville.example", password=PASSWORD, is_active=False)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert not signed_in(client)


def test_an_application_protects_the_account_and_its_key_is_sealed(client):
    person = make_person(email="lea@ville.example", password=PASSWORD)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"), follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("account_reauthenticate"))
    page = client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    page = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    stored = Authenticator.objects.get(user=person, type="totp")
    assert secret not in str(stored.data)
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    client.logout()

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert signed_in(client)


def test_the_e_mail_and_the_page_know_the_readers_language(client):
    make_person(email="ann@town.example", language="en")
    ask_for_code(client, "ann@town.example")
    assert OutgoingMail.objects.get().language == "en"


def test_no_code_and_no_password_reaches_a_log(client, caplog, run_jobs):
    caplog.set_level(logging.DEBUG)
    make_person(email="lea@ville.example", password=PASSWORD)
    client.post(reverse("account_login"), {"login": "lea@ville.example", "password": PASSWORD + "?"})
    ask_for_code(client, "lea@ville.example")
    run_jobs()
    assert code_received() not in caplog.text
    assert PASSWORD not in caplog.text


PAGES = (
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_inactive",
    "account_password_reset_completed",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
)
OWN_PAGES = (
    "people:account",
    "people:messages",
    "account_email",
    "account_logout",
    "mfa_index",
    "mfa_list_webauthn",
    "usersessions_list",
    "socialaccount_connections",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_set_password",
)
INLINE = re.compile(r"<script(?![^>]*(?:src=|type=\"application/json\"))|\son[a-z]+=|\sstyle=|javascript:")


@pytest.mark.parametrize("language", ["fr-ca", "en"])
def test_every_page_of_sign_in_is_ours_and_keeps_the_strict_policy(client, language):
    person = make_person()
    for names, who in ((PAGES, None), (OWN_PAGES, person)):
        if who:
            client.force_login(who)
        for name in names:
            with override(language):
                page = client.get(reverse(name))
            html = page.content.decode()
            assert page.status_code in {200, 401}, (name, page.status_code)
            assert 'class="site-header"' in html, name
            assert not INLINE.search(html), (name, INLINE.search(html))
            assert html.count("<h1") == 1, name
            assert "unsafe" not in page["Content-Security-Policy"]
