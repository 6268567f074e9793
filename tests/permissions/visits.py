"""Opening an address as a hat, leaving no trace, and reading what the answer means."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from maillon.testing.builders.community import make_person

from .hats import ALONE, NOBODY
from .world import World

NOT_ALLOWED = {401, 403, 404, 405, 410}
SEND_AGAIN = 307


@dataclass
class Walker:
    """One hat that opens addresses; each visit is undone."""

    hat: str
    world: World
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        membership = self.world.members[self.hat]
        if self.hat == NOBODY:
            return
        person = make_person() if self.hat == ALONE or membership is None else membership.person
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def visit(self, method: str, address: str, *, body: dict[str, object] | None = None) -> HttpResponseBase:
        """Open the address, in French, and undo whatever it did: an empty form, or ``body`` as JSON."""
        client: Any = Client(raise_request_exception=False)
        for name, value in self.cookies.items():
            client.cookies[name] = value
        sent = {} if body is None or method == "GET" else {"data": body, "content_type": "application/json"}
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            response: HttpResponseBase = getattr(client, method.lower())(address, **sent)
            transaction.set_rollback(True)
        return response

    def leaks(self, response: HttpResponseBase) -> list[str]:
        """Return the hidden words that this answer shows to this hat."""
        shown = _text(response)
        return [
            word
            for word, allowed in self.world.canaries.items()
            if self.hat not in allowed and word.lower() in shown
        ]


def _text(response: Any) -> str:
    content = b"".join(response) if response.streaming else response.content
    # A page writes an accented letter as it is, JSON may write it as \u00e9: both are read.
    text = content.decode(errors="replace")
    return (
        (text + content.decode("unicode_escape", errors="replace")).lower() if "\\u" in text else text.lower()
    )


def is_let_in(response: HttpResponseBase) -> bool:
    """Return whether the answer lets the hat in: anything but a refusal, an absence, or the way to sign in."""
    if response.status_code in NOT_ALLOWED:
        return False
    if response.status_code == SEND_AGAIN:  # the form goes on to another address, itself part of sign-in
        return True
    with override(settings.LANGUAGE_CODE):
        return not response.headers.get("Location", "").startswith(reverse(settings.LOGIN_URL))
