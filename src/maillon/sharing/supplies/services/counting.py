"""Counting what is there: the difference with what was written becomes a movement, even when it is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.supplies.errors import ask_sensible, invalid
from maillon.sharing.supplies.models import Article, Kind, Movement
from maillon.sharing.supplies.rules import amount_objections
from maillon.sharing.supplies.services.locking import (
    ask_in_use,
    locked_articles,
    own_site,
    standing_at,
    written,
    written_before,
)
from maillon.sharing.supplies.units import comes_whole

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """So much of an article was found."""

    article_id: int
    amount: Decimal


@retried
@transaction.atomic
def count_supplies(
    *,
    site_id: int | None,
    counts: Sequence[Counted],
    gesture: UUID,
    hat: Hat,
    now: datetime,
    reason: str = "",
) -> list[Movement]:
    """Write what was counted at one site (each article's usual one when none is named): all of it, or nothing.

    What stands becomes what was counted. The same gesture twice is done once. Raises Invalid with each amount that
    makes no sense, NotFound for an article of others.
    """
    if not counts:
        raise invalid("nothing_counted")
    articles = locked_articles([one.article_id for one in counts], hat)
    if len(articles) != len(counts):
        raise invalid("article_twice")
    if before := written_before(gesture, articles.values()):
        return before
    ask_sensible(_objections(counts, articles))
    rows = []
    for one in counts:
        article = articles[one.article_id]
        ask_in_use(article)
        place = own_site(site_id, article)
        rows.append(
            Movement(
                article=article,
                site_id=place,
                kind=Kind.COUNTED,
                amount=one.amount - standing_at(article, place),
                at=now,
                by_id=hat.person_id,
                reason=reason.strip(),
                gesture=gesture,
            )
        )
    return written(rows)


def _objections(counts: Sequence[Counted], articles: dict[int, Article]) -> list[Objection]:
    """Say what is wrong with each count, at its own field; at « amount » when there is one only."""
    found: list[Objection] = []
    for one in counts:
        field = "amount" if len(counts) == 1 else f"count_{one.article_id}"
        whole = comes_whole(articles[one.article_id].unit)
        found += amount_objections(one.amount, whole=whole, zero=True, field=field)
    return found
