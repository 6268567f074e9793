"""What a rule would mean for bookings: they stand above, and say it through this one protocol."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from maillon.sharing.house_rules.models import RuleVersion


@dataclass(frozen=True, slots=True)
class Coming:
    """A booking to come that a rule would not have let in: its number and its words."""

    reference: str
    words: str


class Bookings(Protocol):
    """Who keeps the bookings."""

    def against(self, version: RuleVersion, *, owner_id: int, now: datetime) -> list[Coming]:
        """Return the live bookings to come on this owner's assets, by others, that the version would refuse."""


BOOKINGS: list[Bookings] = []


def offer(bookings: Bookings) -> None:
    """Say who keeps the bookings; called by the registry."""
    BOOKINGS.append(bookings)


def against(version: RuleVersion, *, owner_id: int, now: datetime) -> list[Coming]:
    """Return the bookings to come that this version would refuse, the soonest first."""
    return [one for bookings in BOOKINGS for one in bookings.against(version, owner_id=owner_id, now=now)]
