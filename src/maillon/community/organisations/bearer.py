"""Putting on the hat of the key that a program sends."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.api.problems import problem
from maillon.base.audit import because
from maillon.community.organisations.tokens import hat_of_token, note_use

ROOT = "/api/"


class BearerMiddleware:
    """Set ``request.hat`` from ``Authorization: Bearer`` under the API; a key that is not good is refused at once.

    A key wins over a session: a program that sends one never acts by mistake as the person of the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        dressed: Any = request  # see maillon.base.api.auth.Called
        dressed.api_key = None
        sent = request.headers.get("Authorization", "")
        if not sent or not request.path_info.startswith(ROOT):
            return self.get_response(request)
        scheme, _space, key = sent.partition(" ")
        now = timezone.now()
        use = (
            hat_of_token(key.strip(), now=now, on=timezone.localdate(now))
            if scheme.lower() == "bearer"
            else None
        )
        if use is None:
            told = problem(
                request, 401, detail=str(_("Ce jeton est inconnu, révoqué ou échu. Créez-en un autre."))
            )
            told["WWW-Authenticate"] = 'Bearer realm="Maillon", error="invalid_token"'
            return told
        dressed.hat, dressed.api_key = use.hat, use
        with because(token=use.prefix):
            response = self.get_response(request)
        if use.use_to_note:  # after the answer, in a transaction of its own: a reading stays a reading
            note_use(token_id=use.token_id, now=now)
        return response
