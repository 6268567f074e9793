"""Who answers for an owner, and who could in someone's place."""

import datetime as dt

from django.db.models import QuerySet

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.reservations.models import Reservation

ANSWERING = (Role.APPROVER, Role.ASSET_MANAGER)


def others_who_answer(owner_id: int, person_id: int, today: dt.date) -> QuerySet[Membership]:
    """Return the memberships of other people that answer for the owner on this day."""
    return (
        Membership.objects.current(today)
        .filter(organisation_id=owner_id, roles__overlap=[str(role) for role in ANSWERING])
        .exclude(person_id=person_id)
    )


def decided_alone(reservation: Reservation) -> bool:
    """Return whether who asked for it said yes to it too: allowed only where nobody else answers for the owner."""
    said_yes = reservation.state == Reservation.State.APPROVED and reservation.decided_by_id is not None
    return said_yes and reservation.decided_by_id == reservation.person_id
