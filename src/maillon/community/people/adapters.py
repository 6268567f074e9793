"""How allauth works here: its e-mails are ours, its secrets sealed, its pages lead where they should."""

import uuid
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from maillon.base.mail.services import write_mail
from maillon.base.sealing import seal, unseal
from maillon.community.people.models import Person


class AccountAdapter(DefaultAccountAdapter):
    """Writes e-mails down like any other of Maillon's, in the language of the person who reads them."""

    error_messages: Mapping[str, Any] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Ce compte est fermé."),
        "duplicate_email": _("Cette adresse est déjà celle de votre compte."),
        "email_password_mismatch": _("L’adresse ou le mot de passe ne convient pas."),
        "email_taken": _("Un compte existe déjà pour cette adresse."),
        "enter_current_password": _("Entrez votre mot de passe actuel."),
        "incorrect_code": _("Ce n’est pas le bon code."),
        "incorrect_password": _("Ce n’est pas le bon mot de passe."),
        "invalid_or_expired_key": _("Ce code a expiré ou ne convient pas."),
        "invalid_login": _("Cette connexion ne convient pas."),
        "rate_limited": _("Trop d’essais de suite : attendez un peu avant de recommencer."),
        "same_as_current": _("La nouvelle valeur doit être différente de l’ancienne."),
        "too_many_login_attempts": _("Trop d’essais ratés : attendez cinq minutes avant de recommencer."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Record the e-mail that allauth wants sent; a job carries it. Its text never goes to a log."""
        person = context.get("user") or next(iter(filter_users_by_email(email)), None)
        language = person.language if isinstance(person, Person) else translation.get_language()
        with translation.override(language):
            words = context | {"person": person, "email": email, "public_url": settings.PUBLIC_URL}
            subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", words).split())
            text = render_to_string(f"{template_prefix}_message.txt", words).strip()
        write_mail(
            key=f"{template_prefix}:{uuid.uuid4()}",
            to=email,
            language=language or settings.LANGUAGE_CODE,
            subject=subject,
            text=text + "\n",
            person_id=person.pk if person else None,
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the home page, in the person's own language."""
        with translation.override(request.user.language):  # type: ignore[union-attr]  # signed in by now
            return reverse("shell:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002  (allauth's signature)
        return reverse("people:account")


class FactorAdapter(DefaultMFAAdapter):
    """Keeps the keys of authenticator applications sealed in the database."""

    error_messages: Mapping[str, Any] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Ce n’est pas le bon code."),
        "cannot_generate_recovery_codes": _("Activez d’abord une application d’authentification ou une clé."),
        "unverified_email": _("Confirmez d’abord votre adresse courriel."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, purpose="second-factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose="second-factor")

    def _get_site_name(self) -> str:
        return "Maillon"
