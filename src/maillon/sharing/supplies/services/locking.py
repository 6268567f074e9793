"""One after the other: the articles of a gesture are locked in the order of their numbers before anything is read."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from maillon.base.constraints import refusals_for_constraints
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Site
from maillon.sharing.supplies.errors import invalid, refused, unknown_article
from maillon.sharing.supplies.models import Article, Movement, Stock
from maillon.sharing.supplies.permissions import ask_to_keep


def locked_articles(article_ids: Iterable[int], hat: Hat) -> dict[int, Article]:
    """Lock these articles of the hat's organisation, by number; NotAllowed, or NotFound when one is not its own."""
    owner_id = ask_to_keep(hat, hat.organisation_id)
    wanted = set(article_ids)
    rows = Article.objects.select_for_update(no_key=True).filter(pk__in=wanted, organisation_id=owner_id)
    found = {one.pk: one for one in rows.order_by("pk")}
    if found.keys() != wanted:
        raise unknown_article()
    return found


def locked_article(article_id: int, hat: Hat) -> Article:
    """Lock one article."""
    return locked_articles([article_id], hat)[article_id]


def ask_in_use(article: Article) -> None:
    """Raise a refusal for an article that was retired."""
    if article.retired:
        raise refused("retired")


def own_site(site_id: int | None, article: Article, *, field: str = "site") -> int:
    """Return the site of a movement, the usual one when none is named; Invalid for a site of others."""
    if site_id is None or site_id == article.site_id:
        return article.site_id
    if not Site.objects.filter(pk=site_id, organisation_id=article.organisation_id).exists():
        raise invalid("foreign_site", field)
    return site_id


def standing_at(article: Article, site_id: int) -> Decimal:
    """Return what stands of an article at a site."""
    found = Stock.objects.filter(article=article, site_id=site_id).values_list("quantity", flat=True).first()
    return found if found is not None else Decimal(0)


def written_before(gesture: UUID, articles: Iterable[Article]) -> list[Movement]:
    """Return what this gesture already wrote of these articles, which are locked."""
    found = Movement.objects.filter(gesture=gesture, article__in=list(articles))
    return list(found.select_related("article", "site", "by", "given_to").order_by("pk"))


def written(movements: Iterable[Movement]) -> list[Movement]:
    """Write movements in their order and return them as the database completed them."""
    rows = list(movements)
    with refusals_for_constraints():
        Movement.objects.bulk_create(rows)
    found = Movement.objects.filter(pk__in=[one.pk for one in rows])
    return list(found.select_related("article", "site", "by", "given_to").order_by("pk"))
