"""What allauth asks about providers, answered from the organisations' own."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone, translation

from maillon.base.sealing import unseal
from maillon.community.organisations.models import IdentityProvider
from maillon.community.organisations.queries import providers
from maillon.community.organisations.services.providers import SEALED_FOR, welcome_from_provider
from maillon.community.people.models import Language, Person

KIND = "openid_connect"
KEPT_CLAIMS = ("sub", "email", "email_verified", "name")


def as_app(provider: IdentityProvider) -> SocialApp:
    """Return the provider as allauth knows one, unsaved; its word counts for its own domains only."""
    return SocialApp(
        provider=KIND,
        provider_id=provider.slug,
        name=provider.name,
        client_id=provider.client_id,
        secret=unseal(provider.client_secret_sealed, purpose=SEALED_FOR),
        settings={
            "server_url": provider.issuer,
            "oauth_pkce_enabled": True,
            "token_auth_method": provider.token_auth_method,
            "email_authentication": True,
            "verified_email": [domain.domain for domain in provider.domains.all()],
        },
    )


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Offers the organisations' providers in place of rows of allauth's own, and welcomes who comes through them."""

    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002  (allauth's signature)
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        found = providers()
        if provider and provider != KIND:
            found = found.filter(slug=provider)
        if client_id:
            found = found.filter(client_id=client_id)
        return [as_app(one) for one in found]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse an address outside of the provider's domains; keep of its answer only what is used."""
        provider = self._provider(sociallogin)
        claims = sociallogin.account.extra_data
        said = claims.get("userinfo") or claims.get("id_token") or claims
        kept = {name: said[name] for name in KEPT_CLAIMS if name in said}
        sociallogin.account.extra_data = {"userinfo": kept}
        domain = str(kept.get("email", "")).lower().rpartition("@")[2]
        if domain not in {one.domain for one in provider.domains.all()}:
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        if sociallogin.is_existing:
            welcome_from_provider(person=sociallogin.user, provider=provider, now=timezone.now())

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """Fill in the new person: name and address as the organisation knows them, the page's language."""
        person: Person = super().populate_user(request, sociallogin, data)
        person.name = str(data.get("name") or "")[:120]
        english = (translation.get_language() or "").startswith("en")
        person.language = Language.ENGLISH if english else Language.FRENCH
        return person

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        """Create the person with a place in the organisation whose service brought them."""
        person: Person = super().save_user(request, sociallogin, form)
        welcome_from_provider(person=person, provider=self._provider(sociallogin), now=timezone.now())
        return person

    def _provider(self, sociallogin: SocialLogin) -> IdentityProvider:
        return providers().get(slug=sociallogin.account.provider)
