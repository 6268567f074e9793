"""Founding an installation: the network, and the first person, who looks after it."""

import datetime as dt

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillon.base.founding import is_founding_code
from maillon.base.refusals import Reason
from maillon.community.organisations.errors import AlreadyFounded, WrongFoundingCode
from maillon.community.organisations.founding import is_founded
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.people.services import open_account

ONE_FOUNDER_LOCK = 0x4D41494C  # an advisory lock of our own choosing, held to the end of the transaction


@transaction.atomic
def found_installation(
    *, code: str, network: str, email: str, name: str, language: str, password: str, now: dt.datetime
) -> Membership:
    """Create the network and its first steward, once; whoever reads the console proves it by the code.

    The address counts as proven: on an installation without a mail server no code could prove it. Raises
    :class:`~..errors.AlreadyFounded`, :class:`~..errors.WrongFoundingCode`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_FOUNDER_LOCK])
    if is_founded():
        raise AlreadyFounded(_("Cette installation a déjà une intendance : demandez-lui une invitation."))
    if not is_founding_code(code, settings.SECRET_KEY):
        raise WrongFoundingCode(
            Reason("wrong_founding_code", str(_("Ce n’est pas le code affiché par la console.")), "code")
        )
    person = open_account(email=email, name=name, language=language, password=password, proven=True)
    organisation = Organisation.objects.create(
        name=network.strip(), kind=OrganisationKind.NETWORK, verified_at=now
    )
    return Membership.objects.create(
        person=person,
        organisation=organisation,
        roles=[Role.STEWARD, Role.ORGANISATION_ADMIN, Role.REQUESTER],
        starts_on=timezone.localdate(now),
    )
