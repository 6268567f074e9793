"""Trying again when two writers crossed.

PostgreSQL ends one of two transactions that wait for each other (deadlock, 40P01) or that saw each other's
work too late (serialisation failure, 40001): nothing is lost, the work only has to be done again. A service that
writes to the ledger carries :func:`retried` above ``transaction.atomic``, so that no person ever sees it.
"""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

CROSSED = frozenset({"40P01", "40001"})
ATTEMPTS = 6
FIRST_PAUSE = 0.005  # seconds; doubled at each attempt and drawn at random, so that the two do not meet again

P = ParamSpec("P")
R = TypeVar("R")


def crossed_another(error: BaseException) -> bool:
    """Return whether the database ended this transaction because of another one, and not for what it asked."""
    return getattr(error.__cause__, "sqlstate", None) in CROSSED


def retried(work: Callable[P, R]) -> Callable[P, R]:
    """Do ``work`` again, up to six times, when its transaction crossed another one.

    Inside a transaction already open it does nothing: the one who opened that transaction must do all of it again.
    ``work`` must therefore be a whole: a service, with its own transaction inside, and no effect outside of it.
    """

    @wraps(work)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            return work(*args, **kwargs)
        for attempt in range(1, ATTEMPTS):
            try:
                return work(*args, **kwargs)
            except OperationalError as error:
                if not crossed_another(error):
                    raise
                time.sleep(random.uniform(0, FIRST_PAUSE * 2**attempt))  # noqa: S311  (a pause, not a secret)
        return work(*args, **kwargs)

    return again
