"""The saved views of the demonstration: two shared by each body that looks after assets, one of its keeper's own."""

from maillon.base.demonstration import World
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.community.saved_views.models import SavedView

VIEWS = (
    ("Sans accessibilité", "manque=accessibilite", True),
    ("À confirmer", "manque=confirmation&tri=maj&col=categorie&col=lieu&col=maj&col=confirme", True),
    ("Gymnases", "categorie=gym&tri=-capacite&col=lieu&col=qui&col=capacite", False),
)


def load(world: World) -> None:  # noqa: ARG001  (every loader is given the world)
    """Save the views, the first keeper of each body being their author."""
    keepers = Membership.objects.filter(roles__contains=[Role.ASSET_MANAGER]).order_by("organisation", "pk")
    first = {one.organisation_id: one.person_id for one in reversed(keepers)}
    SavedView.objects.bulk_create(
        SavedView(
            organisation_id=organisation_id,
            person_id=person_id,
            list_code="biens",
            name=name,
            asked=asked,
            shared=shared,
            position=rank,
        )
        for organisation_id, person_id in first.items()
        for rank, (name, asked, shared) in enumerate(VIEWS)
    )
