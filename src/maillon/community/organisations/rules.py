"""Who may give which role, and what an organisation never loses: pure decisions on plain values."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from maillon.kernel.objections import Objection

ADMINISTRATION = "organisation_admin"
STEWARDSHIP = "steward"
# Given by the stewards alone: they reach beyond one organisation.
NETWORK_ROLES = frozenset({"steward", "auditor", "territory_coordinator"})
# Held only inside the organisation that runs the network, so that no other can oversee everyone.
OVERSIGHT = frozenset({"steward", "auditor"})


@dataclass(frozen=True, slots=True)
class Place:
    """What counts of a membership: its number, its roles, its last day (None: open-ended)."""

    membership_id: int
    roles: frozenset[str]
    ends_on: dt.date | None = None

    @property
    def keeps(self) -> bool:
        """Return whether this place administers the organisation without an end."""
        return ADMINISTRATION in self.roles and self.ends_on is None


def role_objections(
    wanted: Iterable[str], *, held: Iterable[str], by_steward: bool, in_network: bool
) -> list[Objection]:
    """Say why roles cannot become ``wanted`` from ``held``: some are the stewards' to give and to take.

    ``in_network`` tells whether the organisation is the one that runs the network.
    """
    wanted, held = frozenset(wanted), frozenset(held)
    found = []
    if not by_steward and (wanted ^ held) & NETWORK_ROLES:
        found.append(Objection("role_of_network", "roles"))
    if not in_network and wanted & OVERSIGHT:
        found.append(Objection("role_out_of_place", "roles"))
    if not wanted:
        found.append(Objection("no_role", "roles"))
    return found


def date_objections(starts_on: dt.date | None, ends_on: dt.date | None) -> list[Objection]:
    """Say when the last day comes before the first."""
    if starts_on and ends_on and ends_on < starts_on:
        return [Objection("end_before_start", "ends_on")]
    return []


def last_administrator_objections(
    before: Place, after: Place | None, others: Iterable[Place]
) -> list[Objection]:
    """Say when a change would leave nobody to administer the organisation without an end.

    ``after`` is None when the place ends today; ``others`` are the other places in force.
    """
    gives_up = before.keeps and not (after and after.keeps)
    if gives_up and not any(place.keeps for place in others):
        return [Objection("last_administrator", "roles")]
    return []
