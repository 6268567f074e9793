"""What happens to agreements, told to the packages above."""

import datetime as dt
from dataclasses import dataclass

from maillon.base.facts import Fact


@dataclass(frozen=True, slots=True)
class AgreementFact(Fact):
    """Something that happened to an agreement; ``by_organisation_id`` is whose doing it was, None for time's."""

    agreement_id: int
    by_organisation_id: int | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AgreementProposed(AgreementFact):
    """The owner proposed it to its partners."""


@dataclass(frozen=True, slots=True)
class AgreementAccepted(AgreementFact):
    """A partner accepted it."""


@dataclass(frozen=True, slots=True)
class AgreementDeclined(AgreementFact):
    """A partner declined it."""


@dataclass(frozen=True, slots=True)
class CoverageChanged(AgreementFact):
    """The owner changed what it covers after proposing it."""


@dataclass(frozen=True, slots=True)
class AgreementEnding(AgreementFact):
    """It ends in so many days."""

    days: int


@dataclass(frozen=True, slots=True)
class AgreementEnded(AgreementFact):
    """It was ended by a party, from a day on, or reached its end; ``whole`` is False when one partner left."""

    whole: bool
