"""Putting a mistake right: the opposite movement, which names the wrong one. Nothing is ever erased."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from maillon.base.refusals import NotFound
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.sharing.supplies.errors import invalid, not_enough, reason, refused
from maillon.sharing.supplies.models import Article, Kind, Movement
from maillon.sharing.supplies.services.locking import locked_article, standing_at, written, written_before


@retried
@transaction.atomic
def correct_movement(
    *, article_id: int, movement_id: int, why: str, gesture: UUID, hat: Hat, now: datetime
) -> list[Movement]:
    """Write the opposite of a movement, or of both legs of a transfer; the same gesture twice is done once.

    Raises a refusal for what is corrected already, for a correction and for a count that changed nothing; NotEnough
    when what had come in has gone out since.
    """
    article = locked_article(article_id, hat)
    if before := written_before(gesture, [article]):
        return before
    if not why.strip():
        raise invalid("reason_missing", "reason")
    wrong = _wrong(article, movement_id)
    for one in wrong:
        left = standing_at(article, one.site_id)
        if left < one.amount:
            raise not_enough(left, article.unit)
    return written(
        Movement(
            article=article,
            site_id=one.site_id,
            kind=Kind.CORRECTED,
            amount=-one.amount,
            at=now,
            by_id=hat.person_id,
            reason=why.strip(),
            corrects=one,
            gesture=gesture,
        )
        for one in wrong
    )


def _wrong(article: Article, movement_id: int) -> list[Movement]:
    """Return what is to be undone: the movement, and the other leg of a transfer."""
    mine = Movement.objects.filter(article=article)
    found = mine.filter(pk=movement_id).first()
    if found is None:
        raise NotFound(reason("unknown_movement"))
    if found.kind == Kind.CORRECTED:
        raise refused("correction_stays")
    if not found.amount:
        raise refused("nothing_to_correct")
    if mine.filter(corrects=found).exists():
        raise refused("corrected_already")
    if found.kind != Kind.TRANSFERRED:
        return [found]
    return list(mine.filter(gesture=found.gesture, kind=Kind.TRANSFERRED).order_by("pk"))
