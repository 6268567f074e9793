"""Who may call a route.

The hat is put on by middleware: from the key in ``Authorization: Bearer``, else from the session of someone signed in
on our own pages. What is checked here is that someone wears one, that a reading key does not write, and that a
session's writing comes from our own pages (CSRF).
"""

from collections.abc import Callable
from typing import Any, Protocol, cast

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext_lazy as _
from ninja.security.base import AuthBase

from maillon.base.api.problems import NotSignedIn, ReadOnlyKey
from maillon.base.refusals import NotAllowed

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Wearer(Protocol):
    """What the kit needs to know of a hat."""

    person_id: int | None
    membership_id: int | None

    @property
    def signed_in(self) -> bool: ...


class Key(Protocol):
    """What the kit needs to know of the key that came with a request."""

    may_write: bool


class Called(Protocol):
    """A request to the API: its hat, and the key that brought it, if any."""

    hat: Wearer
    api_key: Key | None


def called(request: HttpRequest) -> Called:
    """Read the request as the API's middleware dressed it."""
    return cast("Called", request)


class _FromOurPages(CsrfViewMiddleware):
    """Django's own check, which gives its reason instead of a page."""

    def __init__(self) -> None:
        super().__init__(lambda _request: HttpResponse())

    def fault(self, request: HttpRequest) -> Any:
        """Return why the request may not come from our pages; nothing when it does."""
        cast("Any", request).csrf_processing_done = False
        self.process_request(request)
        return self.process_view(request, self.fault, (), {})

    def _reject(self, request: HttpRequest, reason: str) -> Any:  # noqa: ARG002  (Django's signature)
        return reason


class HatAuth(AuthBase):
    """Let through those who wear a hat; let through for writing those whose key or page allows it."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, ask: Callable[[Any], object] | None = None) -> None:
        """Take ``ask``, which raises a refusal for a hat that may never call the route, whatever it sends."""
        super().__init__()
        self.ask = ask

    def __call__(self, request: HttpRequest) -> Any:
        """Return the hat; raise the refusal that says what is missing."""
        call = called(request)
        if not call.hat.signed_in:
            raise NotSignedIn(_("Envoyez un jeton valide dans l’en-tête Authorization."))
        if request.method not in READING:
            self._may_write(request, call.api_key)
        if self.ask is not None:
            self.ask(call.hat)
        return call.hat

    def _may_write(self, request: HttpRequest, key: Key | None) -> None:
        if key is None:
            if _FromOurPages().fault(request):
                raise NotAllowed(_("Le jeton CSRF manque : cette demande ne vient pas de nos pages."))
        elif not key.may_write:
            raise ReadOnlyKey(_("Ce jeton ne sert qu’à lire. Créez-en un qui peut aussi modifier."))


HAT_NEEDED = HatAuth()
