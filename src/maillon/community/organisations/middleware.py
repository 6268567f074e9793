"""Putting on the hat of the request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from maillon.community.organisations.hats import NOBODY, Hat
from maillon.community.organisations.queries import hat_of

SESSION_KEY = "membership_id"


def _hat(request: HttpRequest) -> Hat:
    if not request.user.is_authenticated:
        return NOBODY
    wanted = request.session.get(SESSION_KEY)
    return hat_of(person_id=request.user.pk, membership_id=wanted, on=timezone.localdate())


class HatMiddleware:
    """Set ``request.hat``: read from the database once, and only when someone asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wearer: Any = request  # see HatRequest
        wearer.hat = SimpleLazyObject(lambda: _hat(request))
        return self.get_response(request)
