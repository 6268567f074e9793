"""Signing the topics that a page may listen to."""

from collections.abc import Iterable

from django.core import signing

CHANNEL = "maillon_live"  # the NOTIFY channel; its payload is the topic that changed
_SALT = "maillon.live"
_ONE_DAY = 86_400  # seconds; an open page asks for a new signature when it is loaded again


def sign_topics(topics: Iterable[str]) -> str:
    """Return the topics as one word that the stream accepts for a day."""
    return signing.dumps(sorted(topics), salt=_SALT)


def read_topics(signed: str) -> frozenset[str]:
    """Return the topics of a signed word; raise :class:`django.core.signing.BadSignature` for anything else."""
    return frozenset(signing.loads(signed, salt=_SALT, max_age=_ONE_DAY))
