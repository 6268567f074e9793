"""What happens to organisations, told to the packages above."""

import datetime as dt
from dataclasses import dataclass

from maillon.base.facts import Fact


@dataclass(frozen=True, slots=True)
class OrganisationRegistered(Fact):
    """A steward wrote an organisation in, verified at once; ``by_id`` is their number as a person."""

    organisation_id: int
    by_id: int
    by_organisation_id: int | None
    at: dt.datetime
