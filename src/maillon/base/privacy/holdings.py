"""What each package holds on a person: to show, to hand over, to erase."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction


def _nothing_forbids(_person_id: int, _now: dt.datetime) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Holding:
    """What one package knows of a person.

    ``read`` returns plain values, ready for JSON; ``erase`` removes them or, where a record must stay, cuts the link
    to the person; ``forbids`` says why the person cannot be erased yet, in sentences.
    """

    name: str
    read: Callable[[int], Any]
    erase: Callable[[int, dt.datetime], None]
    forbids: Callable[[int, dt.datetime], Iterable[str]] = _nothing_forbids


_holdings: dict[str, Holding] = {}


def offer(*holdings: Holding) -> None:
    """Add holdings, in the order in which they are erased."""
    for holding in holdings:
        _holdings[holding.name] = holding


def held_on(person_id: int) -> dict[str, Any]:
    """Return all that is held on a person, by package."""
    return {name: holding.read(person_id) for name, holding in _holdings.items()}


def reasons_to_stay(person_id: int, now: dt.datetime) -> list[str]:
    """Return every reason for which the person cannot be erased yet; none when they can."""
    return [str(reason) for holding in _holdings.values() for reason in holding.forbids(person_id, now)]


@transaction.atomic
def erase(person_id: int, now: dt.datetime) -> None:
    """Erase what every package holds on a person, all or nothing."""
    for holding in _holdings.values():
        holding.erase(person_id, now)
