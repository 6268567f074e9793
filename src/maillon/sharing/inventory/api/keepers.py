"""Who calls the routes by which an organisation looks after its assets."""

from maillon.base.api.auth import HatAuth
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.permissions import ask_to_keep


def _ask(hat: Hat) -> int:
    return ask_to_keep(hat, hat.organisation_id)


KEEPER_NEEDED = HatAuth(_ask)
