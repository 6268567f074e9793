"""The audit trail: who changed what, when, under which hat, and why.

Tracked models write an event row by a database trigger (django-pghistory), in the same transaction;
:class:`AuditMiddleware` and :func:`because` give these events their context.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pghistory
from django.db.models import Model
from django.http import HttpRequest, HttpResponse


def tracked(*, exclude: list[str] | None = None) -> Callable[[type[Model]], type[Model]]:
    """Decorate a model so that each of its rows' changes is written down, except in the ``exclude`` columns."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=exclude
    )


@contextmanager
def because(why: str = "", **who: object) -> Iterator[None]:
    """Attach a reason, and who acts, to every change made inside."""
    with pghistory.context(why=why, **who):
        yield


class AuditMiddleware:
    """Attach the person and the hat of the request to the changes that it makes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        hat = getattr(request, "hat", None)
        with pghistory.context(
            person=getattr(hat, "person_id", None),
            membership=getattr(hat, "membership_id", None),
            address=request.path,
        ):
            return self.get_response(request)
