"""Receiving, issuing, losing: one movement at one site."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.sharing.supplies.errors import ask_sensible, invalid, not_enough
from maillon.sharing.supplies.models import Article, Kind, Movement
from maillon.sharing.supplies.rules import amount_objections
from maillon.sharing.supplies.services.locking import (
    ask_in_use,
    locked_article,
    own_site,
    standing_at,
    written,
    written_before,
)
from maillon.sharing.supplies.units import comes_whole


@dataclass(frozen=True, slots=True)
class Given:
    """For what use something goes out, and to which organisation if it leaves one's own."""

    use: str = ""
    organisation_id: int | None = None


@retried
@transaction.atomic
def receive_supply(
    *,
    article_id: int,
    amount: Decimal,
    gesture: UUID,
    hat: Hat,
    now: datetime,
    site_id: int | None = None,
    reason: str = "",
) -> Movement:
    """Add what arrives to what stands at a site (the usual one unless told); the same gesture twice is done once.

    Raises Invalid for an amount that makes no sense and for a site of others, NotFound for an article of others.
    """
    article, before = _ready(article_id, amount, gesture, hat)
    if before:
        return before
    site_id = own_site(site_id, article)
    row = Movement(article=article, site_id=site_id, kind=Kind.RECEIVED, amount=amount, reason=reason)
    return _signed(row, gesture, hat, now)


@retried
@transaction.atomic
def issue_supply(
    *,
    article_id: int,
    amount: Decimal,
    gesture: UUID,
    hat: Hat,
    now: datetime,
    site_id: int | None = None,
    reason: str = "",
    given: Given = Given(),
) -> Movement:
    """Take what goes out from what stands at a site; the same gesture twice is done once.

    Raises NotEnough when less is left, Invalid and NotFound as :func:`receive_supply` does.
    """
    article, before = _ready(article_id, amount, gesture, hat)
    if before:
        return before
    if given.organisation_id is not None and not _known(given.organisation_id):
        raise invalid("unknown_receiver", "given_to")
    site_id = own_site(site_id, article)
    _ask_enough(article, site_id, amount)
    row = Movement(article=article, site_id=site_id, kind=Kind.ISSUED, amount=-amount, reason=reason)
    row.use, row.given_to_id = given.use, given.organisation_id
    return _signed(row, gesture, hat, now)


@retried
@transaction.atomic
def lose_supply(
    *,
    article_id: int,
    amount: Decimal,
    gesture: UUID,
    hat: Hat,
    now: datetime,
    reason: str,
    site_id: int | None = None,
) -> Movement:
    """Take what was broken, spilled, stolen or out of date; says why. Refuses as :func:`issue_supply` does."""
    article, before = _ready(article_id, amount, gesture, hat)
    if before:
        return before
    if not reason.strip():
        raise invalid("reason_missing", "reason")
    site_id = own_site(site_id, article)
    _ask_enough(article, site_id, amount)
    row = Movement(article=article, site_id=site_id, kind=Kind.LOST, amount=-amount, reason=reason)
    return _signed(row, gesture, hat, now)


def _ready(article_id: int, amount: Decimal, gesture: UUID, hat: Hat) -> tuple[Article, Movement | None]:
    """Lock the article and look at what is asked; return also what this gesture already wrote."""
    article = locked_article(article_id, hat)
    before = written_before(gesture, [article])
    if before:
        return article, before[0]
    ask_in_use(article)
    ask_sensible(amount_objections(amount, whole=comes_whole(article.unit)))
    return article, None


def _known(organisation_id: int) -> bool:
    return Organisation.objects.filter(pk=organisation_id).exists()


def _ask_enough(article: Article, site_id: int, amount: Decimal) -> None:
    left = standing_at(article, site_id)
    if left < amount:
        raise not_enough(left, article.unit)


def _signed(row: Movement, gesture: UUID, hat: Hat, now: datetime) -> Movement:
    row.gesture, row.by_id, row.at = gesture, hat.person_id, now
    row.reason, row.use = row.reason.strip(), row.use.strip()
    return written([row])[0]
