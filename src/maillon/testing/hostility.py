"""An environment in which sloppiness fails.

Querysets without an order come back shuffled, a form without its CSRF token fails, and nothing may reach
another host. Naive datetimes and undefined template variables fail by configuration in ``pyproject.toml``.
"""

import re
import socket
from typing import Any

import pytest
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.utils import translation

POST_FORM = re.compile(rb'<form\b[^>]*method="post".*?</form>', re.IGNORECASE | re.DOTALL)
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def _is_plain_select(compiler: SQLCompiler) -> bool:
    query = compiler.query
    return not (
        query.subquery or query.distinct or query.group_by or query.combinator or query.annotation_select
    )


@pytest.fixture(autouse=True)
def shuffled_when_unordered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give back the rows of an unordered queryset in a random order."""
    original = SQLCompiler.get_order_by

    def shuffled(self: SQLCompiler) -> list[Any]:
        found = original(self)
        if found or not _is_plain_select(self):
            return found
        expression = OrderBy(Random())
        sql, params = self.compile(expression)
        return [(expression, (sql, params, False))]

    monkeypatch.setattr(SQLCompiler, "get_order_by", shuffled)


@pytest.fixture(autouse=True)
def forms_carry_their_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail on a page whose POST form has no CSRF token."""
    original = Client.request

    def checked(self: Client, **request: Any) -> Any:
        response = original(self, **request)
        if not response.streaming and "text/html" in response.get("Content-Type", ""):
            for form in POST_FORM.findall(response.content):
                assert b"csrfmiddlewaretoken" in form, f"form without token: {form[:200]!r}"
        return response

    monkeypatch.setattr(Client, "request", checked)


@pytest.fixture(autouse=True)
def no_other_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections to anything but this machine."""
    original = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        original(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True)
def each_test_starts_in_french() -> None:
    """Forget the language that an earlier test's English page left to this thread."""
    translation.deactivate()
