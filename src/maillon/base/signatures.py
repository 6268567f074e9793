"""Sealing a paper: a detached signature by which the installation answers for every byte of it.

Ed25519 (RFC 8032), with a key drawn from the installation's secret key (HKDF-SHA256, RFC 5869), one for each
purpose: nothing more to keep, and a copy of the database signs nothing. The public key goes with the paper, so that
any program can check it; only the installation can say that the key is its own.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

ALGORITHM = "Ed25519"


@dataclass(frozen=True, slots=True)
class Seal:
    """The digest of a paper (SHA-256, in hexadecimal), its signature and the public key, both in base 64."""

    digest: str
    signature: str
    public_key: str


@cache
def _key(secret: str, purpose: str) -> Ed25519PrivateKey:
    told = f"maillon:signature:{purpose}".encode()
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=told).derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(drawn)


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a paper, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sign(content: bytes, *, purpose: str) -> Seal:
    """Return the seal of a paper."""
    key = _key(settings.SECRET_KEY, purpose)
    return Seal(
        digest_of(content),
        base64.b64encode(key.sign(content)).decode(),
        base64.b64encode(key.public_key().public_bytes_raw()).decode(),
    )


def is_genuine(content: bytes, signature: str, *, purpose: str) -> bool:
    """Return whether this installation sealed exactly these bytes, under its present key or a former one."""
    try:
        given = base64.b64decode(signature, validate=True)
    except ValueError:
        return False
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            _key(secret, purpose).public_key().verify(given, content)
        except InvalidSignature:
            continue
        return True
    return False
