"""A store to play with: two sites, gloves by the box, salt by the kilogram."""

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory.models import Site
from maillon.sharing.supplies import services
from maillon.sharing.supplies.models import Article, Movement, Stock
from maillon.sharing.supplies.services import Counted
from maillon.testing.builders.community import make_membership, make_organisation


@dataclass
class Store:
    """Whose it is, who keeps it, where, and what."""

    owner: Organisation
    keeper: Membership
    garage: Site
    arena: Site
    gloves: Article
    salt: Article

    @property
    def hat(self) -> Hat:
        return self.keeper.hat()

    def receive(self, amount: str = "10", article: Article | None = None, **more: Any) -> Movement:
        """Write what arrives."""
        return services.receive_supply(**self._told(amount, article) | more)

    def issue(self, amount: str = "1", article: Article | None = None, **more: Any) -> Movement:
        """Write what goes out."""
        return services.issue_supply(**self._told(amount, article) | more)

    def lose(self, amount: str = "1", article: Article | None = None, **more: Any) -> Movement:
        """Write what was lost."""
        return services.lose_supply(**self._told(amount, article) | {"reason": "Renversé"} | more)

    def transfer(self, amount: str = "1", article: Article | None = None, **more: Any) -> list[Movement]:
        """Carry some to the arena."""
        told = self._told(amount, article) | {"to_site_id": self.arena.pk}
        return services.transfer_supply(**told | more)

    def count(self, amount: str, article: Article | None = None, **more: Any) -> list[Movement]:
        """Write how many there are."""
        told = self._told(amount, article)
        counts = [Counted(told.pop("article_id"), told.pop("amount"))]
        return services.count_supplies(**told | {"site_id": None, "counts": counts} | more)

    def correct(self, wrong: Movement, why: str = "Faux", **more: Any) -> list[Movement]:
        """Put a movement right."""
        told = self._told("1", wrong.article) | {"movement_id": wrong.pk, "why": why}
        del told["amount"]
        return services.correct_movement(**told | more)

    def left(self, article: Article | None = None, site: Site | None = None) -> Decimal:
        """Return what stands at a site."""
        found = Stock.objects.filter(article=article or self.gloves, site=site or self.garage)
        return found.values_list("quantity", flat=True).first() or Decimal(0)

    def _told(self, amount: str, article: Article | None) -> dict[str, Any]:
        return {
            "article_id": (article or self.gloves).pk,
            "amount": Decimal(amount),
            "gesture": uuid.uuid4(),
            "hat": self.hat,
            "now": timezone.now(),
        }


def make_article(owner: Organisation, site: Site, name: str = "Gants", **values: Any) -> Article:
    """Return an article of which nothing stands yet."""
    return Article.objects.create(
        **{"organisation": owner, "site": site, "name": name, "unit": "box"} | values
    )


def make_store(*, holding: str = "") -> Store:
    """Return a store, empty unless told how many boxes of gloves it holds."""
    owner = make_organisation(name="Ville d’Essai")
    keeper = make_membership(Role.ASSET_MANAGER, organisation=owner)
    garage, arena = (Site.objects.create(organisation=owner, name=name) for name in ("Garage", "Aréna"))
    gloves = make_article(owner, garage, threshold=Decimal(5))
    salt = make_article(owner, garage, "Sel de déglaçage", unit="kg")
    store = Store(owner, keeper, garage, arena, gloves, salt)
    if holding:
        store.receive(holding)
    return store
