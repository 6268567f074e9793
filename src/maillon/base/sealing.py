"""Secrets that must be read again, kept sealed in the database: keys of authenticators, client secrets.

A stolen copy of the database opens nothing without the installation's secret key, which is never in it.
"""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Refusal


class CannotUnseal(Refusal):
    """The secret was sealed under a key that this installation no longer has: it must be entered again."""

    status = 409
    code = "cannot_unseal"


@cache
def _lock(keys: tuple[str, ...], purpose: str) -> MultiFernet:
    """Derive one Fernet key per secret key for this purpose (HKDF-SHA256, RFC 5869), the present one first."""
    derived = [
        HKDF(algorithm=SHA256(), length=32, salt=None, info=f"maillon:{purpose}".encode()).derive(
            key.encode()
        )
        for key in keys
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])


def _present(purpose: str) -> MultiFernet:
    return _lock((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS), purpose)


def seal(text: str, *, purpose: str) -> str:
    """Return ``text`` sealed for one purpose; the same text gives another result each time."""
    return _present(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Return the text that :func:`seal` received; raise :class:`CannotUnseal` for any other input."""
    try:
        return _present(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise CannotUnseal(_("Ce secret ne peut plus être lu : entrez-le de nouveau.")) from error
