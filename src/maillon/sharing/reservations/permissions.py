"""Who may ask, answer and give back: predicates over the hat."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotAllowed
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.sharing.reservations.models import Reservation

ASKERS = (Role.REQUESTER, Role.APPROVER, Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN)
DECIDERS = (Role.APPROVER, Role.ASSET_MANAGER)
OWNER_VOICES = (*DECIDERS, Role.ORGANISATION_ADMIN)


def may_ask(hat: Hat) -> bool:
    """Return whether this hat lets its wearer ask for something in its organisation's name."""
    return hat.organisation_id is not None and hat.has(*ASKERS)


def may_read_portrait(hat: Hat, organisation_id: int) -> bool:
    """Return whether this hat reads the portrait of that organisation's inventory: its people, and who oversees."""
    return hat.acts_for(organisation_id) or hat.sees_everything


def ask_to_read_portrait(hat: Hat, organisation_id: int | None) -> int:
    """Return the organisation asked for, the hat's own by default; :class:`NotAllowed` for another's."""
    wanted = organisation_id or hat.organisation_id
    if wanted is None or not may_read_portrait(hat, wanted):
        raise NotAllowed(_("Le portrait d’un inventaire se lit dans l’organisation à qui il appartient."))
    return wanted


def may_decide_for(hat: Hat, organisation_id: int) -> bool:
    """Return whether this hat answers the requests made to that organisation."""
    return hat.acts_for(organisation_id, *DECIDERS)


def may_decide(hat: Hat, reservation: Reservation) -> bool:
    """Return whether this hat answers this request; reads ``asset``."""
    return may_decide_for(hat, reservation.asset.organisation_id)


def asked_for(hat: Hat, reservation: Reservation) -> bool:
    """Return whether this hat stands on the side of those who asked."""
    mine = hat.person_id is not None and hat.person_id == reservation.person_id
    return mine or hat.acts_for(reservation.organisation_id, Role.REQUESTER, Role.ORGANISATION_ADMIN)


def speaks_for_owner(hat: Hat, reservation: Reservation) -> bool:
    """Return whether this hat writes for the owner of what is asked; never in the asker's own request."""
    mine = hat.person_id is not None and hat.person_id == reservation.person_id
    return not mine and hat.acts_for(reservation.asset.organisation_id, *OWNER_VOICES)


def may_write(hat: Hat, reservation: Reservation) -> bool:
    """Return whether this hat writes in the thread of this request, on either side."""
    return asked_for(hat, reservation) or speaks_for_owner(hat, reservation)


def may_answer_appeals(hat: Hat, organisation_id: int) -> bool:
    """Return whether this hat looks again at the refusals of that organisation: it administers it."""
    return hat.acts_for(organisation_id, Role.ORGANISATION_ADMIN)


def may_cancel(hat: Hat, reservation: Reservation) -> bool:
    """Return whether this hat may give the period back, on either side."""
    return asked_for(hat, reservation) or may_decide(hat, reservation)
