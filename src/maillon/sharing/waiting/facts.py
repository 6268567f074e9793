"""What happens in a line, told to those who listen."""

import datetime as dt
from dataclasses import dataclass

from maillon.base.facts import Fact


@dataclass(frozen=True, slots=True)
class WaitFact(Fact):
    """What these facts say: which wait, and when it happened."""

    wait_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PlaceOffered(WaitFact):
    """It is their turn: the place is kept for them for a time."""


@dataclass(frozen=True, slots=True)
class TurnPassed(WaitFact):
    """They did not answer in time: the place goes to the next."""
