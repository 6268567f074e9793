"""Who reads and who changes a saved view: predicates over the hat."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotAllowed
from maillon.community.organisations.hats import Hat
from maillon.community.saved_views.models import SavedView


def may_change(hat: Hat, view: SavedView) -> bool:
    """Return whether the hat renames, moves and deletes this view: its author, and who administers for a shared one."""
    return view.changes_under(hat)


def ask_to_change(hat: Hat, view: SavedView) -> None:
    """Raise :class:`NotAllowed` unless the hat may change this view."""
    if not may_change(hat, view):
        raise NotAllowed(
            _(
                "Une vue partagée se change par la personne qui l’a faite ou par qui administre l’organisation."
            )
        )
