"""Reading what an identity provider says of itself (OpenID Connect Discovery 1.0)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.errors import ProviderUnreachable

WELL_KNOWN = "/.well-known/openid-configuration"
SECONDS = 5
BASIC, POST = "client_secret_basic", "client_secret_post"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Discovered:
    """What sign-in needs to know: the provider's own name for itself, the site where people sign in, and how
    Maillon proves itself to it (RFC 8414 § 2: ``client_secret_basic`` when it does not say)."""

    issuer: str
    sends_to: str
    token_auth_method: str = BASIC


def origin(address: str) -> str:
    """Return the scheme, host and port of an address, as a Content-Security-Policy names them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _must_be_safe(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (
        parts.hostname in LOOPBACK and settings.PUBLIC_URL.startswith("http:")
    ):
        raise ProviderUnreachable(_("L’adresse d’un fournisseur commence par https://."), field="issuer")


def discover(issuer: str) -> Discovered:
    """Ask the provider what it is; raise :class:`~..errors.ProviderUnreachable` when the answer will not do.

    The provider must name itself exactly as it was named to us (Discovery § 4.3), over https.
    """
    _must_be_safe(issuer)
    try:
        answer = requests.get(issuer.rstrip("/") + WELL_KNOWN, timeout=SECONDS, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
        named, sends_to = str(told["issuer"]), str(told["authorization_endpoint"])
        ways = told.get("token_endpoint_auth_methods_supported", [BASIC])
    except (requests.RequestException, ValueError, KeyError, TypeError) as error:
        raise ProviderUnreachable(
            _("Ce fournisseur ne répond pas à l’adresse de découverte d’OpenID Connect."), field="issuer"
        ) from error
    if named.rstrip("/") != issuer.rstrip("/"):
        raise ProviderUnreachable(
            _("Ce fournisseur se nomme autrement que l’adresse donnée."), field="issuer"
        )
    _must_be_safe(sends_to)
    return Discovered(
        issuer=named, sends_to=origin(sends_to), token_auth_method=BASIC if BASIC in ways else POST
    )
