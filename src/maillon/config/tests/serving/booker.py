"""A stubborn person who books one hour after another while servers die; run in a process of its own.

Reads numbers on its input; for each, asks for the hour of that number until the answer comes, always with the same
key, then prints « acknowledged <key> ». « check » prints how many of the acknowledged requests and commitments the
database has, and how many commitments overlap. The database's address comes from the settings, as for a server.
"""

import datetime as dt
import os
import sys
import time
import uuid
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TypeVar

import django

T = TypeVar("T")
say = partial(print, flush=True)
PATIENCE = 300  # seconds


def main() -> None:
    """Prepare a gym, then obey the lines of the input."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "maillon.config.settings"
    django.setup()
    from django.db import InterfaceError, OperationalError, connection
    from django.utils import timezone

    from maillon.sharing.reservations.rules import Wish
    from maillon.sharing.reservations.services.requests import request_reservation
    from maillon.testing.builders.community import make_hat
    from maillon.testing.builders.sharing import at, make_shared_place

    def patiently(work: Callable[[], T]) -> T:
        """Try until the database answers; the limit only keeps a fault from hanging the whole suite."""
        limit = time.monotonic() + PATIENCE
        while True:
            try:
                return work()
            except (OperationalError, InterfaceError):
                connection.close()
                if time.monotonic() > limit:
                    raise
                time.sleep(0.1)

    gym, hat = make_shared_place(terms={"horizon_days": 180}), make_hat()
    say("ready")
    keys: list[uuid.UUID] = []
    for line in sys.stdin:
        if line.strip() == "check":
            say(*patiently(lambda: _check(keys)))
            continue
        number, key = int(line), uuid.uuid4()
        start = at(8 + number % 12, days=7 + number // 12)
        wish = Wish(gym.pk, start, start + dt.timedelta(hours=1), "Badminton")
        patiently(partial(request_reservation, hat=hat, wish=wish, uid=key, now=timezone.now()))
        keys.append(key)
        say("acknowledged", key)


def _check(keys: list[uuid.UUID]) -> tuple[int, int, int]:
    """Requests found, commitments found, overlaps: « n n 0 » when nothing was lost nor doubled."""
    from maillon.kernel.spans import Span
    from maillon.sharing.availability.models import Commitment
    from maillon.sharing.reservations.models import Reservation

    found = Reservation.objects.filter(uid__in=keys).order_by("pk")
    held = Commitment.objects.filter(pk__in=found.values("commitment")).order_by("busy_from")
    spans = [Span(c.busy_from, c.busy_until) for c in held]
    return len(found), len(spans), sum(a.overlaps(b) for a, b in pairwise(spans))


if __name__ == "__main__":
    main()
