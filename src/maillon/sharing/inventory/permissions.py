"""Who looks after an organisation's assets: predicates over the hat."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotAllowed
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role

KEEPERS = (Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN)


def may_keep(hat: Hat, organisation_id: int | None) -> bool:
    """Return whether the hat looks after the assets of this organisation."""
    return hat.acts_for(organisation_id, *KEEPERS)


def ask_to_keep(hat: Hat, organisation_id: int | None) -> int:
    """Return the organisation's number; raise :class:`NotAllowed` unless the hat looks after its assets."""
    if organisation_id is None or not may_keep(hat, organisation_id):
        raise NotAllowed(
            _("Seules les personnes qui gèrent les biens de cette organisation peuvent faire cela.")
        )
    return organisation_id
