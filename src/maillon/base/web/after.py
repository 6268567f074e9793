"""Work that waits until the reader has their page: written in a transaction of its own, never making them wait."""

import logging
from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse

log = logging.getLogger(__name__)


def after_response(response: HttpResponse, work: Callable[[], object]) -> None:
    """Run ``work`` once the response is sent, in its own transaction; its failure is told to the log, to nobody else.

    A page that is read runs in a read-only transaction; what it must note is noted here. Work that must not be lost
    is a job instead.
    """

    def run() -> None:
        try:
            with transaction.atomic():
                work()
        except Exception:
            log.exception("what was to be noted after a response was not")

    response._resource_closers.append(run)  # type: ignore[attr-defined]  # what Django closes with the response
