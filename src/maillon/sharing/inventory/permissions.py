"""Who looks after an organisation's assets: predicates over the hat."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotAllowed
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role

KEEPERS = (Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN)


def may_keep(hat: Hat, organisation_id: int | None) -> bool:
    """Return whether the hat looks after the assets of this organisation."""
    return hat.acts_for(organisation_id, *KEEPERS)


def may_read_history(hat: Hat, organisation_id: int) -> bool:
    """Return whether the hat reads the past of this organisation's assets: its own people, and who oversees."""
    return hat.acts_for(organisation_id) or hat.sees_everything


def ask_to_read_history(hat: Hat, organisation_id: int) -> None:
    """Raise :class:`NotAllowed` unless the hat reads the past of this organisation's assets."""
    if not may_read_history(hat, organisation_id):
        raise NotAllowed(_("L’historique d’un bien se lit dans l’organisation à qui il appartient."))


def may_read_record(hat: Hat, organisation_id: int) -> bool:
    """Return whether the hat reads what an organisation keeps for itself: its own people, and nobody else."""
    return hat.acts_for(organisation_id)


def ask_to_read_record(hat: Hat, organisation_id: int) -> None:
    """Raise :class:`NotAllowed` unless the hat reads what this organisation keeps of its assets for itself."""
    if not may_read_record(hat, organisation_id):
        raise NotAllowed(_("Ces renseignements ne sortent pas de l’organisation à qui le bien appartient."))


def ask_to_keep(hat: Hat, organisation_id: int | None) -> int:
    """Return the organisation's number; raise :class:`NotAllowed` unless the hat looks after its assets."""
    if organisation_id is None or not may_keep(hat, organisation_id):
        raise NotAllowed(
            _("Seules les personnes qui gèrent les biens de cette organisation peuvent faire cela.")
        )
    return organisation_id


def may_preload(hat: Hat) -> bool:
    """Return whether the hat brings open data to the bodies of a territory: its coordination, or a steward."""
    coordinates = hat.has(Role.TERRITORY_COORDINATOR) and hat.mrc_code is not None
    return hat.organisation_id is not None and (coordinates or hat.has(Role.STEWARD))


def ask_to_preload(hat: Hat) -> int:
    """Return the hat's organisation; raise :class:`NotAllowed` unless it brings open data to a territory."""
    if not may_preload(hat):
        raise NotAllowed(
            _(
                "Seules la coordination d’un territoire et l’intendance du réseau apportent des données ouvertes."
            )
        )
    return hat.body_id
