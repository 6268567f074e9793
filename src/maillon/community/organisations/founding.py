"""The first person of an installation: who they are is proved by a code that only its console shows."""

import base64
import hashlib
import hmac

from django.conf import settings

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership

LETTERS, GROUP = 12, 4


def founding_code() -> str:
    """Return the code, the same until someone founds the installation: three groups of four letters or digits.

    It is drawn from the installation's secret key, so that the console can print it and nothing stores it; sixty
    bits, with ten tries an hour, cannot be guessed.
    """
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"maillon:founding", hashlib.sha256)
    letters = base64.b32encode(digest).decode()[:LETTERS]
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def is_founding_code(text: str) -> bool:
    """Return whether this is the code, however its letters, dashes and spaces were typed."""
    typed = "".join(text.upper().split()).replace("-", "").replace("0", "O").replace("1", "I")
    return hmac.compare_digest(typed, founding_code().replace("-", ""))


def is_founded() -> bool:
    """Return whether someone looks after the network already."""
    stewards = Membership.objects.filter(
        organisation__kind=OrganisationKind.NETWORK, roles__contains=[Role.STEWARD]
    )
    return stewards.exists()
