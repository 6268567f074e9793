"""The saved views of who searches and of who decides: shared in each organisation of the home territory."""

from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.models import Membership
from maillon.community.saved_views.models import SavedView
from maillon.sharing.reservations.permissions import DECIDERS

SEARCH = (
    "Gymnase, mardi soir",
    "quoi=gym&ou=Saint-Hyacinthe&jour=2&de=18%3A00&a=20%3A00&personnes=20",
)
WAITING = ("Gymnases, par date", "categorie=gym&tri=moment")


def keep_views() -> None:
    """Save the views, the first member of each organisation being their author."""
    members = Membership.objects.filter(organisation__mrc_id=HOME).order_by("organisation", "pk")
    first: dict[tuple[int, str], int] = {}
    for one in members:
        first.setdefault((one.organisation_id, "recherches"), one.person_id)
        if set(one.roles) & set(DECIDERS):
            first.setdefault((one.organisation_id, "a-decider"), one.person_id)
    SavedView.objects.bulk_create(
        SavedView(
            organisation_id=organisation_id,
            person_id=person_id,
            list_code=code,
            name=(SEARCH if code == "recherches" else WAITING)[0],
            asked=(SEARCH if code == "recherches" else WAITING)[1],
            shared=True,
        )
        for (organisation_id, code), person_id in first.items()
    )
