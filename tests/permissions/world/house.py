"""A house rule on what is hidden."""

from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.testing.builders.house_rules import make_rule

from .. import hats
from .network import World


def make_house_rules(world: World, town: Organisation) -> None:
    why = world.hide("Kanari-règle", from_all_but=hats.OWNERS | hats.OVERSEERS)
    rule = make_rule(town, asset=Asset.objects.get(pk=world.things["secret"]), why=why)
    world.things["house_rule"] = rule.pk
