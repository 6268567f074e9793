"""Supplies."""

import uuid
from decimal import Decimal

from django.utils import timezone

from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Site
from maillon.sharing.supplies.models import Article
from maillon.sharing.supplies.services import receive_supply, write_article

from .. import hats
from .network import World


def make_supplies(world: World, town: Organisation) -> None:
    """Write a supply of the town with what came in."""
    keeper = world.members[hats.KEEPER]
    assert keeper is not None
    site = Site.objects.filter(organisation=town).order_by("pk").first()
    assert site is not None
    other = Site.objects.create(organisation=town, name="Entrepôt")
    article = Article(
        organisation=town,
        site=site,
        name=world.hide("Kanari-gants", from_all_but=hats.KEEPERS),
        unit="box",
        threshold=Decimal(20),
    )
    write_article(article=article, hat=keeper.hat())
    came = receive_supply(
        article_id=article.pk,
        amount=Decimal(10),
        reason=world.hide("Kanari-livraison", from_all_but=hats.KEEPERS),
        gesture=uuid.UUID(int=21),
        hat=keeper.hat(),
        now=timezone.now(),
    )
    world.things |= {
        "supply": article.pk,
        "supply_site": other.pk,
        "supply_movement": came.pk,
        "supply_counts": [{"supply_id": article.pk, "amount": "4"}],
    }
