"""Who commits an organisation to an agreement: predicates over the hat."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotAllowed
from maillon.community.agreements.rules import SIGNATORIES
from maillon.community.organisations.hats import Hat


def may_sign(hat: Hat, organisation_id: int | None) -> bool:
    """Return whether the hat proposes, accepts and ends agreements in the name of this organisation."""
    return hat.acts_for(organisation_id, *SIGNATORIES)


def ask_to_sign(hat: Hat, organisation_id: int | None) -> int:
    """Return the organisation's number; raise :class:`NotAllowed` unless the hat commits it to agreements."""
    if organisation_id is None or not may_sign(hat, organisation_id):
        raise NotAllowed(
            _(
                "Seules l’administration de l’organisation et les personnes qui gèrent ses biens engagent une entente."
            )
        )
    return organisation_id


def ask_to_read(hat: Hat) -> None:
    """Raise :class:`NotAllowed` unless the hat has agreements to read: its organisation's, or all to oversee."""
    if hat.organisation_id is None:
        raise NotAllowed(_("Les ententes se lisent sous le chapeau d’une organisation."))
