"""Carrying something from one site to another of one's own: two movements, or none."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.sharing.supplies.errors import ask_sensible, invalid, not_enough
from maillon.sharing.supplies.models import Kind, Movement
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


@retried
@transaction.atomic
def transfer_supply(
    *,
    article_id: int,
    amount: Decimal,
    to_site_id: int,
    gesture: UUID,
    hat: Hat,
    now: datetime,
    site_id: int | None = None,
    reason: str = "",
) -> list[Movement]:
    """Write what leaves a site and what arrives at the other; the same gesture twice is done once.

    Raises NotEnough when less is left there, Invalid for the same site twice or for a site of others.
    """
    article = locked_article(article_id, hat)
    if before := written_before(gesture, [article]):
        return before
    ask_in_use(article)
    ask_sensible(amount_objections(amount, whole=comes_whole(article.unit)))
    start = own_site(site_id, article)
    end = own_site(to_site_id, article, field="to_site")
    if start == end:
        raise invalid("same_site", "to_site")
    left = standing_at(article, start)
    if left < amount:
        raise not_enough(left, article.unit)
    return written(
        Movement(
            article=article,
            site_id=place,
            kind=Kind.TRANSFERRED,
            amount=change,
            at=now,
            by_id=hat.person_id,
            reason=reason.strip(),
            gesture=gesture,
        )
        for place, change in ((start, -amount), (end, amount))
    )
