"""What the pages of supplies show."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from maillon.community.agreements.models import Party
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models import Site
from maillon.sharing.supplies.models import Article, ArticleQuerySet, Kind, Movement, Stock

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of an article at one site."""

    site_id: int
    site_name: str
    quantity: Decimal


def shown_articles(hat: Hat) -> ArticleQuerySet:
    """Return the articles of this hat with what is left of each, by name."""
    return (
        Article.objects.visible_to(hat)
        .with_quantity()
        .select_related("site", "organisation")
        .order_by("sort_key", "pk")
    )


def one_article(article_id: int, hat: Hat) -> Article | None:
    """Return an article that this hat may see."""
    return shown_articles(hat).filter(pk=article_id).first()


def narrowed(
    articles: ArticleQuerySet,
    *,
    words: str = "",
    site_id: int | None = None,
    low: bool = False,
    retired: bool = False,
) -> ArticleQuerySet:
    """Keep what has these words in its name or is this barcode, stands or usually stands at a site, is low or not."""
    found = articles.filter(retired=retired)
    if words:
        key = sort_key(words)
        found = found.filter(Q(sort_key__contains=key) if key else Q(pk=None)) | found.filter(gtin=words)
    if site_id is not None:
        there = Stock.objects.filter(site_id=site_id, quantity__gt=0).order_by().values("article")
        found = found.filter(Q(site_id=site_id) | Q(pk__in=there))
    if low:
        found = found.running_low()
    return found


def low_first(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Return the articles with those to order first, then by name."""
    low = Q(quantity__lte=Coalesce(F("threshold"), Decimal(-1)))
    return articles.alias(low=low).order_by("-low", "sort_key", "pk")


def standing_of(articles: Iterable[Article]) -> dict[int, list[Standing]]:
    """Return where each of these articles stands, by name of site; one query."""
    rows = Stock.objects.filter(article__in=list(articles), quantity__gt=0).select_related("site")
    found: dict[int, list[Standing]] = {}
    for row in rows.order_by("site__sort_key", "site", "pk"):
        found.setdefault(row.article_id, []).append(Standing(row.site_id, row.site.name, row.quantity))
    return found


def movements_of(article: Article) -> "QuerySet[Movement]":
    """Return the movements of an article, the latest first, with what corrects each."""
    return (
        Movement.objects.filter(article=article)
        .select_related("site", "by", "given_to", "corrects", "corrected_by")
        .order_by("-at", "-pk")
    )


def sites_of(organisation_id: int) -> "QuerySet[Site]":
    """Return where supplies may stand, by name."""
    return Site.objects.filter(organisation_id=organisation_id).order_by("sort_key", "pk")


def supplied_sites(organisation_id: int) -> "QuerySet[Site]":
    """Return the sites where an article in use usually stands, or stands, by name."""
    used = Article.objects.filter(organisation_id=organisation_id, retired=False).order_by()
    there = Stock.objects.filter(article__in=used, quantity__gt=0).order_by()
    return sites_of(organisation_id).filter(Q(pk__in=used.values("site")) | Q(pk__in=there.values("site")))


def partners_of(organisation_id: int, on: dt.date) -> "QuerySet[Organisation]":
    """Return the organisations with which an agreement is in force, of either side, by name."""
    parties = Party.objects.in_force(on).order_by()
    ours = parties.filter(agreement__owner_id=organisation_id).values("organisation")
    theirs = parties.filter(organisation_id=organisation_id).values("agreement__owner")
    return Organisation.objects.filter(Q(pk__in=ours) | Q(pk__in=theirs)).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Month:
    """What came in and went out in a month, and what was left at its end."""

    first: dt.date
    received: Decimal
    issued: Decimal
    left: Decimal


def months_of(article: Article, now: dt.datetime) -> list[Month]:
    """Return the last twelve months of an article, the present one last; one query."""
    today = timezone.localdate(now)
    rows = (
        Movement.objects.filter(article=article, at__lte=now)
        .annotate(month=TruncMonth("at"))
        .order_by("month")
    )
    sums = rows.values("month").annotate(
        change=Sum("amount"),
        received=Sum("amount", filter=Q(kind=Kind.RECEIVED), default=Decimal(0)),
        issued=-Sum("amount", filter=Q(kind=Kind.ISSUED), default=Decimal(0)),
    )
    by_month: dict[dt.date, dict[str, Any]] = {row["month"].date(): dict(row) for row in sums}
    firsts = [_month_before(today, back) for back in reversed(range(MONTHS))]
    left = sum((row["change"] for month, row in by_month.items() if month < firsts[0]), start=Decimal(0))
    told = []
    for first in firsts:
        row = by_month.get(first, {})
        left += row.get("change", Decimal(0))
        told.append(Month(first, row.get("received", Decimal(0)), row.get("issued", Decimal(0)), left))
    return told


def _month_before(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, 1)


def low_count(organisation_id: int) -> int:
    """Return how many articles in use are at their threshold or under."""
    return Article.objects.filter(organisation_id=organisation_id).low().count()
