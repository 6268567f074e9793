"""What stands around the list of requests to decide: its saved views and its filter."""

from typing import Any

from django.http import QueryDict

from maillon.community.organisations.hats import Hat
from maillon.community.saved_views.queries import tabs_of
from maillon.sharing.reservations.queries.waiting import choices_of
from maillon.sharing.reservations.saved import WAITING


def around(hat: Hat, address: QueryDict, owner_id: int) -> dict[str, Any]:
    """Return the tabs, and the classes and places of what waits; one query each."""
    choices = choices_of(owner_id)
    return {
        "tabs": tabs_of(WAITING, hat, address),
        "view": address.get("vue", ""),
        "classes": choices.classes,
        "sites": choices.sites,
        "any": bool(choices.classes),
    }
