"""Who may do what with an organisation."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotAllowed
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role


def may_administer(hat: Hat, organisation_id: int) -> bool:
    """Return whether the hat manages the members of this organisation: its administration, or a steward."""
    return hat.acts_for(organisation_id, Role.ORGANISATION_ADMIN) or hat.has(Role.STEWARD)


def ask_to_administer(hat: Hat, organisation_id: int) -> None:
    """Raise :class:`~maillon.base.refusals.NotAllowed` unless the hat manages this organisation."""
    if not may_administer(hat, organisation_id):
        raise NotAllowed(_("Seule l’administration de cette organisation peut faire cela."))


def ask_for_stewardship(hat: Hat) -> None:
    """Raise :class:`~maillon.base.refusals.NotAllowed` unless the hat looks after the network."""
    if not hat.has(Role.STEWARD):
        raise NotAllowed(_("Seule l’intendance du réseau peut faire cela."))


def may_verify(hat: Hat, mrc_code: str | None) -> bool:
    """Return whether the hat decides on the verifications of this territory: its coordination, or a steward."""
    coordinates = hat.has(Role.TERRITORY_COORDINATOR) and mrc_code is not None and hat.mrc_code == mrc_code
    return coordinates or hat.has(Role.STEWARD)
