"""Whether someone looks after the network yet."""

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership


def is_founded() -> bool:
    """Return whether someone looks after the network already."""
    stewards = Membership.objects.filter(
        organisation__kind=OrganisationKind.NETWORK, roles__contains=[Role.STEWARD]
    )
    return stewards.exists()
