"""The friendly message of each promise that the database keeps.

A package registers the names of its constraints; :func:`refusals_for_constraints` turns the
database's refusal into ours, so that no person ever reads « IntegrityError ».
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from maillon.base.refusals import Refusal

_refusals: dict[str, Callable[[], Refusal]] = {}


def register_constraint(name: str, refusal: Callable[[], Refusal]) -> None:
    """Say which refusal stands for the constraint ``name``."""
    _refusals[name] = refusal


def refusal_for(error: BaseException) -> Refusal | None:
    """Return the refusal registered for the constraint that ``error`` names, or nothing."""
    cause: BaseException | None = error
    while cause is not None:
        name = getattr(getattr(cause, "diag", None), "constraint_name", None)
        if name in _refusals:
            return _refusals[name]()
        cause = cause.__cause__
    return None


@contextmanager
def refusals_for_constraints() -> Iterator[None]:
    """Raise the registered refusal in place of the database's error on a known constraint."""
    try:
        yield
    except DatabaseError as error:
        refusal = refusal_for(error)
        if refusal is None:
            raise
        raise refusal from error
