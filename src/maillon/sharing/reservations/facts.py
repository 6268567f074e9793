"""What happens to a request, told to those who listen."""

import datetime as dt
from dataclasses import dataclass

from maillon.base.facts import Fact


@dataclass(frozen=True, slots=True)
class ReservationFact(Fact):
    """What all these facts say: which request, of which asset, whose, by whom asked, and when it happened.

    ``together`` tells those that happen with another request of the same bundle, which speaks for all.
    """

    reservation_id: int
    reference: str
    asset_id: int
    owner_id: int
    organisation_id: int
    at: dt.datetime
    together: bool = False


@dataclass(frozen=True, slots=True)
class ReservationRequested(ReservationFact):
    """An organisation asked for a period; the owner must answer."""


@dataclass(frozen=True, slots=True)
class ReservationApproved(ReservationFact):
    """The period is theirs; ``automatic`` when the terms said yes by themselves."""

    automatic: bool = False


@dataclass(frozen=True, slots=True)
class ReservationRefused(ReservationFact):
    """The owner said no, with a motive."""

    motive: str = ""


@dataclass(frozen=True, slots=True)
class ReservationCancelled(ReservationFact):
    """The period was given back, by the owner or by those who had asked; ``late`` if within the notice."""

    by_owner: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class ReservationLapsed(ReservationFact):
    """Nobody answered in time; the place is free again. ``unclarified`` when it was the asker's turn."""

    unclarified: bool = False


@dataclass(frozen=True, slots=True)
class AppealMade(ReservationFact):
    """Those who asked want a refusal looked at again."""


@dataclass(frozen=True, slots=True)
class AppealAnswered(ReservationFact):
    """Those who administer the owner looked again: granted, upheld, or right but too late."""

    outcome: str = ""


@dataclass(frozen=True, slots=True)
class MessageWritten(ReservationFact):
    """Someone wrote about the request: a message, a question that stops the clock, or the answer to one."""

    message_id: int = 0
