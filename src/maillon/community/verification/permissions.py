"""Who may ask for a verification, read its papers, decide on it."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotAllowed
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.permissions import may_administer, may_verify


def may_follow(hat: Hat, organisation: Organisation) -> bool:
    """Return whether the hat reads how the verification stands: its members, and those who verify."""
    return hat.acts_for(organisation.pk) or may_verify(hat, organisation.mrc_id)


def may_read_papers(hat: Hat, organisation: Organisation) -> bool:
    """Return whether the hat opens the pieces: the organisation's administration, and those who verify."""
    return may_administer(hat, organisation.pk) or may_verify(hat, organisation.mrc_id)


def verifies(hat: Hat) -> bool:
    """Return whether the hat has a queue of requests to decide."""
    return hat.has(Role.STEWARD) or (hat.has(Role.TERRITORY_COORDINATOR) and hat.mrc_code is not None)


def ask_to_follow(hat: Hat, organisation: Organisation) -> None:
    """Raise :class:`~maillon.base.refusals.NotAllowed` unless the hat reads how the verification stands."""
    if not may_follow(hat, organisation):
        raise NotAllowed(_("Seules l’organisation et les personnes qui la vérifient voient ceci."))


def ask_to_read_papers(hat: Hat, organisation: Organisation) -> None:
    """Raise :class:`~maillon.base.refusals.NotAllowed` unless the hat may open the pieces."""
    if not may_read_papers(hat, organisation):
        raise NotAllowed(_("Seules l’organisation et les personnes qui la vérifient voient ceci."))


def ask_to_verify(hat: Hat, organisation: Organisation) -> None:
    """Raise :class:`~maillon.base.refusals.NotAllowed` unless the hat decides for this territory."""
    if not may_verify(hat, organisation.mrc_id):
        raise NotAllowed(
            _("Seules la coordination de ce territoire et l’intendance du réseau décident de ceci.")
        )


def ask_for_a_queue(hat: Hat) -> None:
    """Raise :class:`~maillon.base.refusals.NotAllowed` unless the hat verifies organisations."""
    if not verifies(hat):
        raise NotAllowed(_("Seules la coordination d’un territoire et l’intendance du réseau vérifient."))
