"""Why a person's account cannot be opened, changed or erased."""

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Refusal


class AddressTaken(Refusal):
    """Another account has this address."""

    code = "address_taken"


class NotYourAddress(Refusal):
    """The address typed to confirm is not the account's."""

    status = 422
    code = "not_your_address"


class StillNeeded(Refusal):
    """The account cannot be closed yet: something only this person can do would be left undone."""

    code = "still_needed"


def _address_taken() -> AddressTaken:
    return AddressTaken(_("Un compte existe déjà pour cette adresse."), field="email")


register_constraint("people_person_email_once", _address_taken)
register_constraint("people_person_email_key", _address_taken)
