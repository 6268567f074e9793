"""Keys by which a program acts under a hat.

A key reads ``mln_<prefix>_<secret>``: the prefix finds it, the SHA-256 digest of the whole proves it. The
secret has 256 random bits, so a plain digest is enough (nothing to guess, unlike a password) and each
request stays cheap. The key itself is shown once and kept nowhere.
"""

import datetime as dt
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid, NotFound
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import ApiToken, Membership

KEY = re.compile(r"mln_([0-9a-z]{12})_([A-Za-z0-9_-]{43})")
LONGEST_LIFE = dt.timedelta(days=366)
# « Last used » is told to the quarter of an hour: a reading does not cost a writing each time.
USE_NOTED_EVERY = dt.timedelta(minutes=15)
_PREFIX_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NO_DIGEST = "0" * 64


@dataclass(frozen=True, slots=True)
class TokenUse:
    """A key found good: whose hat it carries, and whether it may change anything."""

    token_id: int
    prefix: str
    hat: Hat
    may_write: bool
    use_to_note: bool


def digest_of(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def issue_token(
    *, membership: Membership, name: str, may_write: bool, expires_at: dt.datetime, now: dt.datetime
) -> tuple[ApiToken, str]:
    """Make a key for this membership; return it with its text, which is shown this one time.

    Raises :class:`~maillon.base.refusals.Invalid` when the end is past or more than a year away.
    """
    if not now < expires_at <= now + LONGEST_LIFE:
        raise Invalid(_("Choisissez une échéance à venir, d’ici un an."), field="expires_at")
    prefix = "".join(secrets.choice(_PREFIX_LETTERS) for _letter in range(12))
    key = f"mln_{prefix}_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        membership=membership,
        name=name.strip(),
        prefix=prefix,
        digest=digest_of(key),
        may_write=may_write,
        expires_at=expires_at,
    )
    return token, key


@transaction.atomic
def revoke_token(*, token_id: int, hat: Hat, now: dt.datetime) -> ApiToken:
    """Stop a key of this hat for good; doing it twice changes nothing. Raises NotFound for another hat's key."""
    mine = ApiToken.objects.filter(membership__id=hat.membership_id or 0)
    token = mine.select_for_update(of=("self",)).filter(pk=token_id).first()
    if token is None:
        raise NotFound(_("Ce jeton n’existe pas ou n’est pas le vôtre."))
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
    return token


def hat_of_token(key: str, *, now: dt.datetime, on: dt.date) -> TokenUse | None:
    """Return the hat that a key carries; None when it is unknown, revoked, expired, or its membership has ended.

    An unknown prefix costs the same comparison as a known one.
    """
    read = KEY.fullmatch(key)
    token = (
        ApiToken.objects.select_related("membership__organisation__mrc")
        .filter(prefix=read[1], revoked_at__isnull=True, expires_at__gt=now)
        .filter(membership__in=Membership.objects.current(on))
        .first()
        if read
        else None
    )
    good = hmac.compare_digest(digest_of(key), token.digest if token else _NO_DIGEST)
    if token is None or not good:
        return None
    return TokenUse(
        token_id=token.pk,
        prefix=token.prefix,
        hat=token.membership.hat(),
        may_write=token.may_write,
        use_to_note=token.last_used_at is None or token.last_used_at < now - USE_NOTED_EVERY,
    )


@transaction.atomic
def note_use(*, token_id: int, now: dt.datetime) -> None:
    """Remember when the key was last used, never going back in time."""
    unknown_or_earlier = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now)
    ApiToken.objects.filter(unknown_or_earlier, pk=token_id).update(last_used_at=now)
