"""Who looks after the e-mails of the network."""

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import NotAllowed
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role


def looks_after_mail(hat: Hat) -> bool:
    """Return whether this hat watches over the e-mails that could not be sent: the steward's."""
    return hat.has(Role.STEWARD)


def ask_to_look_after_mail(hat: Hat) -> None:
    """Raise :class:`NotAllowed` for any other hat."""
    if not looks_after_mail(hat):
        raise NotAllowed(_("Seule l’intendance veille sur les courriels du réseau."))
