"""Who writes kits: those who look after the assets."""

from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.permissions import may_keep
from maillon.sharing.kits.models import Kit


def may_write(hat: Hat, kit: Kit) -> bool:
    """Return whether this hat may change the kit."""
    return may_keep(hat, kit.organisation_id)
