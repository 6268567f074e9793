"""Describing articles, one by one or as a list with what stands of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Invalid, Reason
from maillon.base.retries import retried
from maillon.community.organisations.hats import Hat
from maillon.kernel.objections import Objection
from maillon.sharing.inventory.models import Site
from maillon.sharing.supplies.errors import ask_sensible, invalid
from maillon.sharing.supplies.models import Article, Movement
from maillon.sharing.supplies.permissions import ask_to_keep
from maillon.sharing.supplies.rules import amount_objections, gtin_objections, unspsc_objections
from maillon.sharing.supplies.services.counting import Counted, count_supplies
from maillon.sharing.supplies.services.locking import locked_article
from maillon.sharing.supplies.units import comes_whole


@retried
@transaction.atomic
def write_article(*, article: Article, hat: Hat) -> Article:
    """Write an article, new or changed.

    Raises Invalid with every reason: a name already taken, a site of others, a wrong code; a unit in which movements
    are already written.
    """
    owner_id = ask_to_keep(hat, article.organisation_id or hat.organisation_id)
    article.organisation_id, article.name = owner_id, article.name.strip()
    before = locked_article(article.pk, hat) if article.pk else None
    ask_sensible(_objections(article))
    if not Site.objects.filter(pk=article.site_id, organisation_id=owner_id).exists():
        raise invalid("foreign_site", "site")
    moved = before is not None and Movement.objects.filter(article=before).exists()
    if before is not None and moved and before.unit != article.unit:
        raise invalid("unit_counted", "unit")
    with refusals_for_constraints():
        article.save()
    return article


def _objections(article: Article) -> list[Objection]:
    found = [] if article.name else [Objection("name_missing", "name")]
    found += gtin_objections(article.gtin) + unspsc_objections(article.unspsc)
    if article.threshold is not None:
        whole = comes_whole(article.unit)
        found += amount_objections(article.threshold, whole=whole, zero=True, field="threshold")
    return found


@dataclass(frozen=True, slots=True)
class Opening:
    """A line of a first list: the article as told, and what stands of it; ``number`` is that of the line."""

    number: int
    name: str
    unit: str
    quantity: Decimal
    threshold: Decimal | None = None
    gtin: str = ""


@retried
@transaction.atomic
def open_articles(
    *, site_id: int, lines: Sequence[Opening], gesture: UUID, hat: Hat, now: datetime, reason: str
) -> list[Article]:
    """Write the articles of a list with what was counted of each: all of it, or nothing.

    Raises Invalid with the reasons of every line; an article of the same name is one of the reasons. The same gesture
    twice is done once.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    if not Site.objects.select_for_update(no_key=True).filter(pk=site_id, organisation_id=owner_id).exists():
        raise invalid("foreign_site", "site")
    if before := _opened_before(owner_id, gesture):
        return before
    written, reasons = [], []
    for line in lines:
        article = Article(
            organisation_id=owner_id,
            site_id=site_id,
            name=line.name,
            unit=line.unit,
            threshold=line.threshold,
            gtin=line.gtin,
        )
        try:
            with transaction.atomic():
                write_article(article=article, hat=hat)
                count_supplies(
                    site_id=site_id,
                    counts=[Counted(article.pk, line.quantity)],
                    gesture=gesture,
                    hat=hat,
                    now=now,
                    reason=reason,
                )
        except Invalid as refusal:
            reasons += [
                Reason(one.code, f"{line.number}. {line.name} – {one.message}", "text")
                for one in refusal.reasons
            ]
        else:
            written.append(article)
    if reasons:
        raise Invalid(reasons)
    return written


def _opened_before(owner_id: int, gesture: UUID) -> list[Article]:
    known = Article.objects.filter(organisation_id=owner_id, movements__gesture=gesture)
    return list(known.order_by("pk"))
